"""The height lines of each colour channel, drawn in that channel: twelve sets of contours in one picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.cv import cv2
from models.filters.filter import Channel, merge_channels, register, split_channels
from models.params import Param
from models.records import Picture

PARAMS = (
    Param("level_1", "int", 50, 1, 254, "First height, also the brightness its lines are drawn with"),
    Param("level_2", "int", 100, 1, 254, "Second height"),
    Param("level_3", "int", 150, 1, 254, "Third height"),
    Param("level_4", "int", 200, 1, 254, "Fourth height"),
    Param("line", "int", 1, 1, 8, "Width of the lines", unit="px"),
    Param("smooth", "bool", True, help="Soften the edges of the lines", label="Anti-aliased"),
)


@register("contours", "Contours", "Height lines of red, green and blue at four levels, on black.", PARAMS)
def contours(
    picture: Picture, *, level_1: int, level_2: int, level_3: int, level_4: int, line: int, smooth: bool
) -> Picture:
    """For each channel and each level the outlines of (channel > level), drawn in that channel with value = level.

    All levels of nesting, simple chain. Levels are drawn in the order given, so a later one covers an earlier one;
    wide lines are thin ones grown, the brighter over the darker.
    """
    levels = (level_1, level_2, level_3, level_4)
    kind = cv2.LINE_AA if smooth else cv2.LINE_8
    return merge_channels([_draw_lines(channel, levels, line, kind) for channel in split_channels(picture)])


def _draw_lines(channel: Channel, levels: Sequence[int], line: int, kind: int) -> Channel:
    """The contour sets of one (H, W) channel on black."""
    canvas = np.zeros_like(channel)
    for level in levels:
        above = cv2.threshold(channel, level, 255, cv2.THRESH_BINARY)[1]
        # LIST finds the outlines of every depth without the time for their family tree, which drawing all does not need
        outlines, _ = cv2.findContours(above, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        cv2.drawContours(canvas, outlines, -1, level, 1, kind)
    return canvas if line == 1 else _widen(canvas, line)


def _widen(canvas: Channel, line: int) -> Channel:
    # growing thin lines with a round brush takes a tenth of the time of drawing them wide
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (line, line))
    return np.asarray(cv2.dilate(canvas, brush), np.uint8)
