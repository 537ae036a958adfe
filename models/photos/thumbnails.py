"""Thumbnails of 256 px, cached in one folder by a picture's content: they can be lost and made again at any time."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import platformdirs

from models.files import naming_full_disk
from models.images import encode_jpeg
from models.photos.originals import read_original
from models.records import Photo, Picture

THUMBNAIL_SIDE = 256
_QUALITY = 85


def make_thumbnail(picture: Picture) -> Picture:
    """The picture with its longer side at most 256 px, ratio kept to the pixel; small ones come back as they are."""
    height, width = picture.shape[:2]
    longer = max(width, height)
    if longer <= THUMBNAIL_SIDE:
        return picture
    size = (max(1, round(width * THUMBNAIL_SIDE / longer)), max(1, round(height * THUMBNAIL_SIDE / longer)))
    from models.cv import cv2  # late: the window shows cached thumbnails before anything needs OpenCV

    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def thumbnail_path(folder: Path, key: str) -> Path:
    """Where the thumbnail of that content (a photo's key) lies, or would lie."""
    return folder / key[:2] / f"{key}.jpg"


def save_thumbnail(folder: Path, key: str, small: Picture) -> Path:
    """Put a thumbnail into the cache. Raises DiskFullError.

    Whole or not at all, but without waiting for the disk: a power cut costs a thumbnail, which is made again.
    """
    path = thumbnail_path(folder, key)
    data = encode_jpeg(small, _QUALITY)
    with naming_full_disk(folder, needed=len(data)):
        path.parent.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".bottega-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(name, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    return path


def ensure_photo_thumbnail(folder: Path, photo: Photo) -> Path:
    """A photo's thumbnail, made again when it was lost, while its file still is what it was added as; as below."""
    return ensure_thumbnail(folder, photo.key, partial(read_original, photo))


def ensure_thumbnail(folder: Path, key: str, read: Callable[[], Picture]) -> Path:
    """The thumbnail on disk, made again from what is read where it was lost; in the person's own cache where the

    folder may not be written. Raises PictureError.
    """
    for place in (folder, _own_cache()):
        path = thumbnail_path(place, key)
        if path.is_file() and path.stat().st_size > 0:
            return path
    small = make_thumbnail(read())
    try:
        return save_thumbnail(folder, key, small)
    except OSError as error:
        if error.errno not in (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT):
            raise
    _own_cache().mkdir(parents=True, exist_ok=True)
    return save_thumbnail(_own_cache(), key, small)


def _own_cache() -> Path:
    return Path(platformdirs.user_cache_dir("bottega", appauthor=False)) / "thumbnails"
