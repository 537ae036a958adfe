"""Dots that are larger where the picture is darker, as a newspaper prints it."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from models.cv import cv2
from models.filters.filter import Channel, register
from models.params import Param
from models.records import Picture

PARAMS = (
    Param("size", "int", 4, 2, 32, "From one dot to the next", unit="px"),
    Param("angle", "int", 45, 0, 90, "How the rows of dots are turned", unit="°"),
    Param(
        "colour",
        "bool",
        False,
        help="Three screens, for cyan, magenta and yellow ink, each turned by itself",
        label="In colour",
    ),
)

_TURNED = (-30, 30, -45)
"""Degrees between black and cyan, magenta, yellow: at 45 they are the classic 15, 75 and 0."""

_STARTS = (0.07, 0.16)
"""Where both waves stand in the corner, in periods. Were both at their top, small upright dots would meet the same few

heights again and again; from here twice as many, and tones are off by 0.1 instead of 0.25 at most.
"""

_PHASES = 1024
"""Steps of one period of the wave; a power of two."""

_KEPT = 1_000_000
"""Pixels up to which a screen is kept: of a crop, not of a whole photo."""


@register("halftone", "Halftone", "Dots, larger where it is darker.", PARAMS, kind="drawing")
def halftone(picture: Picture, *, size: int, angle: int, colour: bool) -> Picture:
    """Ordered dither with clustered dots: 255 where the value is above the screen, else 0 (Ulichney 1987, ch. 5).

    The screen is PostScript's cosine spot, cos u + cos v in the turned plane (Adobe 1999, 7.4), its values made
    uniform over 0 ... 254, so that a flat value v is on in about v / 255 of the pixels. colour: red, green and blue
    by the screens of cyan, magenta and yellow; else luma by one screen.
    """
    height, width = picture.shape[:2]
    make = _screens if height * width <= _KEPT else _screens.__wrapped__
    screens = make(height, width, size, tuple(angle + turn for turn in _TURNED) if colour else (angle,))
    if colour:
        return np.asarray(cv2.compare(picture, screens, cv2.CMP_GT), np.uint8)
    dots = cv2.compare(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), screens, cv2.CMP_GT)
    return np.asarray(cv2.cvtColor(dots, cv2.COLOR_GRAY2RGB), np.uint8)


@lru_cache(maxsize=8)
def _screens(height: int, width: int, size: int, angles: tuple[int, ...]) -> Channel:
    """One screen per angle, (height, width, angles); of a single one (height, width)."""
    layers = [_screen(height, width, size, angle) for angle in angles]
    return layers[0] if len(layers) == 1 else np.dstack(layers)


def _screen(height: int, width: int, size: int, angle: int) -> Channel:
    wave, levels = _wave(), _levels_by_spot()
    # a whole period is 2^32, so that unsigned numbers wrap where the wave does, and every machine rounds alike
    across = round(math.cos(math.radians(angle)) * 2**32 / size)
    down = round(math.sin(math.radians(angle)) * 2**32 / size)
    phases = (
        _phase(height, width, down, across, _STARTS[0]),
        _phase(height, width, across, -down, _STARTS[1]),
    )
    spot = wave[phases[0]] + wave[phases[1]]
    return np.asarray(levels[spot], np.uint8)


def _phase(height: int, width: int, by_row: int, by_column: int, start: float) -> npt.NDArray[np.uint32]:
    """0 ... _PHASES - 1 at every pixel of a plane wave that moves on by so much a row and a column."""
    rows = (np.arange(height, dtype=np.int64) * by_row + round(start * 2**32)).astype(np.uint32)
    columns = (np.arange(width, dtype=np.int64) * by_column).astype(np.uint32)
    phase: npt.NDArray[np.uint32] = (rows[:, None] + columns[None, :]) >> np.uint32(32 - _PHASES.bit_length() + 1)
    return phase


@lru_cache(maxsize=1)
def _wave() -> npt.NDArray[np.int32]:
    """A cosine of _PHASES steps, 0 at its lowest and 4094 at its highest."""
    steps = (2 * math.pi * (step + 0.5) / _PHASES for step in range(_PHASES))
    return np.array([2047 + round(2047 * math.cos(step)) for step in steps], np.int32)


@lru_cache(maxsize=1)
def _levels_by_spot() -> Channel:
    """The level 0 ... 254 for each sum of two waves: its rank among all sums, so that every level comes as often."""
    once = np.bincount(_wave(), minlength=4095)
    counts = np.convolve(once, once)
    below = np.cumsum(counts) - counts
    return ((2 * below + counts) * 255 // (2 * _PHASES**2)).astype(np.uint8)
