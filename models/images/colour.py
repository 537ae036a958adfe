"""Colour over a picture's own luma, more or less of it, and pictures in other sizes.

Colour is split as Y, Cr, Cb of ITU-R BT.601, full range, as JPEG does: its Y is exactly what the gray filter makes, so
a gray photo keeps every level of its luma, and unlike Lab it is linear, exact in bytes and costs 12 megapixels 0.1 s.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from models.cv import cv2
from models.records import Picture


def resize(picture: Picture, width: int, height: int) -> Picture:
    """The picture in another size: averaged when it shrinks, cubic when it grows."""
    if (picture.shape[1], picture.shape[0]) == (width, height):
        return picture
    shrinks = width * height < picture.shape[0] * picture.shape[1]
    method = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, (width, height), interpolation=method), np.uint8)


def tint(photo: Picture, painting: Picture, colour: float) -> Picture:
    """The photo's luma, to a level, under the painting's chroma times colour; a smaller painting is stretched."""
    chroma = _scale_chroma(_split(painting), colour)[:, :, 1:]
    height, width = photo.shape[:2]
    layers = np.empty((height, width, 3), np.uint8)
    layers[:, :, 0] = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    layers[:, :, 1:] = cv2.resize(np.ascontiguousarray(chroma), (width, height), interpolation=cv2.INTER_CUBIC)
    return join_luma(layers)


def join_luma(layers: Picture) -> Picture:
    """The picture of Y, Cr and Cb, whose luma is that Y to a level.

    A colour that no screen can show would be clipped, and its luma moved by up to 29 levels: the chroma of such a pixel
    is scaled down until it can be shown.
    """
    picture = np.asarray(cv2.cvtColor(layers, cv2.COLOR_YCrCb2RGB), np.uint8)
    moved = cv2.absdiff(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.ascontiguousarray(layers[:, :, 0]))
    clipped = moved > 1
    if clipped.any():
        picture[clipped] = _within_gamut(layers[clipped].astype(np.float32))
    return picture


def _within_gamut(pixels: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    """(n, 3) of Y, Cr and Cb -> (n, 3) RGB of that luma, with as much of the chroma as there is room for."""
    luma = pixels[:, :1]
    away = (pixels[:, 1:] - 128) @ _CHROMA_TO_RGB
    room = np.where(away > 0, 255 - luma, luma)
    share = np.min(np.minimum(1, room / np.maximum(np.abs(away), 1e-6)), axis=1, keepdims=True)
    return np.asarray(np.clip(np.rint(luma + share * away), 0, 255), np.uint8)


_CHROMA_TO_RGB = np.array([[1.402, -0.714136, 0.0], [0.0, -0.344136, 1.772]], np.float32)
"""What Cr and Cb add to R, G and B (BT.601)."""


def recolour(picture: Picture, colour: float) -> Picture:
    """The picture with its chroma multiplied: 0 is gray, 1 as it is."""
    if colour == 1:
        return picture
    layers = _scale_chroma(_split(picture), colour)
    return np.asarray(cv2.cvtColor(layers, cv2.COLOR_YCrCb2RGB), np.uint8)


def _split(picture: Picture) -> Picture:
    """Y, Cr, Cb as the last axis."""
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb), np.uint8)


def _scale_chroma(layers: Picture, colour: float) -> Picture:
    """Y, Cr, Cb with the chroma multiplied around its zero, which is 128."""
    if colour == 1:
        return layers
    table = np.clip(np.rint((np.arange(256) - 128.0) * colour + 128), 0, 255).astype(np.uint8)
    scaled = layers.copy()
    scaled[:, :, 1:] = table[layers[:, :, 1:]]
    return scaled
