"""A face in 128 bytes: which way its edges run, cell by cell. It knows no photo and no detector."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from models.cv import cv2

CELLS, DIRECTIONS = 4, 8
SIZE = CELLS * CELLS * DIRECTIONS
"""Bytes of a description."""

_CELL = 8
SIDE = CELLS * _CELL
"""Side in px of the gray picture that is described."""

_LARGEST = 0.2


def describe_gradients(gray: npt.NDArray[np.uint8]) -> bytes:
    """The histograms of oriented gradients of a (32, 32) gray picture: 4 x 4 cells of 8 directions, a byte each.

    Votes are shared by the two nearest directions, the whole is brought to length 1, cut at 0.2 and brought there
    again (Dalal and Triggs, Histograms of Oriented Gradients for Human Detection, 2005, 6.4). A flat picture is all 0.
    """
    across = cv2.Sobel(gray, cv2.CV_32F, 1, 0, ksize=1, borderType=cv2.BORDER_REPLICATE)
    down = cv2.Sobel(gray, cv2.CV_32F, 0, 1, ksize=1, borderType=cv2.BORDER_REPLICATE)
    strength = np.hypot(across, down)
    # a dark edge on light and a light one on dark mean the same: half a turn is all there is
    place = np.mod(np.arctan2(down, across), np.pi) * (DIRECTIONS / np.pi)
    lower = np.floor(place).astype(np.intp)
    share = place - lower
    rows, columns = np.indices(gray.shape) // _CELL
    cell = (rows * CELLS + columns) * DIRECTIONS
    near = np.bincount((cell + lower % DIRECTIONS).ravel(), (strength * (1 - share)).ravel(), SIZE)
    far = np.bincount((cell + (lower + 1) % DIRECTIONS).ravel(), (strength * share).ravel(), SIZE)
    cut = np.minimum(_unit(near + far), _LARGEST)
    return np.minimum(np.rint(_unit(cut) * (255 / (2 * _LARGEST))), 255).astype(np.uint8).tobytes()


def _unit(vector: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    unit: npt.NDArray[np.float64] = vector / np.sqrt(np.square(vector).sum() + 1e-6)
    return unit
