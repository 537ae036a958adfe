"""Luma on all three channels: what a black-and-white photo gives."""

from __future__ import annotations

import numpy as np

from models.cv import cv2
from models.filters.filter import register
from models.records import Picture


@register("gray", "Gray", "Brightness only: luma repeated on red, green and blue.")
def gray(picture: Picture) -> Picture:
    """Luma as of ITU-R BT.601 (0.299 R + 0.587 G + 0.114 B), the weights of JPEG and of television."""
    luma = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.cvtColor(luma, cv2.COLOR_GRAY2RGB), np.uint8)
