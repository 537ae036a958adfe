"""A part of the picture taken out, for an encoder to paint in."""

from __future__ import annotations

import math

import numpy as np

from models.cv import cv2
from models.filter_records import FilterStep
from models.filters.chance import Draw, Seed, draw_from
from models.filters.filter import Channel, register
from models.filters.holes import FILLS, KINDS, draw_damage, fill_holes
from models.params import Param
from models.records import Picture

PARAMS = (
    Param("shape", "choice", "box", choices=("box", "ellipse", "strokes", "damage"), help="What the part looks like"),
    Param("size", "int", 25, 1, 75, "How much of the picture's area is taken out; of damage at most", unit="%"),
    Param("kinds", "choice", "all", choices=KINDS, help="What has damaged the picture", needs="shape=damage"),
    Param(
        "place", "choice", "chance", choices=("chance", "centre"), help="Where the part lies", needs="shape=box|ellipse"
    ),
    Param(
        "fill",
        "choice",
        "gray",
        choices=FILLS,
        help="What is put there instead",
        helps=("Even gray", "Black", "White", "Noise", "What is round it grown over it, in a blue no photo has"),
    ),
    Param("seed", "int", 0, 0, 999_999, "Another number, another place"),
)


def is_mask(step: FilterStep) -> bool:
    """Whether the step is this filter."""
    return step.name == "mask"


_MOST_STROKES = 200
"""Enough for three quarters of any picture; a bound, should chance scribble in one place."""


@register("mask", "Mask", "A part is taken out, to be painted in.", PARAMS, kind="damage", seeded=True)
def mask(picture: Picture, *, shape: str, size: int, kinds: str, place: str, fill: str, seed: Seed) -> Picture:
    """box and ellipse: in the picture's proportions, with `size` % of its area; strokes: round-ended lines that wander

    by chance until they cover as much, after the free-form masks of Yu et al. 2019; damage: scratches,

    specks and holes. All else stays to the bit.
    """
    height, width = picture.shape[:2]
    draw = draw_from(seed)
    if shape == "damage":
        taken = draw_damage(height, width, kinds, size, draw)
    elif shape == "strokes":
        taken = _scribble(height, width, size, draw)
    else:
        taken = _place(height, width, size, shape, (lambda room: room // 2) if place == "centre" else draw)
    return fill_holes(picture, taken, fill, seed)


def _place(height: int, width: int, size: int, shape: str, draw: Draw) -> Channel:
    """255 in a box or an ellipse, (height, width)."""
    taken = np.zeros((height, width), np.uint8)
    share = size / 100 if shape == "box" else size / (25 * math.pi)
    tall, wide = (max(1, round(side * math.sqrt(share))) for side in (height, width))
    left, top = draw(width - wide + 1), draw(height - tall + 1)
    if shape == "box":
        taken[top : top + tall, left : left + wide] = 255
    else:
        # in half pixels: the middle of an even width lies between two
        middle, axes = (2 * left + wide - 1, 2 * top + tall - 1), (wide - 1, tall - 1)
        cv2.ellipse(taken, middle, axes, 0, 0, 360, 255, cv2.FILLED, cv2.LINE_8, 1)
    return taken


def _scribble(height: int, width: int, size: int, draw: Draw) -> Channel:
    """255 on lines that cover at least size % of (height, width), by less than one line more."""
    taken = np.zeros((height, width), np.uint8)
    short = min(height, width)
    for _ in range(_MOST_STROKES):
        brush = max(1, short // 16 + draw(short // 12 + 1))
        cv2.polylines(taken, [_wander(height, width, short // 3 + 1, draw)], False, 255, brush)
        if 100 * cv2.countNonZero(taken) >= size * height * width:
            break
    return taken


def _wander(height: int, width: int, reach: int, draw: Draw) -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
    """Three to six points (x, y), each within reach of the one before and in the picture; shape (points, 2)."""
    x, y = draw(width), draw(height)
    points = [(x, y)]
    for _ in range(2 + draw(4)):
        x = min(width - 1, max(0, x + draw(2 * reach + 1) - reach))
        y = min(height - 1, max(0, y + draw(2 * reach + 1) - reach))
        points.append((x, y))
    return np.array(points, np.int32)
