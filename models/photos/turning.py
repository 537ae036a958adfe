"""Turns pictures by quarters, as a person asked for. Knows no file and no project."""

from __future__ import annotations

import numpy as np

from models.records import Picture


def turn_picture(picture: Picture, quarters: int) -> Picture:
    """The picture (H, W, 3) turned clockwise by so many quarters; the very picture where that is none."""
    return np.ascontiguousarray(np.rot90(picture, -quarters)) if quarters % 4 else picture
