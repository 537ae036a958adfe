"""Measures a photo: the metadata of the method (channel means, brightness, dominant channel), sharpness and a hash.

Everything is taken from the 256 px thumbnail: means agree with the full picture's to a fraction of a level.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from models.cv import cv2
from models.photos.thumbnails import make_thumbnail
from models.records import PhotoFacts, Picture

_CHANNELS = ("red", "green", "blue")
_ALIKE = 1.0
"""Channel means closer than this (of 255) have no dominant one."""
_GRAY_SPREAD = 6
"""A picture is gray when 99 % of its pixels have channels closer than this: JPEG leaves a little colour in gray."""


def measure(picture: Picture, taken: str | None, rotated: bool) -> PhotoFacts:
    """The facts of an upright picture (H, W, 3); taken and rotated come from its file."""
    return measure_thumbnail(make_thumbnail(picture), taken, rotated)


def measure_thumbnail(small: Picture, taken: str | None, rotated: bool) -> PhotoFacts:
    """The same from a thumbnail that was made already."""
    means = cv2.mean(small)[:3]
    luma = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
    return PhotoFacts(
        mean_red=float(means[0]),
        mean_green=float(means[1]),
        mean_blue=float(means[2]),
        brightness=sum(means) / 3,
        dominant=_dominant(means),
        sharpness=_sharpness(luma),
        perceptual_hash=_difference_hash(luma),
        rotated=rotated,
        gray=_is_gray(small),
        taken=taken,
    )


def _dominant(means: Sequence[float]) -> str:
    return "none" if max(means) - min(means) < _ALIKE else _CHANNELS[means.index(max(means))]


def _sharpness(luma: npt.NDArray[np.uint8]) -> float:
    """Variance of the 4-neighbour Laplacian inside the picture; 0 for pictures too thin to have one."""
    if min(luma.shape) < 3:
        return 0.0
    _, spread = cv2.meanStdDev(cv2.Laplacian(luma, cv2.CV_32F)[1:-1, 1:-1])
    return float(spread[0, 0] ** 2)


def _difference_hash(luma: npt.NDArray[np.uint8]) -> str:
    """64 bits, row by row: is each of 9x8 cells darker than its right neighbour."""
    cells = cv2.resize(luma, (9, 8), interpolation=cv2.INTER_AREA)
    return np.packbits(cells[:, :-1] < cells[:, 1:]).tobytes().hex()


def _is_gray(small: Picture) -> bool:
    red, green, blue = cv2.split(small)
    spread = cv2.max(cv2.max(cv2.absdiff(red, green), cv2.absdiff(green, blue)), cv2.absdiff(red, blue))
    return bool(np.count_nonzero(spread > _GRAY_SPREAD) <= 0.01 * spread.size)
