"""Reads a project's photo from where it lies, turned as it is to be seen, and only if its file is the one added."""

from __future__ import annotations

from pathlib import Path

from models.errors import PictureError
from models.files import sha256_of
from models.images import PhotoFile, decode_photo, page_key, read_file
from models.photos.turning import turn_picture
from models.records import Photo, Picture


def read_original(photo: Photo) -> Picture:
    """The picture of a photo. Raises PictureError, also where the file holds other bytes now.

    The very bytes that are hashed are decoded: nobody can exchange the file in between.
    """
    return turn_picture(_read_known(photo.path, photo.sha256, photo.page).picture, photo.turn)


def _read_known(path: Path, key: str, page: int) -> PhotoFile:
    """The photo in a file that is known by this key (its hash, or what page_key makes of it); raises as above."""
    data = read_file(path)
    sha256 = sha256_of(data)
    if page_key(sha256, page) != key:
        raise changed_photo(path)
    return decode_photo(path, data, sha256, page)


def changed_photo(path: Path) -> PictureError:
    """What to say of a file that is another one now."""
    return PictureError(
        "the file is another than when it was added",
        path=path,
        remedy="Take the new picture in Photos or by importing the file again, or put the old file back",
    )
