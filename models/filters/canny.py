"""Canny's edges of each channel: thin lines, on or off, in three colours."""

from __future__ import annotations

import numpy as np

from models.cv import cv2
from models.filters.filter import Channel, merge_channels, register, split_channels
from models.params import Param
from models.records import Picture

PARAMS = (
    Param("low", "int", 140, 0, 1000, "An edge goes on while its slope stays above this", step=5),
    Param("high", "int", 255, 0, 1000, "An edge starts where the slope is above this", step=5),
    Param("automatic", "bool", False, help="Take both from the channel's median", label="Automatic levels"),
    Param("spread", "float", 0.33, 0.0, 1.0, "How far the automatic levels lie from the median", step=0.01),
)


@register("canny", "Canny", "Edges of red, green and blue, one pixel thin.", PARAMS)
def canny(picture: Picture, *, low: int, high: int, automatic: bool, spread: float) -> Picture:
    """Canny 1986, per channel; edges are 255 on 0. Slopes are |dx| + |dy| of a 3x3 Sobel, as far as 2040.

    Automatic levels: (1 - spread) and (1 + spread) times the channel's median, capped to 0 and 255.
    """
    edges = []
    for channel in split_channels(picture):
        lower, upper = _levels_about_median(channel, spread) if automatic else (low, high)
        edges.append(np.asarray(cv2.Canny(channel, min(lower, upper), max(lower, upper)), np.uint8))
    return merge_channels(edges)


def _levels_about_median(channel: Channel, spread: float) -> tuple[float, float]:
    # the histogram gives the (lower) median of bytes several times faster than sorting them
    counts = np.cumsum(np.bincount(channel.ravel(), minlength=256))
    median = int(np.searchsorted(counts, (channel.size + 1) // 2))
    return max(0.0, (1 - spread) * median), min(255.0, (1 + spread) * median)
