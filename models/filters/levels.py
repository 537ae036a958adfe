"""Levels that a channel sets by itself: its quantiles and Otsu's split. No filter, only what several of them need."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.cv import cv2
from models.filters.filter import Channel


def quantiles(channel: Channel, percents: Sequence[int]) -> list[int]:
    """For each percentage the lowest value that at least so many of the channel's pixels don't exceed.

    The inverse of the distribution, definition 1 of Hyndman and Fan 1996: always a value the channel has.
    """
    # counting bytes is several times faster than sorting them
    counts = np.cumsum(cv2.calcHist([channel], [0], None, [256], [0, 256]).astype(np.int64))
    wanted = [-(-channel.size * percent // 100) for percent in percents]
    return [int(level) for level in np.searchsorted(counts, wanted)]


def median(channel: Channel) -> int:
    """The middle value of the channel, the lower one of two."""
    return quantiles(channel, (50,))[0]


def otsu(channel: Channel) -> int:
    """Otsu 1979: the split of least variance within both sides; a flat channel gives 0."""
    return int(cv2.threshold(channel, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[0])
