"""The calls of OpenCV and numpy that each filter makes at its defaults, and nothing else, to measure against.

It knows the two tables that filters keep, the screen of halftone and the ranks of noise.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from models.cv import cv2
from models.filters.chance import _bytes_by_rank
from models.filters.halftone import _screens
from models.records import Picture

_TONES = np.repeat(np.array([0, 85, 170, 255], np.uint8), 64)
_DARKNESS = np.maximum(0, np.rint(255 - 1.5 * (255 - np.arange(256)))).astype(np.uint8)
_LEVELS = (50, 100, 150, 200)


def original(picture: Picture) -> object:
    return picture.copy()


def gray(picture: Picture) -> object:
    return cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)


def binary(picture: Picture) -> object:
    above = cv2.subtract(picture, (127, 127, 127, 0))
    return cv2.threshold(above, 0, 255, cv2.THRESH_BINARY, dst=above)[1]


def posterise(picture: Picture) -> object:
    return cv2.LUT(picture, _TONES)


def contours(picture: Picture) -> object:
    layers = []
    for channel in cv2.split(picture):
        canvas = np.zeros_like(channel)
        for level in _LEVELS:
            above = cv2.threshold(channel, level, 255, cv2.THRESH_BINARY)[1]
            found, _ = cv2.findContours(above, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
            cv2.drawContours(canvas, found, -1, level, 1, cv2.LINE_AA)
        layers.append(canvas)
    return cv2.merge(layers)


def canny(picture: Picture) -> object:
    return cv2.merge([cv2.Canny(channel, 140, 255) for channel in cv2.split(picture)])


def sobel(picture: Picture) -> object:
    across, down = cv2.Sobel(picture, cv2.CV_32F, 1, 0), cv2.Sobel(picture, cv2.CV_32F, 0, 1)
    total = cv2.accumulateSquare(down, cv2.multiply(across, across, dst=across))
    return cv2.convertScaleAbs(cv2.sqrt(total, total), alpha=0.5)


def sketch(picture: Picture) -> object:
    luma = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    dodged = cv2.divide(luma, cv2.max(cv2.GaussianBlur(luma, (9, 9), 0), 1), scale=255)
    return cv2.cvtColor(cv2.LUT(dodged, _DARKNESS), cv2.COLOR_GRAY2RGB)


def halftone(picture: Picture) -> object:
    screen = _screens(picture.shape[0], picture.shape[1], 4, (45,))
    dots = cv2.compare(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), screen, cv2.CMP_GT)
    return cv2.cvtColor(dots, cv2.COLOR_GRAY2RGB)


def blur(picture: Picture) -> object:
    return cv2.GaussianBlur(picture, (3, 3), 30)


def downscale(picture: Picture) -> object:
    small = cv2.resize(picture, (90, 120), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (360, 480), interpolation=cv2.INTER_LINEAR_EXACT)


def mask(picture: Picture) -> object:
    np.random.PCG64((0, 0)).random_raw(2)
    taken = np.zeros(picture.shape[:2], np.uint8)
    cv2.rectangle(taken, (90, 120), (269, 359), 255, cv2.FILLED)
    return cv2.copyTo(np.full_like(picture, 128), taken, picture.copy())


def noise(picture: Picture) -> object:
    raw = np.random.PCG64((0, 0)).random_raw(picture.size // 4).view(np.uint16)
    return cv2.LUT(raw.reshape((*picture.shape[:2], -1)), _bytes_by_rank(42.5))


BARE: dict[str, Callable[[Picture], object]] = {
    work.__name__: work
    for work in (
        original,
        gray,
        binary,
        posterise,
        contours,
        canny,
        sobel,
        sketch,
        halftone,
        blur,
        downscale,
        mask,
        noise,
    )
}
