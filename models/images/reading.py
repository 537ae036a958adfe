"""Reads a photo's file: once, read-only, decoded to the last pixel, or refused with one plain reason."""

from __future__ import annotations

import errno
import io
import os
import stat
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from models.errors import BottegaError, PictureError
from models.files import sha256_of
from models.images.dates import date_taken
from models.images.formats import HEAD_BYTES, RAW_SUFFIXES, camera_raw, readable_formats, tell_format
from models.images.pages import describe_samples, find_page, page_key, photo_pages
from models.images.pixels import orientation_of, upright_picture
from models.images.png_chunks import png_is_whole, without_ballast
from models.images.samples import is_deep, stretch, take_low_bytes
from models.records import Picture

__all__ = [
    "MAX_BYTES",
    "MAX_PIXELS",
    "PhotoFile",
    "count_pages",
    "decode_photo",
    "list_pages",
    "page_key",
    "read_file",
    "read_photo",
    "read_picture",
    "readable_formats",
]

MAX_PIXELS = 250_000_000
"""Above this a photo is refused before it is decoded: at 4 bytes a pixel it needs 1 GB for a moment."""

WORKING_PIXELS = 120_000_000
"""A photo of more is read at half its width and height, so that no picture in memory takes more than 0.36 GB."""

MAX_BYTES = 800_000_000
"""An uncompressed TIFF of 250 megapixels has 750 MB."""

_BIG_PIXELS = 24_000_000
_one_big_at_a_time = threading.Lock()

# Pillow refuses twice this value by itself, also for frames inside a file; below it would only warn.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS // 2
# Its warnings say what is checked here anyway, and catching them case by case is not safe in threads.
warnings.filterwarnings("ignore", module=r"PIL\..*")
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """What a photo's file holds. width and height are those of the upright picture; taken: EXIF date, ISO.

    sha256: of the file; of a later page the key that `page_key` makes of it.
    """

    sha256: str
    width: int
    height: int
    format: str
    file_size: int
    taken: str | None
    rotated: bool
    picture: Picture = field(repr=False)


def read_picture(path: Path, page: int = 0) -> Picture:
    """The picture in a file: RGB uint8 (H, W, 3), upright; page: which of its photos. Raises PictureError."""
    with _naming(path):
        return _decode(read_file(path), page)[0]


def read_photo(path: Path, page: int = 0) -> PhotoFile:
    """The picture in a file with its hash and facts, all from one reading. Raises PictureError."""
    return decode_photo(path, read_file(path), page=page)


def decode_photo(path: Path, data: bytes, sha256: str | None = None, page: int = 0) -> PhotoFile:
    """The same from bytes that were read already, sha256: their hash; path only names the file in errors."""
    with _naming(path):
        picture, kind, taken, rotated = _decode(data, page)
    height, width = picture.shape[:2]
    key = page_key(sha256 or sha256_of(data), page)
    return PhotoFile(key, width, height, kind, len(data), taken, rotated, picture)


def count_pages(path: Path, data: bytes) -> int:
    """How many photos the bytes of a file hold: one, or the pages of a scan. Raises PictureError."""
    with _naming(path):
        return len(photo_pages(data)) if tell_format(data[:HEAD_BYTES]) == "TIFF" else 1


def list_pages(path: Path) -> range:
    """The numbers of the photos in a file; one where it can't be read, so that reading says why."""
    try:
        with _open_regular(path) as file:
            if tell_format(file.read(HEAD_BYTES)) != "TIFF":
                return range(1)
        return range(count_pages(path, read_file(path)))
    except (OSError, PictureError):
        return range(1)


def read_file(path: Path) -> bytes:
    """All bytes of a photo's file, opened read-only. Raises PictureError for what is no photo by its first bytes.

    A pipe, a device or a folder is refused without waiting on it; a foreign file is not read beyond its head.
    """
    with _naming(path), _open_regular(path) as file:
        if tell_format(file.read(HEAD_BYTES)) == "TIFF" and path.suffix.lower() in RAW_SUFFIXES:
            raise camera_raw()
        if os.fstat(file.fileno()).st_size > MAX_BYTES:
            raise PictureError(f"the file is larger than {MAX_BYTES // 1_000_000} MB")
        file.seek(0)
        return file.read(MAX_BYTES)


