"""Compares the thumbnails of photos with the photos, and makes those again that show other colours. Loads no torch."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from pathlib import Path

import numpy as np

from models.errors import PictureError
from models.events import Event, Progress, closing
from models.images import read_file, read_picture
from models.images.colour import resize
from models.photos.originals import read_original
from models.photos.thumbnails import make_thumbnail, save_thumbnail, thumbnail_path
from models.project import Project
from models.records import Photo, Picture
from models.workflow.in_order import map_in_order

_BLOCKS = 16
_APART = 1.0
"""Mean difference of levels of coarse blocks from which on the colours are others: what JPEG adds is below."""


def check_thumbnails(project: Project) -> Generator[Event, None, int]:
    """Make every kept thumbnail again that is not what its photo shows; returns how many. Raises DiskFullError.

    Older versions passed over colour profiles. A photo that can't be read, or is another one now, tells nothing.
    """
    photos = [] if project.read_only else project.photos.all()
    renewed = 0
    with closing(map_in_order(partial(_fresh, project.thumbnails_folder), photos)) as checks:
        for done, (photo, small) in enumerate(zip(photos, checks, strict=True), start=1):
            if small is not None:
                save_thumbnail(project.thumbnails_folder, photo.key, small)
                renewed += 1
            yield Progress(done, len(photos), "checking thumbnails")
    return renewed


def _fresh(folder: Path, photo: Photo) -> Picture | None:
    """What the thumbnail should be, None where it is that, or none is kept: runs in a worker thread."""
    path = thumbnail_path(folder, photo.key)
    try:
        if not path.is_file() or _was_always_read_so(read_file(photo.path)):
            return None
        small = make_thumbnail(read_original(photo))
    except PictureError:
        return None
    return None if _is_shown(path, small) else small


def _was_always_read_so(data: bytes) -> bool:
    """A JPEG without a word on its colours: most photos are, and need no decoding."""
    head = data[:100_000]
    return head.startswith(b"\xff\xd8") and b"ICC_PROFILE" not in head and b"R03" not in head


def _is_shown(path: Path, small: Picture) -> bool:
    try:
        kept = read_picture(path)
    except PictureError:
        return False
    if kept.shape != small.shape:
        return False
    coarse = (resize(one, _BLOCKS, _BLOCKS).astype(np.int16) for one in (kept, small))
    return float(np.abs(next(coarse) - next(coarse)).mean()) <= _APART
