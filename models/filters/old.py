"""What a hundred years leave of a photograph: prints that fade out into their paper, pale, toned, grainy, scratched."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.cv import cv2
from models.filters.chance import Draw, Seed, draw_from, normal_bytes
from models.filters.filter import Channel, merge_channels, register, split_channels
from models.params import Param
from models.records import Picture

PARAMS = (
    Param("vignette", "int", 50, 0, 100, "How many of the pictures fade out into plain paper", unit="%", step=5),
    Param("fading", "int", 50, 0, 100, "How pale, or how hard, the tones may have become", unit="%", step=5),
    Param("gamma", "int", 50, 0, 100, "How much lighter or darker the middle tones may be", unit="%", step=5),
    Param("blur", "float", 1.2, 0.0, 5.0, "How blurred it may be, in px of a picture 256 wide", unit="px", step=0.1),
    Param("grain", "float", 8.0, 0.0, 40.0, "How coarse its grain may be, in gray levels", step=0.5),
    Param("tone", "int", 60, 0, 100, "How brown or yellow its paper may be", unit="%", step=5),
    Param("scratches", "int", 8, 0, 60, "How many scratches and specks there may be"),
    Param("gray", "bool", True, help="Without colour, as most old photographs are", label="Without colour"),
    Param("seed", "int", 0, 0, 999_999, "Another number, another fate"),
)

_GRID = (64, 80)
"""Width and height at which a vignette is made: it is smooth, and so looks the same at every size."""
_GRAINS = 170
"""Grains across a picture: one and a half px of the usual 256."""
_USUAL = 256

Levels = npt.NDArray[np.uint8]


def _between(draw: Draw, low: float, high: float) -> float:
    return low + (high - low) * draw(1 << 20) / (1 << 20)


@dataclass(frozen=True, slots=True)
class _Paper:
    """keep: 255 where the photograph is whole, 0 where only paper is left, of _GRID; level: how light that is."""

    keep: Channel
    level: int


def _keep_paper(picture: Picture, *, vignette: int, seed: Seed, **others: object) -> Picture:
    """The picture on the paper that `old` would give it, with all its colours: nobody can tell what was under there."""
    return _onto_paper(picture, _draw_paper(draw_from((*seed, 1)), vignette))


@register(
    "old",
    "Old",
    "What time leaves of a photograph, by chance.",
    PARAMS,
    kind="damage",
    seeded=True,
    lasting=_keep_paper,
)
def old(
    picture: Picture,
    *,
    vignette: int,
    fading: int,
    gamma: int,
    blur: float,
    grain: float,
    tone: int,
    scratches: int,
    gray: bool,
    seed: Seed,
) -> Picture:
    """Each kind of damage is drawn by itself, from none up to its value. All lengths are shares of the picture's width,

    so that a small copy of a photo ages as the large one does.
    """
    across = picture.shape[1] / _USUAL
    draws = [draw_from((*seed, number)) for number in range(1, 8)]
    aged = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8) if gray else picture
    aged = _onto_paper(aged, _draw_paper(draws[0], vignette))
    aged = np.asarray(cv2.LUT(aged, _tones(draws[1], draws[2], fading / 100, gamma / 100)), np.uint8)
    aged = _blurred(aged, across * _between(draws[3], 0, blur))
    aged = _grained(aged, _between(draws[4], 0, grain), (*seed, 8))
    aged = _scratched(aged, draws[5], draws[5](scratches + 1))
    return _toned(aged, draws[6], tone / 100)


def _draw_paper(draw: Draw, vignette: int) -> _Paper | None:
    if draw(100) >= vignette:
        return None
    level = 190 + draw(66) if draw(4) else 4 + draw(60)
    width, height = _GRID
    x, y = np.linspace(0, 1, width)[None, :], np.linspace(0, 1, height)[:, None]
    # an edge that runs a little unevenly, as it was made by hand
    uneven = cv2.resize(normal_bytes(5, 4, 32.0, (draw(1 << 30),)), _GRID, interpolation=cv2.INTER_CUBIC)
    wander = (np.asarray(uneven, np.float64) - 127.5) / 32 * _between(draw, 0, 0.06)
    kind, soft = draw(5), _between(draw, 0.15, 0.6)
    inside = (_between(draw, 0.85, 1.1) - y) / min(soft, 0.35)  # a bust that ends in paper below
    if kind < 4:
        power, middle = _between(draw, 2, 3.5), (_between(draw, 0.42, 0.58), _between(draw, 0.38, 0.55))
        radii = _between(draw, 0.36, 0.62), _between(draw, 0.4, 0.62)
        away = (np.abs(x - middle[0]) / radii[0]) ** power + (np.abs(y - middle[1]) / radii[1]) ** power
        oval = (1 + soft / 2 - away ** (1 / power)) / soft
        inside = np.minimum(inside, oval) if kind < 2 else oval
    kept = np.clip(inside + wander / soft, 0, 1)
    return _Paper(np.rint(255 * kept * kept * (3 - 2 * kept)).astype(np.uint8), level)


def _onto_paper(picture: Levels, paper: _Paper | None) -> Levels:
    if paper is None:
        return picture.copy()
    size = (picture.shape[1], picture.shape[0])
    keep = np.asarray(cv2.resize(paper.keep, size, interpolation=cv2.INTER_LINEAR), np.uint16)
    keep = keep if picture.ndim == 2 else keep[:, :, None]
    return ((picture * keep + paper.level * (255 - keep) + 127) // 255).astype(np.uint8)


def _tones(of_fading: Draw, of_gamma: Draw, fading: float, gamma: float) -> Levels:
    """The level of each level: pale between a lifted black and a sunken white, or one time of four hard."""
    exponent = 2 ** _between(of_gamma, -1.4 * gamma, 1.4 * gamma)
    black, white = fading * _between(of_fading, 0, 0.45), 1 - fading * _between(of_fading, 0, 0.4)
    if of_fading(4) == 0:
        black, white = -fading * _between(of_fading, 0, 0.4), 1 + fading * _between(of_fading, 0, 0.3)
    levels = black + (white - black) * np.linspace(0, 1, 256) ** exponent
    return np.rint(255 * np.clip(levels, 0, 1)).astype(np.uint8)


def _blurred(picture: Levels, sigma: float) -> Levels:
    if sigma < 0.2:
        return picture
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)


def _grained(picture: Levels, strength: float, seed: Seed) -> Levels:
    """Grains larger than a pixel; where they are smaller, pixels see the mean of several, and so less of them."""
    height, width = picture.shape[:2]
    wide = min(width, _GRAINS)
    sigma = round(2 * strength * wide / _GRAINS) / 2  # few values, whose tables are kept
    if sigma == 0:
        return picture
    grains = normal_bytes(max(1, round(height * wide / width)), wide, sigma, seed)
    field = np.asarray(cv2.resize(grains, (width, height), interpolation=cv2.INTER_LINEAR), np.int16) - 127
    field = field if picture.ndim == 2 else field[:, :, None]
    return np.asarray(np.clip(picture + field, 0, 255), np.uint8)


def _scratched(picture: Levels, draw: Draw, count: int) -> Levels:
    """Hair lines mostly along the picture, and specks; half of them lighter, half darker than anything."""
    height, width = picture.shape[:2]
    thick = max(1, round(width / _USUAL))
    faint = min(1.0, width / _USUAL)  # a hair thinner than a pixel is seen as a paler one
    marks = [np.zeros((height, width), np.uint8) for _ in range(2)] if count else []
    for _ in range(count):
        mark, strength = marks[draw(2)], int(faint * (60 + draw(180)))
        x, y = draw(width), draw(height)
        if draw(3):
            cv2.circle(mark, (x, y), draw(2 * thick), strength, cv2.FILLED, cv2.LINE_8)
        else:
            aside, along = draw(width // 6 + 1) - width // 12, draw(height // 2 + 1)
            cv2.line(mark, (x, y), (x + aside, y + along), strength, thick, cv2.LINE_8)
    for mark, level in zip(marks, (255, 0), strict=False):
        shown = 255 - (mark if picture.ndim == 2 else mark[:, :, None]).astype(np.uint16)
        picture = ((picture * shown + level * (255 - shown) + 127) // 255).astype(np.uint8)
    return picture


def _toned(picture: Levels, draw: Draw, tone: float) -> Picture:
    """The picture as red, green and blue on paper between cream, olive and brown, its luma all but as it was."""
    strength = tone * max(0.0, _between(draw, -0.4, 1))  # paper stays white more often than not
    yellow, red = _between(draw, 0.15, 0.45), _between(draw, -0.1, 0.5)
    colour = 1 - strength * yellow * np.array([0, red, 1])
    colour /= colour @ (0.299, 0.587, 0.114)
    layers = [picture] * 3 if picture.ndim == 2 else split_channels(picture)
    levels = np.arange(256)
    tables = [np.rint(np.clip(levels * one, 0, 255)).astype(np.uint8) for one in colour]
    return merge_channels([np.asarray(cv2.LUT(*both), np.uint8) for both in zip(layers, tables, strict=True)])
