"""The pictures that are compared, read and prepared off the GUI thread. Knows files and pixels, no widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from models.errors import BottegaError
from models.images import read_picture
from models.records import Painting, Picture
from studio.look.qt_images import to_image, to_picture
from studio.panes.gallery.compare.differences import Mean

PIXELS = 48_000_000
"""Of all pictures together; larger ones are shown smaller, so that nine of any size fit into memory."""
SMALL = 1400
"""The longer side of the small ones."""
TIMES = 4
"""By what a difference is multiplied to be seen."""


@dataclass(frozen=True, slots=True)
class Compared:
    """difference: how far it is from the first picture at each place; null where they have other shapes.

    small: the picture for where it is shown whole, scaled down here since that takes a moment; scale: pixels of `image`
    per pixel of the painting.
    """

    image: QImage = field(repr=False)
    small: QImage = field(repr=False)
    difference: QImage = field(repr=False)
    mean: Mean
    scale: float


def load_all(paintings: Sequence[Painting]) -> list[Compared | None]:
    """In their order; None for one that can't be read."""
    loaded = [_load(painting, PIXELS // len(paintings)) for painting in paintings]
    first = loaded[0][0] if loaded[0] is not None else None
    return [None if one is None else _compared(one[0], one[1], first) for one in loaded]


def _load(painting: Painting, most: int) -> tuple[Picture, float] | None:
    try:
        picture = read_picture(painting.path)
    except BottegaError:
        return None
    height, width = picture.shape[:2]
    scale = min(1.0, (most / (height * width)) ** 0.5)
    if scale == 1.0:
        return picture, scale
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    ways = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return to_picture(to_image(picture).scaled(*size, *ways)), scale


def _compared(picture: Picture, scale: float, first: Picture | None) -> Compared:
    red, green, blue = (float(one) for one in picture.reshape(-1, 3).mean(axis=0))
    difference = QImage()
    if first is not None and first.shape == picture.shape:
        apart = np.maximum(picture, first) - np.minimum(picture, first)
        difference = to_image((np.minimum(apart, 255 // TIMES) * TIMES).astype(np.uint8))
    image = to_image(picture)
    return Compared(image, _small(image), difference, (red, green, blue), scale)


def _small(image: QImage) -> QImage:
    if max(image.width(), image.height()) <= SMALL:
        return image
    return image.scaled(SMALL, SMALL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
