"""Pure noise in the picture's shape: what a generator gets when it must invent everything."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from models.cv import cv2
from models.filters.filter import Channel, register
from models.params import Param
from models.records import Picture

PARAMS = (
    Param("seed", "int", 0, 0, 999_999, "Another number, another noise"),
    Param("sigma", "float", 42.5, 1.0, 127.5, "Gray levels that one standard deviation is worth", step=0.5),
    Param("gray", "bool", False, help="The same noise on red, green and blue"),
)


@register("noise", "Noise", "Normal noise; nothing of the picture is left.", PARAMS, kind="damage",
          seeded=True)
def noise(picture: Picture, *, seed: int | tuple[int, ...], sigma: float, gray: bool) -> Picture:
    """round(127.5 + sigma * N(0, 1)), cut to 0 ... 255. At 42.5 three standard deviations reach black and white

    (0.3 % are cut) and a network that reads bytes as [-1, 1] sees N(0, 1/3). Drawn by inverse transform from
    16 raw random bits per value, a stream that numpy promises to keep, unlike that of its own normal numbers.
    """
    height, width = picture.shape[:2]
    count = height * width * (1 if gray else 3)
    raw = np.random.PCG64(seed).random_raw((count + 3) // 4).astype("<u8").view("<u2")[:count]
    values = np.asarray(cv2.LUT(raw.reshape(height, -1), _bytes_by_rank(sigma)), np.uint8)
    return np.asarray(cv2.cvtColor(values, cv2.COLOR_GRAY2RGB), np.uint8) if gray else values.reshape(picture.shape)


@lru_cache(maxsize=64)
def _bytes_by_rank(sigma: float) -> Channel:
    """The byte of each of the 65,536 equally likely ranks: byte b gets those between its edges b - 0.5 and b + 0.5."""
    edges = (np.arange(255) + 0.5 - 127.5) / sigma
    below = [0.0, *(0.5 * (1 + math.erf(edge / math.sqrt(2))) for edge in edges), 1.0]
    ranks = np.diff(np.round(65536 * np.array(below)).astype(int))
    return np.repeat(np.arange(256, dtype=np.uint8), ranks)
