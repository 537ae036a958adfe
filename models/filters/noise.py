"""Pure noise in the picture's shape: what a generator gets when it must invent everything."""

from __future__ import annotations

import numpy as np

from models.cv import cv2
from models.filters.chance import Seed, normal_bytes
from models.filters.filter import register
from models.params import Param
from models.records import Picture

PARAMS = (
    Param("seed", "int", 0, 0, 999_999, "Another number, another noise"),
    Param("sigma", "float", 42.5, 1.0, 127.5, "Gray levels that one standard deviation is worth", step=0.5),
    Param("gray", "bool", False, help="The same noise on red, green and blue"),
)


@register("noise", "Noise", "Normal noise; nothing of the picture is left.", PARAMS, kind="damage", seeded=True)
def noise(picture: Picture, *, seed: Seed, sigma: float, gray: bool) -> Picture:
    """round(127.5 + sigma * N(0, 1)), cut to 0 ... 255. At 42.5 three standard deviations reach black and white

    (0.3 % are cut) and a network that reads bytes as [-1, 1] sees N(0, 1/3).
    """
    height, width = picture.shape[:2]
    if gray:
        return np.asarray(cv2.cvtColor(normal_bytes(height, width, sigma, seed), cv2.COLOR_GRAY2RGB), np.uint8)
    return normal_bytes(height, 3 * width, sigma, seed).reshape(picture.shape)
