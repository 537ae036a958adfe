"""A few flat tones instead of a gradient, as in a screen print."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from models.cv import cv2
from models.filters.filter import Channel, register
from models.params import Param
from models.records import Picture

PARAMS = (
    Param("levels", "int", 4, 2, 16, "How many tones are left"),
    Param("luma", "bool", False, help="Only brightness goes in steps, colours stay smooth", label="Brightness only"),
)


@register("posterise", "Posterise", "A few flat tones per colour.", PARAMS)
def posterise(picture: Picture, *, levels: int, luma: bool) -> Picture:
    """Uniform quantisation: 0 ... 255 in `levels` equal parts, part k becomes round(255 k / (levels - 1)).

    luma: the same on Y of YCrCb (ITU-R BT.601) only, with Cr and Cb as they were.
    """
    if not luma:
        return np.asarray(cv2.LUT(picture, _tones(levels)), np.uint8)
    split = cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb)
    return np.asarray(cv2.cvtColor(cv2.LUT(split, _tones_of_luma(levels)), cv2.COLOR_YCrCb2RGB), np.uint8)


@lru_cache(maxsize=16)
def _tones(levels: int) -> Channel:
    """The tone of each byte, shape (256,)."""
    part = np.arange(256) * levels // 256
    return ((2 * 255 * part + levels - 1) // (2 * (levels - 1))).astype(np.uint8)


@lru_cache(maxsize=16)
def _tones_of_luma(levels: int) -> Picture:
    """Tones for the first channel, every byte itself for the other two, shape (1, 256, 3)."""
    same = np.arange(256, dtype=np.uint8)
    return np.stack([_tones(levels), same, same], axis=-1)[None]
