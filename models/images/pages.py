"""The pages of a TIFF: which of them are photos, and whether the file is a camera's raw one. Decodes no pixels."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice

from PIL.TiffImagePlugin import ImageFileDirectory_v2

from models.errors import PictureError
from models.files import sha256_of
from models.images.formats import camera_raw

MAX_PAGES = 500
"""Pages looked at; what a file holds behind them is left."""

_NEW_SUBFILE, _OLD_SUBFILE, _PHOTOMETRIC, _SUB_IFDS, _DNG_VERSION = 254, 255, 262, 330, 50706
_BITS, _CHANNELS, _FORMAT, _FLOAT = 258, 277, 339, 3
_REDUCED, _MASK = 1, 4
_OLD_REDUCED = 2
_OF_SENSORS = (32803, 34892)
"""Colour filter array and linear raw: what a sensor saw, before it is a picture."""


def photo_pages(data: bytes) -> list[int]:
    """Which directories of a TIFF are photos, in order; previews and masks are not. Raises PictureError for raw files.

    At least one: what can't be told here is left to the decoder, which says what is wrong with it.
    """
    pages = []
    number = -1
    sub_ifds = raw = False
    for number, page in enumerate(_directories(data)):
        sub_ifds |= _SUB_IFDS in page
        raw |= _is_raw(data, page)
        if not _is_aside(page):
            pages.append(number)
    if raw or (sub_ifds and not pages):
        raise camera_raw()
    return pages or [0]


def page_key(sha256: str, page: int) -> str:
    """By what a photo is known: the hash of its file; later pages of a file have one made from it and their number."""
    return sha256 if page == 0 else sha256_of(f"{sha256} page {page}".encode())


def _directories(data: bytes) -> Iterator[ImageFileDirectory_v2]:
    """The chain of directories, until it ends, closes to a circle, or can't be read any more."""
    # a big TIFF (43) has a head of 16 bytes
    head = data[: 16 if 43 in data[2:4] else 8]
    try:
        place = ImageFileDirectory_v2(head).next
        seen: set[int] = set()
        while place and place not in seen and len(seen) < MAX_PAGES:
            seen.add(place)
            directory = _directory(data, place)
            yield directory
            place = directory.next
    except Exception:  # directories are hostile input; the decoder judges what is damaged
        return


def _directory(data: bytes, place: int) -> ImageFileDirectory_v2:
    directory = ImageFileDirectory_v2(data[: 16 if 43 in data[2:4] else 8])
    file = io.BytesIO(data)
    file.seek(place)
    directory.load(file)
    return directory


def _is_aside(page: ImageFileDirectory_v2) -> bool:
    """Whether the page says that it is a smaller copy of another, or a mask."""
    kind = _number(page.get(_NEW_SUBFILE))
    return bool(kind & (_REDUCED | _MASK)) or _number(page.get(_OLD_SUBFILE)) == _OLD_REDUCED


def _is_raw(data: bytes, page: ImageFileDirectory_v2) -> bool:
    if _DNG_VERSION in page or _number(page.get(_PHOTOMETRIC)) in _OF_SENSORS:
        return True
    return any(_number(inner.get(_PHOTOMETRIC)) in _OF_SENSORS for inner in _inside(data, page))


def _inside(data: bytes, page: ImageFileDirectory_v2) -> Iterator[ImageFileDirectory_v2]:
    """The first directories that hang below the page."""
    places = page.get(_SUB_IFDS, ())
    for place in places[:8] if isinstance(places, tuple) else (places,):
        try:
            yield _directory(data, place)
        except Exception:  # as above
            return


def _number(value: object) -> int:
    """The number in a tag, 0 when it holds none."""
    if isinstance(value, tuple) and value:
        value = value[0]
    return value if isinstance(value, int) else 0


def find_page(data: bytes, page: int) -> int:
    """Which directory holds the photo of this number. Raises PictureError."""
    pages = photo_pages(data)
    if page >= len(pages):
        raise PictureError(f"the file has no page {page + 1}")
    return pages[page]


def describe_samples(data: bytes, directory: int) -> str:
    """How a page stores its pixels ("3 x 32 bits, floating point"); empty where that can't be read."""
    page = next(islice(_directories(data), directory, None), None)
    if page is None or not (bits := _number(page.get(_BITS))):
        return ""
    kind = ", floating point" if _number(page.get(_FORMAT)) == _FLOAT else ""
    return f"{_number(page.get(_CHANNELS)) or 1} x {bits} bits{kind}"
