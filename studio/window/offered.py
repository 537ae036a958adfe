"""What a drag or the clipboard offers: files, pictures without a file, links into the web. Opens none of them."""

from __future__ import annotations

import base64
import binascii
import os
import re
import socket
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

_MOST_LINES, _LONGEST_PATH = 1000, 4096
_LARGEST_HTML = 64_000_000
_ENCODED = QUrl.ComponentFormattingOption.FullyEncoded
_PICTURE_IN_HTML = re.compile(r"""src\s*=\s*["']data:image/[\w.+-]+;base64,([^"']+)["']""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offered:
    """links: how many addresses in the web there were beside or instead of files."""

    files: tuple[Path, ...] = ()
    images: tuple[QImage, ...] = ()
    links: int = 0

    def __bool__(self) -> bool:
        return bool(self.files or self.images or self.links)


def is_welcome(mime: QMimeData) -> bool:
    """Whether a drag brings anything that could be taken, or refused in words; looks at names only."""
    return bool(mime.urls() or mime.hasImage() or _picture_formats(mime)) or "data:image/" in _html(mime)[:100_000]


def read_offer(mime: QMimeData, *, typed: bool = False) -> Offered:
    """Files first, else the pictures themselves. typed: also text that is the path of a file, as one copies it."""
    urls = mime.urls()
    files = [path for url in urls if (path := local_path(url)) is not None]
    links = sum(url.scheme() in ("http", "https", "ftp") for url in urls)
    if not urls and typed:
        files = _paths_in(mime.text())
    return Offered(tuple(files), () if files else tuple(_images(mime)), links)


def local_path(url: QUrl) -> Path | None:
    """The file of a link on this computer, by whatever name it calls itself; None for any other link."""
    if not url.isLocalFile():
        return None
    if url.host().lower() in ("localhost", socket.gethostname().lower()):
        url = QUrl(url)
        url.setHost("")
    path = Path(url.toLocalFile())
    if "%" in url.path(_ENCODED) and not os.path.lexists(path):
        # Some programs write names as they are: "100%25.jpg" may be called just that.
        as_written = [Path(url.path(how)) for how in (_ENCODED, QUrl.ComponentFormattingOption.PrettyDecoded)]
        return next((one for one in as_written if os.path.lexists(one)), path)
    return path


def _paths_in(text: str) -> list[Path]:
    """The files that lines of text name, when every line does."""
    lines = [line.strip().strip("'\"") for line in text.splitlines()[:_MOST_LINES] if line.strip()]
    paths = [_path_in(line) for line in lines if len(line) < _LONGEST_PATH]
    found = [path for path in paths if path is not None]
    return found if len(found) == len(lines) else []


def _path_in(line: str) -> Path | None:
    path = local_path(QUrl(line)) if line.startswith("file:") else Path(os.path.expanduser(line))
    try:
        return path if path is not None and path.is_absolute() and path.exists() else None
    except (OSError, ValueError):
        return None


def _images(mime: QMimeData) -> list[QImage]:
    """The picture that is offered as such, else those inside of HTML."""
    image = mime.imageData() if mime.hasImage() else None
    found = [image] if isinstance(image, QImage) else []
    if not found:
        found = [QImage.fromData(mime.data(name)) for name in _picture_formats(mime)[:1]]
    if not found:
        found = [QImage.fromData(data) for data in _pictures_in(_html(mime))]
    return [image for image in found if not image.isNull()]


def _picture_formats(mime: QMimeData) -> list[str]:
    return [name for name in mime.formats() if name.startswith("image/")]


def _html(mime: QMimeData) -> str:
    return mime.html() if mime.hasHtml() else ""


def _pictures_in(html: str) -> list[bytes]:
    found = []
    for match in _PICTURE_IN_HTML.finditer(html[:_LARGEST_HTML]):
        try:
            found.append(base64.b64decode(re.sub(r"\s", "", match.group(1)), validate=True))
        except binascii.Error:
            continue
    return found
