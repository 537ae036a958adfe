"""Cuts the crop of a face, and the one way from a crop to what a network sees."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PIL import Image

from models.faces.boxes import corners
from models.records import CROP_SIZE, TRAINING_SIZE, Box, Picture

_SMOOTH = Image.Resampling.BICUBIC
_TRAINING_RATIO = TRAINING_SIZE[1] / TRAINING_SIZE[0]


def crop_size(width: int) -> tuple[int, int]:
    """Width and height of the crop that a network's picture of this width is made from: 360x480, twice that for 512."""
    return (2 * CROP_SIZE[0], 2 * CROP_SIZE[1]) if width > TRAINING_SIZE[0] else CROP_SIZE


def whole_size(width: int) -> tuple[int, int]:
    """Width and height at which a whole photo's 4:5 cut is kept: as large as the 4:5 part of a face's crop."""
    across = crop_size(width)[0]
    return across, across * 5 // 4


def to_network_input(crop: Picture, width: int = TRAINING_SIZE[0]) -> Picture:
    """The central 4:5 of a crop (360x450 of 360x480) as (5/4 width, width, 3): a plain resize would widen faces by

    6.7 %. The one way from a crop to what a network sees, in training, previews and painting alike.
    """
    return cut_whole(crop, (width, width * 5 // 4))


def cut_crop(picture: Picture, box: Box, size: tuple[int, int] = CROP_SIZE) -> Picture:
    """The 360x480 crop (480, 360, 3) under a 3:4 box, or at another 3:4 size (width, height); beyond the photo's edge

    it is continued by reflection.
    """
    # what is read: the turned box, and the upright one it becomes
    outline = corners(box) + corners(replace(box, angle=0.0))
    left, top = (math.floor(min(point[axis] for point in outline)) for axis in (0, 1))
    right, bottom = (math.ceil(max(point[axis] for point in outline)) for axis in (0, 1))
    rows = reflected_indices(top, max(bottom, top + 1), picture.shape[0])
    columns = reflected_indices(left, max(right, left + 1), picture.shape[1])
    region = Image.fromarray(picture[rows[:, None], columns[None, :]])
    x, y = box.x - left, box.y - top
    if box.angle:
        middle = (box.centre[0] - left, box.centre[1] - top)
        # Pillow turns counterclockwise: turning the region by the angle brings a clockwise box upright
        region = region.rotate(box.angle, _SMOOTH, center=middle)
    return _resized(region, size, (x, y, x + box.width, y + box.height))


def training_picture(crop: Picture) -> Picture:
    """What a network of the usual width sees of a crop: (320, 256, 3)."""
    return to_network_input(crop)


def cut_whole(picture: Picture, size: tuple[int, int] = TRAINING_SIZE) -> Picture:
    """The largest central 4:5 part of any picture as (320, 256, 3), or at another 4:5 size (width, height)."""
    height, width = picture.shape[:2]
    cut_width = min(width, height / _TRAINING_RATIO)
    cut_height = cut_width * _TRAINING_RATIO
    x, y = (width - cut_width) / 2, (height - cut_height) / 2
    return _resized(Image.fromarray(picture), size, (x, y, x + cut_width, y + cut_height))


def reflected_indices(start: int, stop: int, size: int) -> npt.NDArray[np.intp]:
    """Indices start..stop-1 folded back into 0..size-1, the edge itself not repeated: c b | a b c d | c b."""
    if size == 1:
        return np.zeros(stop - start, np.intp)
    folded = np.abs(np.arange(start, stop)) % (2 * size - 2)
    return np.where(folded < size, folded, 2 * size - 2 - folded).astype(np.intp)


def _resized(image: Image.Image, size: tuple[int, int], part: tuple[float, float, float, float]) -> Picture:
    """A part (left, top, right, bottom, fractions allowed) of the image at that size, smoothed when it shrinks."""
    left, top, right, bottom = part
    inside = (max(left, 0.0), max(top, 0.0), min(right, float(image.width)), min(bottom, float(image.height)))
    return np.array(image.resize(size, _SMOOTH, box=inside), dtype=np.uint8)
