"""Canny's edges of each channel: thin lines, on or off, in three colours."""

from __future__ import annotations

import numpy as np

from models.cv import cv2
from models.filters.filter import Channel, merge_channels, register, split_channels
from models.filters.levels import median, otsu
from models.params import Param
from models.records import Picture

PARAMS = (
    Param(
        "levels",
        "choice",
        "by_hand",
        choices=("by_hand", "median", "otsu"),
        help="Where edges begin and end: where you say, about each channel's median, or at its best split (Otsu)",
    ),
    Param(
        "low", "int", 140, 0, 1000, "An edge goes on while its slope stays above this", step=5, needs="levels=by_hand"
    ),
    Param("high", "int", 255, 0, 1000, "An edge starts where the slope is above this", step=5, needs="levels=by_hand"),
    Param(
        "spread", "float", 0.33, 0.0, 1.0, "How far both levels lie from the median", step=0.01, needs="levels=median"
    ),
)


@register("canny", "Canny", "Edges of red, green and blue, one pixel thin.", PARAMS, kind="drawing")
def canny(picture: Picture, *, levels: str, low: int, high: int, spread: float) -> Picture:
    """Canny 1986, per channel; edges are 255 on 0. Slopes are |dx| + |dy| of a 3x3 Sobel, as far as 2040.

    median: (1 - spread) and (1 + spread) times the channel's median, capped to 0 and 255, a rule of thumb of OpenCV's
    users; otsu: half of Otsu's level and the level itself (Fang, Yue and Yu 2009).
    """
    edges = []
    for channel in split_channels(picture):
        lower, upper = (low, high) if levels == "by_hand" else _levels_of(channel, levels, spread)
        edges.append(np.asarray(cv2.Canny(channel, min(lower, upper), max(lower, upper)), np.uint8))
    return merge_channels(edges)


def _levels_of(channel: Channel, levels: str, spread: float) -> tuple[float, float]:
    if levels == "otsu":
        level = otsu(channel)
        return level / 2, level
    middle = median(channel)
    return max(0.0, (1 - spread) * middle), min(255.0, (1 + spread) * middle)
