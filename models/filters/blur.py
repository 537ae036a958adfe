"""A Gaussian blur: what an out-of-focus or enlarged photo gives."""

from __future__ import annotations

import numpy as np

from models.cv import cv2
from models.filters.filter import register
from models.params import Param
from models.records import Picture

PARAMS = (
    Param("kernel", "int", 3, 1, 51, "Side of the window; an even one counts as the next odd", unit="px", step=2),
    Param("sigma", "float", 30.0, 0.1, 50.0, "Width of the bell; far above the window it is a plain mean", step=0.1),
)


@register("blur", "Blur", "A Gaussian blur.", PARAMS, kind="damage")
def blur(picture: Picture, *, kernel: int, sigma: float) -> Picture:
    """Gaussian window of kernel x kernel px and sigma px; beyond the edge the picture is mirrored."""
    side = kernel | 1
    return np.asarray(cv2.GaussianBlur(picture, (side, side), sigma), np.uint8)
