"""What seeded filters draw by chance, from raw random bits: a stream that numpy promises to keep. Knows no filter."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np

from models.cv import cv2
from models.filters.filter import Channel

Seed = tuple[int, ...]

Draw = Callable[[int], int]
"""A whole number by chance, from 0 to below the one given."""


def draw_from(seed: Seed) -> Draw:
    """Whole numbers one after the other, always the same for the same seed."""
    bits = np.random.PCG64(seed)
    return lambda below: int(bits.random_raw()) * below >> 64


def normal_bytes(height: int, width: int, sigma: float, seed: Seed) -> Channel:
    """round(127.5 + sigma * N(0, 1)) cut to 0 ... 255, (height, width), by inverse transform of 16 bits per value."""
    count = height * width
    raw = np.random.PCG64(seed).random_raw((count + 3) // 4).astype("<u8", copy=False).view("<u2")[:count]
    return np.asarray(cv2.LUT(raw.reshape(height, width), _bytes_by_rank(sigma)), np.uint8)


@lru_cache(maxsize=64)
def _bytes_by_rank(sigma: float) -> Channel:
    """The byte of each of the 65,536 equally likely ranks: byte b gets those between its edges b - 0.5 and b + 0.5."""
    edges = (np.arange(255) + 0.5 - 127.5) / sigma
    below = [0.0, *(0.5 * (1 + math.erf(edge / math.sqrt(2))) for edge in edges), 1.0]
    ranks = np.diff(np.round(65536 * np.array(below)).astype(int))
    return np.repeat(np.arange(256, dtype=np.uint8), ranks)
