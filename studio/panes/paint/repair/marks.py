"""What is marked on a photo: damage that was found, strokes by hand over it, each undone by itself. Knows no widget."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from models.cv import cv2
from models.painting.photo_mask import Mask
from models.photos.damage import DamagedPlace, DamageKind, FoundDamage

StrokeKind = Literal["brush", "line", "lasso", "erase"]

_ADDED, _TAKEN = 1, 2
_MOST_STEPS = 200
_ALL = (slice(None), slice(None))

Patch = tuple[tuple[slice, slice], npt.NDArray[np.uint8]]


@dataclass(frozen=True, slots=True)
class Stroke:
    """points: (x, y) in pixels of the photo; size: the brush's width in them."""

    kind: StrokeKind
    points: tuple[tuple[float, float], ...]
    size: float


class Marks:
    """The mask of one photo. found: what was looked for; kinds: those of its kinds that count."""

    def __init__(self, width: int, height: int) -> None:
        self.found = FoundDamage((), np.zeros((height, width), np.int32))
        self.kinds: Set[DamageKind] = frozenset(DamageKind)
        self._hand = np.zeros((height, width), np.uint8)
        self._undo: list[Patch] = []
        self._redo: list[Patch] = []
        self._found_mask: Mask = np.zeros((height, width), np.bool_)
        self.mask: Mask = self._found_mask.copy()
        """Which pixels are marked; replaced with every change, never written into."""
        self.places: tuple[DamagedPlace, ...] = ()
        """Those found that are still marked."""

    @property
    def share(self) -> float:
        """How much of the photo is marked."""
        return np.count_nonzero(self.mask) / self.mask.size

    def _combine(self, spots: tuple[slice, slice] = _ALL) -> None:
        """Put together anew what was found and what was done by hand, in these rows and columns."""
        hand, mask = self._hand[spots], self.mask.copy()
        mask[spots] = (self._found_mask[spots] & (hand != _TAKEN)) | (hand == _ADDED)
        self.mask = mask
        counted = (place for place in self.found.places if place.kind in self.kinds)
        self.places = tuple(place for place in counted if self._is_marked(place))

    def _is_marked(self, place: DamagedPlace) -> bool:
        spots = np.s_[place.y : place.y + place.height, place.x : place.x + place.width]
        return bool(self.mask[spots].any())

    def set_found(self, found: FoundDamage) -> None:
        """Mark what was found, where nothing was done by hand."""
        self.found = found
        self.set_kinds(self.kinds)

    def set_kinds(self, kinds: Set[DamageKind]) -> None:
        """Of what was found only these kinds are marked."""
        self.kinds = frozenset(kinds)
        counts = np.array([False, *(place.kind in self.kinds for place in self.found.places)])
        self._found_mask = counts[self.found.numbers]
        self._combine()

    @classmethod
    def of_mask(cls, mask: Mask) -> Marks:
        """Marks as if that had been marked by hand, with nothing to undo."""
        marks = cls(mask.shape[1], mask.shape[0])
        marks._hand[mask] = _ADDED
        marks._combine()
        return marks

    def clear(self) -> None:
        """Nothing is marked; one step that can be undone, but for what was found."""
        self.set_found(FoundDamage((), np.zeros_like(self.found.numbers)))
        self._change(_ALL, np.zeros_like(self._hand))

    # by hand

    def draw(self, stroke: Stroke) -> None:
        """Mark, or take away, what the stroke covers."""
        spots = self._spots(stroke)
        if spots is None:
            return
        drawn = np.zeros((spots[0].stop - spots[0].start, spots[1].stop - spots[1].start), np.uint8)
        points = np.rint(np.array(stroke.points) - (spots[1].start, spots[0].start)).astype(np.int32)
        if stroke.kind == "lasso":
            cv2.fillPoly(drawn, [points], 1)
        else:
            cv2.polylines(drawn, [points], False, 1, max(1, round(stroke.size)), cv2.LINE_8)
        patch = self._hand[spots].copy()
        patch[drawn > 0] = _TAKEN if stroke.kind == "erase" else _ADDED
        self._change(spots, patch)

    def _spots(self, stroke: Stroke) -> tuple[slice, slice] | None:
        """The rows and columns that the stroke can touch; None beside the photo."""
        height, width = self._hand.shape
        reach = 0 if stroke.kind == "lasso" else stroke.size / 2
        points = np.array(stroke.points)
        low, high = np.floor(points.min(0) - reach - 1), np.ceil(points.max(0) + reach + 2)
        left, top = (int(max(0, value)) for value in low)
        right, bottom = int(min(width, high[0])), int(min(height, high[1]))
        return (slice(top, bottom), slice(left, right)) if right > left and bottom > top else None

    def _change(self, spots: tuple[slice, slice], patch: npt.NDArray[np.uint8]) -> None:
        self._undo.append((spots, self._hand[spots].copy()))
        del self._undo[:-_MOST_STEPS]
        self._redo.clear()
        self._put(spots, patch)

    def _put(self, spots: tuple[slice, slice], patch: npt.NDArray[np.uint8]) -> None:
        self._hand[spots] = patch
        self._combine(spots)

    def step(self, by: int) -> bool:
        """Undo (-1) or redo (1) a stroke; whether there was one."""
        taken, given = (self._undo, self._redo) if by < 0 else (self._redo, self._undo)
        if not taken:
            return False
        spots, patch = taken.pop()
        given.append((spots, self._hand[spots].copy()))
        self._put(spots, patch)
        return True

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)
