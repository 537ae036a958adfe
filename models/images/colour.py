"""Colour over a picture's own luma, more or less of it, and pictures in other sizes.

Colour is split as Y, Cr, Cb of ITU-R BT.601, full range, as JPEG does: its Y is exactly what the gray filter makes, so
a gray photo keeps every level of its luma, and unlike Lab it is linear, exact in bytes and costs 12 megapixels 0.1 s.
"""

from __future__ import annotations

import numpy as np

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
    """The photo's luma under the painting's chroma times colour; the painting may be smaller and is stretched."""
    chroma = _scale_chroma(_split(painting), colour)[:, :, 1:]
    height, width = photo.shape[:2]
    layers = np.empty((height, width, 3), np.uint8)
    layers[:, :, 0] = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    layers[:, :, 1:] = cv2.resize(np.ascontiguousarray(chroma), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.cvtColor(layers, cv2.COLOR_YCrCb2RGB, dst=layers), np.uint8)


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
