"""How steep the picture is at every pixel: soft edges, bright on black or dark on white paper."""

from __future__ import annotations

import numpy as np

from models.cv import cv2
from models.filters.filter import register
from models.params import Param
from models.records import Picture

PARAMS = (
    Param("strength", "float", 2.0, 0.1, 10.0, "At 1 the edge between black and white is white", step=0.1),
    Param("gray", "bool", False, help="Edges of brightness only, without colour"),
    Param("paper", "bool", False, help="Dark lines on white instead of bright ones on black", label="White paper"),
)

_STRIP = 64
"""Rows at a time: their slopes, twelve bytes a pixel and direction, stay in the processor's cache."""


@register("sobel", "Sobel", "Soft edges: the steeper, the brighter.", PARAMS, kind="drawing")
def sobel(picture: Picture, *, strength: float, gray: bool, paper: bool) -> Picture:
    """strength / 4 * sqrt(dx^2 + dy^2), rounded and cut at 255, with the 3x3 kernels of Sobel and Feldman 1968.

    Beyond the edge the picture is mirrored. gray: of luma, repeated on three channels; paper: 255 minus that.
    """
    seen = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) if gray else picture
    slopes = np.empty_like(seen)
    height = seen.shape[0]
    for top in range(0, height, _STRIP):
        above, below = max(0, top - 1), min(height, top + _STRIP + 1)
        strip = _measure_slopes(np.asarray(seen[above:below], np.uint8), strength / 4)
        slopes[top : top + _STRIP] = strip[top - above : top - above + _STRIP]
    if paper:
        cv2.bitwise_not(slopes, slopes)
    return np.asarray(cv2.cvtColor(slopes, cv2.COLOR_GRAY2RGB) if gray else slopes, np.uint8)


def _measure_slopes(seen: Picture, scale: float) -> Picture:
    across = cv2.Sobel(seen, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(seen, cv2.CV_32F, 0, 1)
    # the sum is a whole number below 2^24 and its root correctly rounded, which cv2.magnitude does not promise
    total = cv2.multiply(across, across, dst=across)
    cv2.accumulateSquare(down, total)
    return np.asarray(cv2.convertScaleAbs(cv2.sqrt(total, total), alpha=scale), np.uint8)
