"""Chroma coarser than the photo it goes over, made to follow the photo's edges at any size. Knows no network."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from models.cv import cv2
from models.images.colour import join_luma
from models.records import TRAINING_SIZE, Picture

Chroma = npt.NDArray[np.float32]
"""(h, w, 2): Cr and Cb in levels around zero."""

_RADIUS = 12 / TRAINING_SIZE[0]
"""Of the window, as a share of a training picture's width: colours drawn an eighth as wide bleed about so far; 21 took

0.1 dB and some of the colour."""

_SMOOTHNESS = 1e-3
"""Variance of the luma (in 0 to 1) from which on an edge is followed."""

_ROWS = 128
"""Of a strip that is computed at once: it stays in the processor's cache, and 12 megapixels take little memory."""


@dataclass(frozen=True, slots=True)
class Point:
    """A colour that a person wants at a place of the picture: x, y in its pixels, Cr and Cb in levels around zero."""

    x: float
    y: float
    chroma: tuple[float, float]


@dataclass(frozen=True, slots=True)
class ColourPlan:
    """The chroma as a function of the luma, place by place: lines (h, w, 4) of Cr's slope and start, then Cb's."""

    lines: npt.NDArray[np.float32]

    def part(self, left: int, top: int, width: int, height: int) -> ColourPlan:
        return ColourPlan(np.ascontiguousarray(self.lines[top : top + height, left : left + width]))

    def over(self, photo: Picture, colour: float = 1.0) -> Picture:
        """The photo's luma, to a level, under these colours times `colour`; the photo may have any size."""
        height, width = photo.shape[:2]
        luma = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
        painting = np.empty_like(photo)

        def paint(top: int) -> None:
            rows = slice(top, min(top + _ROWS, height))
            lines = _strip(self.lines, top, rows.stop - top, width, height)
            strip = np.empty((*lines.shape[:2], 3), np.uint8)
            strip[:, :, 0] = luma[rows]
            for layer in (0, 1):
                values = cv2.multiply(lines[:, :, 2 * layer], strip[:, :, 0], dtype=cv2.CV_32F)
                values = cv2.add(values, lines[:, :, 2 * layer + 1])
                strip[:, :, 1 + layer] = np.clip(np.rint(values * colour + 128), 0, 255)
            painting[rows] = join_luma(strip)

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(paint, range(0, height, _ROWS)))
        return painting


def plan_colours(picture: Picture, chroma: Chroma, width: int) -> ColourPlan:
    """The chroma of a picture, smoothed within its surfaces and kept from crossing its edges.

    Guided filter (He, Sun & Tang 2013, eq. 5, 6 and 8), its lines to be laid over larger versions of the same picture
    as in He & Sun 2015 (fast guided filter). width: that of training pictures at this scale. Box filters: the time
    does not depend on the radius.
    """
    height, across = picture.shape[:2]
    guide = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    reach = 2 * max(1, round(_RADIUS * width)) + 1
    mean = _box(guide, reach)
    spread = _box(guide * guide, reach) - mean * mean
    lines = np.empty((height, across, 4), np.float32)
    for layer in (0, 1):
        coarse = np.ascontiguousarray(chroma[:, :, layer])
        values = cv2.resize(coarse, (across, height), interpolation=cv2.INTER_CUBIC)
        middle = _box(values, reach)
        slope = (_box(guide * values, reach) - mean * middle) / (spread + _SMOOTHNESS)
        lines[:, :, 2 * layer] = _box(slope, reach) / 255
        lines[:, :, 2 * layer + 1] = _box(middle - slope * mean, reach)
    return ColourPlan(lines)


def _box(values: npt.NDArray[Any], reach: int) -> npt.NDArray[np.float32]:
    return np.asarray(cv2.blur(values, (reach, reach), borderType=cv2.BORDER_REFLECT), np.float32)


def _strip(lines: npt.NDArray[np.float32], top: int, rows: int, width: int, height: int) -> npt.NDArray[np.float32]:
    """Rows `top` to `top + rows` of the lines in the size (width, height)."""
    if lines.shape[:2] == (height, width):
        return lines[top : top + rows]
    across, down = lines.shape[1] / width, lines.shape[0] / height
    # pixel centres lie at half pixels, on both sides
    place = np.array([[across, 0, across / 2 - 0.5], [0, down, (top + 0.5) * down - 0.5]])
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpAffine(lines, place, (width, rows), flags=how, borderMode=cv2.BORDER_REPLICATE), np.float32
    )
