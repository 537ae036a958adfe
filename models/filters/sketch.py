"""A pencil drawing: what is darker than its surroundings becomes a stroke, all else is paper."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from models.cv import cv2
from models.filters.filter import Channel, register
from models.params import Param
from models.records import Picture

PARAMS = (
    Param("radius", "int", 4, 1, 40, "How wide the strokes are: the larger, the more shading", unit="px"),
    Param("strength", "float", 1.5, 0.1, 5.0, "How dark the strokes are", step=0.1),
    Param("colour", "bool", False, help="Keep the photo's colours: crayons instead of a pencil", label="In colour"),
)


@register("sketch", "Sketch", "A pencil drawing of the brightness.", PARAMS, kind="drawing")
def sketch(picture: Picture, *, radius: int, strength: float, colour: bool) -> Picture:
    """Colour dodge (W3C Compositing, color-dodge) of luma Y under its blurred inverse, G a Gaussian window:

    Y / (1 - G(1 - Y)) = Y / G(Y), at most 1, and 0 where Y is 0. The window is 2 radius + 1 px wide with the sigma
    OpenCV gives it. Strokes are then `strength` times as far from white. colour: as Y of YCrCb over the photo's Cr, Cb.
    """
    if not colour:
        drawn = _draw(np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8), radius, strength)
        return np.asarray(cv2.cvtColor(drawn, cv2.COLOR_GRAY2RGB), np.uint8)
    split = cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb)
    luma = np.asarray(cv2.extractChannel(split, 0), np.uint8)
    cv2.insertChannel(_draw(luma, radius, strength), split, 0)
    return np.asarray(cv2.cvtColor(split, cv2.COLOR_YCrCb2RGB), np.uint8)


def _draw(luma: Channel, radius: int, strength: float) -> Channel:
    """The strokes of one (H, W) channel, dark on 255."""
    around = cv2.GaussianBlur(luma, (2 * radius + 1, 2 * radius + 1), 0)
    dodged = cv2.divide(luma, cv2.max(around, 1), scale=255)  # type: ignore[call-overload]
    return np.asarray(cv2.LUT(dodged, _darkness(strength)), np.uint8)


@lru_cache(maxsize=64)
def _darkness(strength: float) -> Channel:
    """255 - strength * (255 - byte), rounded, not below 0; shape (256,)."""
    darkened = np.rint(255 - strength * (255 - np.arange(256)))
    return np.asarray(np.maximum(0, darkened), np.uint8)
