"""The height lines of each colour channel, drawn in that channel: twelve sets of contours in one picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.cv import cv2
from models.filters.filter import Channel, merge_channels, register, split_channels
from models.filters.levels import quantiles
from models.params import Param
from models.records import Picture

_SHARES = (20, 40, 60, 80)
"""Percent of a channel that lie at or below its levels when they are taken from the picture."""


def _height(number: int, default: int, help: str) -> Param:
    return Param(f"level_{number}", "int", default, 1, 254, help, group="Levels", needs="levels=by_hand")


PARAMS = (
    Param(
        "levels",
        "choice",
        "by_hand",
        choices=("by_hand", "from_picture"),
        help="Where the four heights lie: where you put them, or at 20, 40, 60 and 80 % of each channel's pixels",
    ),
    _height(1, 50, "First height, also the brightness its lines are drawn with"),
    _height(2, 100, "Second height"),
    _height(3, 150, "Third height"),
    _height(4, 200, "Fourth height"),
    Param("line", "int", 1, 1, 8, "Width of the lines", unit="px"),
    Param("smooth", "bool", True, help="Soften the edges of the lines", label="Anti-aliased"),
)


@register(
    "contours", "Contours", "Height lines of red, green and blue at four levels, on black.", PARAMS, kind="drawing"
)
def contours(picture: Picture, *, levels: str, line: int, smooth: bool, **heights: int) -> Picture:
    """For each channel and each level the outlines of (channel > level), drawn in that channel with value = level.

    All levels of nesting, simple chain. Levels are drawn in the order given, so a later one covers an earlier one;
    wide lines are thin ones grown, the brighter over the darker. Levels from the picture: the 20, 40, 60 and 80 %
    quantiles of each channel, within 1 ... 254, so that a dark photo has as many lines as a bright one.
    """
    by_hand = [heights[f"level_{number}"] for number in (1, 2, 3, 4)]
    kind = cv2.LINE_AA if smooth else cv2.LINE_8
    return merge_channels(
        [
            _draw_lines(channel, by_hand if levels == "by_hand" else _levels_of(channel), line, kind)
            for channel in split_channels(picture)
        ]
    )


def _levels_of(channel: Channel) -> list[int]:
    return [min(254, max(1, level)) for level in quantiles(channel, _SHARES)]


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
