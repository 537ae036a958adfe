"""Finds what has damaged a photo: thin light or dark scratches, specks, cracks. Judges pixels; knows no project."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product

import numpy as np
import numpy.typing as npt

from models.cv import cv2
from models.records import Picture

Levels = npt.NDArray[np.uint8]


class DamageKind(StrEnum):
    CRACK = "crack"
    SCRATCH = "scratch"
    SPECK = "speck"


@dataclass(frozen=True, slots=True)
class DamagedPlace:
    """x, y, width, height: of the rectangle round it, in pixels of the photo."""

    kind: DamageKind
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class FoundDamage:
    """numbers: 0 where the photo is whole, else the place's number from 1, shape (height, width), int32."""

    places: tuple[DamagedPlace, ...]
    numbers: npt.NDArray[np.int32] = field(repr=False)


_USUAL = 1200
"""Longer side of the photo that widths are given for: damage is as wide as the scan is fine."""
_WIDEST = 7
"""Pixels across a scratch, of a photo of the usual size."""
_LONG = 0.2
"""Share of the photo's longer side from which a scratch is a crack or a fold."""
_SHORTEST = 0.11
"""Share of the longer side from which a line is a scratch: lashes, gleams and wisps of hair are shorter."""
_ELONGATED = 14.0
"""Length over width from which a mark is a line: a row of teeth is not."""
_FACTORS = (2.0, 1.2, 0.8, 0.5)
_MOST = 5000


def find_damage(picture: Picture, thorough: float) -> FoundDamage:
    """What stands out of its surroundings by being thin. thorough: 0 only what is certain, to 1 also what is likely.

    Lines count from a fourth of the contrast that specks need: nothing in a face is long, thin and straight. The marks
    are widened by a pixel or two, since damage has soft rims.
    """
    gray = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    unit = max(1.0, max(gray.shape) / _USUAL)
    width = 2 * round(_WIDEST * unit / 2) + 1
    contrast = 90 - 65 * thorough
    numbers = np.zeros(gray.shape, np.int32)
    places: list[DamagedPlace] = []
    hats = (_light_marks(gray, width), _light_marks(255 - gray, width))
    # the strongest first: what crosses hair or teeth would be one with them at a lower contrast
    for factor, hat in product(_FACTORS, hats):
        for kind, spots, mark in _marks(gray, hat, factor * contrast, unit):
            free = mark & (numbers[spots] == 0)
            if 5 * free.sum() > mark.sum() and len(places) < _MOST:
                top, left = spots[0].start, spots[1].start
                high, wide = mark.shape
                places.append(DamagedPlace(kind, left, top, wide, high))
                numbers[spots][free] = len(places)
    return _in_reading_order(places, numbers)


def _light_marks(gray: Levels, width: int) -> Levels:
    """By how much each pixel is lighter than the lightest that is no thinner than width; less where all is uneven."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    hat = cv2.morphologyEx(gray, cv2.MORPH_TOPHAT, disc)
    # hair, cloth and grain are full of thin light lines: what stands out of those has to stand out of them
    around = cv2.blur(hat, (6 * width + 1, 6 * width + 1))
    return np.asarray(cv2.addWeighted(hat, 1, around, -2, 0), np.uint8)


Spots = tuple[slice, slice]


def _marks(
    gray: Levels, stands_out: Levels, contrast: float, unit: float
) -> list[tuple[DamageKind, Spots, npt.NDArray[np.bool_]]]:
    """Every mark with its kind, the rectangle round it, and which of its pixels are the mark."""
    weak = (stands_out > contrast).astype(np.uint8)
    count, numbers, stats, _ = cv2.connectedComponentsWithStats(weak, connectivity=8)
    strongest = np.zeros(count, np.uint8)
    np.maximum.at(strongest, np.asarray(numbers, np.intp).ravel(), stands_out.ravel())
    height, width = stands_out.shape
    grown = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * round(1.5 * unit) + 1,) * 2)
    border, longer = 1 + 2 * round(1.5 * unit), max(height, width)
    found = []
    for number in range(1, count):
        if stats[number, cv2.CC_STAT_AREA] < 2 * unit:
            continue
        left, top, wide, high = (int(value) for value in stats[number, :4])
        spots = (
            slice(max(0, top - border), min(height, top + high + border)),
            slice(max(0, left - border), min(width, left + wide + border)),
        )
        mark = cv2.dilate((numbers[spots] == number).astype(np.uint8), grown) > 0
        part, around = numbers[top : top + high, left : left + wide] == number, gray[spots][~mark]
        if around.size and (kind := _judge(part, around, float(strongest[number]), contrast, longer, unit)):
            found.append((kind, spots, mark))
    return found


def _judge(
    part: npt.NDArray[np.bool_], around: Levels, strongest: float, contrast: float, longer: int, unit: float
) -> DamageKind | None:
    """What a mark is by its shape, its contrast and how even it is round it; None: part of the picture."""
    area = int(part.sum())
    if max(part.shape) > _WIDEST * unit:
        # a strip t wide has the mean distance (t + 1)^2 / 4t from its rim, wherever it bends and crosses others
        inside = cv2.distanceTransform(np.pad(part, 1).astype(np.uint8), cv2.DIST_L2, 5)[1:-1, 1:-1]
        mean = max(1.0, float(inside[part].mean()))
        thick = 2 * mean - 1 + 2 * np.sqrt(mean * mean - mean)
        length = area / thick
        thin = length >= _ELONGATED * thick and thick <= 0.8 * _WIDEST * unit
        spans = float(np.hypot(*part.shape)) > 0.6 * length / (1 + length / longer)
        if not thin or not spans or length < _SHORTEST * longer:
            return None
        return DamageKind.CRACK if length > _LONG * longer else DamageKind.SCRATCH
    round_enough = area > 0.5 * part.size and max(part.shape) <= 2 * min(part.shape)
    lonely = float(around.std()) < strongest / 6
    return DamageKind.SPECK if round_enough and lonely and strongest >= 2 * contrast else None


def _in_reading_order(places: list[DamagedPlace], numbers: npt.NDArray[np.int32]) -> FoundDamage:
    """The same places numbered from the top down."""
    order = sorted(range(len(places)), key=lambda place: (places[place].y, places[place].x))
    renumbered = np.zeros(len(places) + 1, np.int32)
    for number, place in enumerate(order, start=1):
        renumbered[place + 1] = number
    return FoundDamage(tuple(places[place] for place in order), renumbered[numbers])
