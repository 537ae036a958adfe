"""Each channel cut to black or full at a level: three binary layers in one picture."""

from __future__ import annotations

import numpy as np

from models.cv import cv2
from models.filters.filter import merge_channels, register, split_channels
from models.params import Param
from models.records import Picture

PARAMS = (
    Param("red", "int", 127, 0, 255, "Red above this is full, the rest is off"),
    Param("green", "int", 127, 0, 255, "Green above this is full, the rest is off"),
    Param("blue", "int", 127, 0, 255, "Blue above this is full, the rest is off"),
    Param("otsu", "bool", False, help="Find each channel's level by itself (Otsu)", label="Automatic levels"),
)


@register("binary", "Binary", "Three layers, one per colour, each only on or off.", PARAMS)
def binary(picture: Picture, *, red: int, green: int, blue: int, otsu: bool) -> Picture:
    """255 where channel > level, else 0. Automatic levels: Otsu 1979, the split of least variance within both sides."""
    kind = cv2.THRESH_BINARY | (cv2.THRESH_OTSU if otsu else 0)
    layers = []
    for channel, level in zip(split_channels(picture), (red, green, blue), strict=True):
        layers.append(np.asarray(cv2.threshold(channel, level, 255, kind)[1], np.uint8))
    return merge_channels(layers)
