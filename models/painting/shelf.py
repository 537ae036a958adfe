"""The encoders at hand: those that ship with Bottega and those of a project. Reads headers only: no torch."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

import resources
from models.errors import EncoderError, UnknownNameError
from models.painting.encoder_file import SUFFIX, read_header
from models.records import EncoderHeader


@dataclass(frozen=True, slots=True)
class RefusedEncoder:
    """A file on the shelf that can't be used, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """headers: the project's own encoders first, newest first, then the shipped ones by name."""

    headers: tuple[EncoderHeader, ...]
    refused: tuple[RefusedEncoder, ...]


_headers: dict[tuple[Path, int, int], EncoderHeader] = {}
"""Headers by file, time and size: verifying a file takes 20 ms, looking it up again none."""
_lock = threading.Lock()


def read_shelf(own: Path | None = None, titles: Mapping[str, str] | None = None) -> Shelf:
    """Every encoder file at hand; a damaged one is listed with its reason instead of a header.

    own: the folder of a project's encoders, which stand before the shipped ones; titles: the names that people gave
    those, by the hash of the file.
    """
    headers, refused = [], []
    for path in _encoder_files(own):
        try:
            header = _header(path)
            given = titles.get(header.sha256) if titles and path.parent == own else None
            headers.append(replace(header, title=given) if given else header)
        except EncoderError as error:
            refused.append(RefusedEncoder(path, error.reason))
    return Shelf(tuple(headers), tuple(refused))


def list_encoders(own: Path | None = None) -> list[EncoderHeader]:
    """The headers of every usable encoder at hand."""
    return list(read_shelf(own).headers)


def find_encoder(name_or_path: str | Path, own: Path | None = None) -> Path:
    """The file of an encoder given as a file, or by its file's name or its title on the shelf.

    Raises UnknownNameError with the nearest names. The file itself is not opened.
    """
    path = Path(name_or_path).expanduser()
    if path.is_file():
        return path
    wanted = str(name_or_path).casefold().removesuffix(SUFFIX)
    names = {file.stem: file for file in _encoder_files(own)}
    for name, file in names.items():
        if name.casefold() == wanted:
            return file
    for header in list_encoders(own):
        if header.title.casefold() == wanted:
            return header.path
    near = get_close_matches(str(name_or_path), names, n=2, cutoff=0.5)
    there = f"There are: {', '.join(names)}" if names else "Train one first, or name an encoder file"
    remedy = f"Did you mean {' or '.join(near)}?" if near else there
    raise UnknownNameError(f"there is no encoder called {str(name_or_path)!r}", remedy=remedy)


def encoder_of_content(sha256: str, own: Path | None = None) -> Path | None:
    """The file on the shelf with that content, for making a painting again."""
    return next((header.path for header in list_encoders(own) if header.sha256 == sha256), None)


def _encoder_files(own: Path | None) -> list[Path]:
    mine = [path for path in own.glob(f"*{SUFFIX}") if not path.is_symlink()] if own is not None else []
    return sorted(mine, key=_age) + sorted(resources.path("encoders").glob(f"*{SUFFIX}"))


def _age(path: Path) -> tuple[int, str]:
    """Sorts the newest first; a file that has just vanished goes last."""
    try:
        return -path.stat().st_mtime_ns, path.name
    except OSError:
        return 0, path.name


def _header(path: Path) -> EncoderHeader:
    try:
        status = path.stat()
    except OSError as error:
        raise EncoderError("can't read this encoder file", path=path, why=error.strerror or "") from error
    key = (path, status.st_mtime_ns, status.st_size)
    with _lock:
        header = _headers.get(key)
        if header is None:
            for old in [known for known in _headers if known[0] == path]:
                del _headers[old]
            header = _headers[key] = read_header(path)
    return header
