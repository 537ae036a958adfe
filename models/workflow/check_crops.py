"""Compares the crops a project keeps with its photos, and cuts again those that show something else. Loads no torch."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import numpy as np

from models.datasets import CropStore
from models.errors import PictureError
from models.events import Event, Progress, closing
from models.photos.facts import measure
from models.photos.originals import read_original
from models.project import Project
from models.records import WIDTHS, CutFrom, Picture
from models.workflow.gather_crops import CropSource, cut_source, list_crops, store_of, usual_size
from models.workflow.in_order import map_in_order

_APART = 1.0
"""Mean difference of levels from which on a crop is another picture: decoders of different age differ by less."""

_Kept = tuple[CropStore, CropSource]
_Wrong = tuple[CropStore, CropSource, Picture, Picture]
"""Where a wrong crop is kept, the right one, and that as it is measured."""


def check_crops(project: Project) -> Generator[Event, None, int]:
    """Put right every kept crop that is not what its photo shows; returns how many. Raises DiskFullError.

    Older versions kept crops of files that had been exchanged. A photo that can't be read, or is another one now,
    tells nothing: its crops stay.
    """
    by_photo: dict[int, list[_Kept]] = {}
    for store, source in _kept(project):
        by_photo.setdefault(source.photo.id, []).append((store, source))
    mended = 0
    with closing(map_in_order(_find_wrong, by_photo.values())) as checks:
        for done, wrong in enumerate(checks, start=1):
            for store, source, crop, usual in wrong:
                store.add(source.key, crop, measure(usual, None, False))
                mended += 1
            yield Progress(done, len(by_photo), "checking crops")
    return mended


def _kept(project: Project) -> Iterator[_Kept]:
    """The crops that are in a store now."""
    for cut_from in CutFrom:
        sources = list_crops(project, cut_from)
        stores = {store.size: store for width in WIDTHS for store in (store_of(project, cut_from, width),)}
        for store in stores.values():
            yield from ((store, source) for source in sources if source.key in store)


def _find_wrong(kept: list[_Kept]) -> list[_Wrong]:
    """Of the crops of one photo those that differ from it: runs in a worker thread."""
    try:
        picture = read_original(kept[0][1].photo)
    except PictureError:
        return []
    wrong = []
    for store, source in kept:
        there, fresh = store.read(source.key), cut_source(store.size, picture, source)
        if there is not None and np.abs(there[0].astype(np.int16) - fresh).mean() > _APART:
            wrong.append((store, source, fresh, cut_source(usual_size(source), picture, source)))
    return wrong