def _open_regular(path: Path) -> BinaryIO:
    """The file open for reading, never waiting: a pipe would block until somebody writes into it."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise PictureError("this is not a file but a folder, pipe or device")
    return os.fdopen(handle, "rb")


def _decode(data: bytes, page: int) -> tuple[Picture, str, str | None, bool]:
    """Picture, format, date taken, whether EXIF asked for a turn."""
    kind = tell_format(data[:HEAD_BYTES])
    if kind == "PNG":
        if not png_is_whole(data):
            raise _cut_off()
        data = without_ballast(data)
    directory = find_page(data, page) if kind == "TIFF" or page else 0
    with _open(data, kind, directory) as image:
        pixels = image.width * image.height
        if pixels > MAX_PIXELS:
            raise _too_large()
        if pixels == 0:
            raise PictureError("the picture has no pixels")
        # before loading: TIFF turns itself while it loads and forgets that it was asked to
        deep = is_deep(image)
        rotated = orientation_of(image) != 1
        with _one_big_at_a_time if pixels > _BIG_PIXELS else nullcontext():
            shrink = _load(image)
            if deep:
                stretch(image, partial(_load_low_bytes, data, kind, directory))
            taken = date_taken(image)
            return upright_picture(image, shrink), kind, taken, rotated


def _open(data: bytes, kind: str, directory: int) -> Image.Image:
    """The picture, not loaded yet. Raises PictureError where it is whole but nobody here knows its kind of pixels."""
    try:
        image = Image.open(io.BytesIO(data), formats=(kind,))
        if directory:
            image.seek(directory)
        return image
    except (UnidentifiedImageError, SyntaxError) as error:
        stored = describe_samples(data, directory) if kind == "TIFF" else ""
        if not stored:
            raise
        what = f"its pixels are stored in a way Bottega does not read ({stored})"
        raise PictureError(what, remedy="Save it with 8 or 16 bits per channel") from error


def _load_low_bytes(data: bytes, kind: str, directory: int) -> Image.Image:
    image = _open(data, kind, directory)
    take_low_bytes(image)
    image.load()
    return image


def _load(image: Image.Image) -> int:
    """Decode the pixels; returns how many times each side is still too long."""
    shrink = 1 if image.width * image.height <= WORKING_PIXELS else 2
    if shrink > 1 and image.draft(None, (image.width // shrink, image.height // shrink)):
        shrink = 1
    image.load()
    return shrink


def _too_large(path: Path | None = None) -> PictureError:
    limit = f"the picture has more than {MAX_PIXELS // 1_000_000} megapixels"
    return PictureError(limit, path=path, remedy="Save a smaller copy of it")


def _cut_off(path: Path | None = None) -> PictureError:
    return PictureError("the file is cut off: a part of it is missing", path=path)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Turns whatever a file or a decoder can raise into one PictureError that names the file."""
    try:
        yield
    except BottegaError as error:
        error.path = error.path or path
        raise
    except Exception as error:  # decoders raise nearly everything on hostile files
        raise _explain(error, path) from error


def _explain(error: Exception, path: Path) -> PictureError:
    if isinstance(error, OSError) and error.errno is not None:
        return PictureError(_explain_system(error), path=path)
    if isinstance(error, Image.DecompressionBombError):
        return _too_large(path)
    if isinstance(error, MemoryError):
        return PictureError("there is not enough memory for this picture", path=path)
    words = str(error).lower()
    if "truncated" in words or "unexpected end" in words or isinstance(error, EOFError):
        return _cut_off(path)
    return PictureError("the file is damaged or cut off", path=path)


def _explain_system(error: OSError) -> str:
    reasons = {
        errno.ENXIO: "this is not a file but a folder, pipe or device",  # a socket
        errno.ENOENT: "the file is not there any more",
        errno.ENOTDIR: "the file is not there any more",
        errno.EACCES: "you have no permission to read it",
        errno.EPERM: "you have no permission to read it",
        errno.ELOOP: "it is a link that leads in a circle",
        errno.EISDIR: "this is a folder, not a file",
        errno.ENAMETOOLONG: "its name is too long for this system",
    }
    return reasons.get(error.errno or 0, f"the system could not read it ({error.strerror})")
