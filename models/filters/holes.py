"""The holes that damage leaves in a picture: their shapes by chance, and what is put into them. Knows no filter."""

from __future__ import annotations

import numpy as np

from models.cv import cv2
from models.filters.chance import Draw, Seed, normal_bytes
from models.filters.filter import Channel
from models.records import Picture

KINDS = ("all", "scratches", "specks", "holes")
FILLS = ("gray", "black", "white", "noise", "guess")

_LEVELS = {"black": 0, "gray": 128, "white": 255}
_SIGMA = 42.5
"""Of noise as a fill: three standard deviations reach black and white."""

_USUAL = 256
"""Width of a picture for which lengths are given."""
_MOST = 60
"""Marks on one picture; a bound, should chance draw them in one place."""


def draw_damage(height: int, width: int, kinds: str, share: int, draw: Draw) -> Channel:
    """255 on scratches, specks and holes, (height, width), until up to share % of the picture is gone."""
    taken = np.zeros((height, width), np.uint8)
    wanted = (1 + draw(100 * share)) * height * width // 10_000
    for _ in range(_MOST):
        kind = KINDS[1 + (0, 0, 0, 1, 1, 2)[draw(6)]] if kinds == "all" else kinds
        _DRAWN[kind](taken, max(1.0, width / _USUAL), draw)
        if cv2.countNonZero(taken) >= wanted:
            break
    return taken


def _draw_scratch(taken: Channel, unit: float, draw: Draw) -> None:
    """A thin line that leans and bends a little, now and then a wide one, as a crack or a fold is."""
    height, width = taken.shape
    thick = max(1, round(unit * ((1, 1, 2, 2, 3, 4, 7)[draw(7)])))
    x, y = draw(width), draw(height) - height // 4
    aside, along = draw(width // 8 + 1) - width // 16, height // 8 + draw(height // 5 + 1)
    if draw(4) == 0:
        aside, along = (along, aside) if draw(2) else (-along, aside)
    points = [(x, y)]
    for _ in range(1 + draw(5)):
        bend = draw(max(1, width // 24)) - width // 48
        x, y = x + aside + bend, y + along - bend
        points.append((x, y))
    cv2.polylines(taken, [np.array(points, np.int32)], False, 255, thick, cv2.LINE_8)


def _draw_speck(taken: Channel, unit: float, draw: Draw) -> None:
    """A small round one, as dust is, with some of its like about it."""
    height, width = taken.shape
    x, y = draw(width), draw(height)
    for _ in range(1 + draw(4)):
        radius = round(unit * (1 + draw(3)))
        cv2.circle(taken, (x, y), radius, 255, cv2.FILLED, cv2.LINE_8)
        x, y = x + draw(width // 8 + 1) - width // 16, y + draw(height // 8 + 1) - height // 16


def _draw_hole(taken: Channel, unit: float, draw: Draw) -> None:
    """A flake that has come off, with a ragged rim; at the edge of the picture it is a torn corner."""
    height, width = taken.shape
    middle = np.array((draw(width), draw(height)))
    radius = unit * (4 + draw(18))
    turns = np.arange(9) * (2 * np.pi / 9)
    reach = np.array([radius * (60 + draw(70)) / 100 for _ in turns])
    rim = middle + np.stack((np.cos(turns), np.sin(turns)), 1) * reach[:, None]
    cv2.fillPoly(taken, [np.rint(rim).astype(np.int32)], 255, cv2.LINE_8)


_DRAWN = {"scratches": _draw_scratch, "specks": _draw_speck, "holes": _draw_hole}


def fill_holes(picture: Picture, taken: Channel, fill: str, seed: Seed) -> Picture:
    """The picture with something else where taken is 255; all else stays to the bit."""
    if fill == "guess":
        instead = _mark(np.asarray(cv2.inpaint(picture, taken, 3, cv2.INPAINT_TELEA), np.uint8))
    elif fill == "noise":
        height, width = taken.shape
        instead = normal_bytes(height, 3 * width, _SIGMA, (*seed, 1)).reshape(picture.shape)
    else:
        instead = np.full_like(picture, _LEVELS[fill])
    return np.asarray(cv2.copyTo(instead, taken, picture.copy()), np.uint8)


def _mark(picture: Picture) -> Picture:
    """The luma of a picture in the green between no red and full blue, which no photo has: a network sees there

    at once where something is missing and how light it likely was.
    """
    marked = np.zeros_like(picture)
    marked[:, :, 1] = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    marked[:, :, 2] = 255
    return marked
