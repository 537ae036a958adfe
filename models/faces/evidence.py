"""Measures a box that a cascade found, on the gray picture it was found on, so that it can be judged without it."""

from __future__ import annotations

import math

import numpy as np

from models.cv import cv2
from models.faces.cascades import Gray, Rectangle, classifier, look_everywhere
from models.faces.detectors import EYES_FILE, Detector
from models.faces.gradients import SIDE, describe_gradients
from models.records import Evidence

_STANDARD_SCALE = 1.1
_LARGE = 64
"""Side in px from which on a larger face is seen by no more windows."""
_FACE = 48
"""The second look sees every face in this width, whatever its size on the photo: counts can be compared."""
_AROUND = 0.35
"""How far the second look reaches beyond the face on each side, as a share of its width."""
_DESCRIBED = 0.15
"""The same for the gradients: brow, chin and the outline of the cheeks."""
_EYE_WIDTH = 96
"""The upper half of a face is looked at in this width for eyes: a hint must be cheap."""


def measure(gray: Gray, box: Rectangle, detector: Detector, windows: int, scale: float) -> Evidence:
    """What speaks for and against a box of `windows` windows, found with that scale factor."""
    x, y, side, _ = box
    inside = gray[max(0, y) : y + side, max(0, x) : x + side]
    return Evidence(
        agreeing=round(windows * _how_rare(side, scale)),
        second=sum(_look_again(gray, box, file) for file in detector.second),
        contrast=float(inside.std()) if inside.size else 0.0,
        gradients=describe_gradients(_around(gray, box, _DESCRIBED, SIDE)),
    )


def find_eyes(gray: Gray, box: Rectangle) -> list[tuple[float, float]]:
    """At most two centres of what the eye cascade sees in the upper 60 % of a face, left to right."""
    x, y, side, _ = box
    part = gray[max(0, y) : y + int(side * 0.6), max(0, x) : x + side]
    factor = side / _EYE_WIDTH
    small = cv2.resize(part, (_EYE_WIDTH, max(1, round(part.shape[0] / factor))), interpolation=cv2.INTER_LINEAR)
    boxes, _, weights = classifier(EYES_FILE).detectMultiScale3(small, 1.1, 3, 0, (14, 14), (48, 48), True)
    best = sorted(zip(np.ravel(weights), boxes, strict=True), key=lambda item: -float(item[0]))[:2]
    middles = [(float(u) + float(a) / 2, float(v) + float(b) / 2) for _, (u, v, a, b) in best]
    return sorted((x + u * factor, y + v * factor) for u, v in middles)


def _how_rare(side: int, scale: float) -> float:
    """By what to multiply a number of windows so that it can be compared with others.

    A finer scale factor has more windows say the same; a small face has fewer places and sizes to be seen at.
    """
    return math.log(scale) / math.log(_STANDARD_SCALE) * max(1.0, _LARGE / side)


def _look_again(gray: Gray, box: Rectangle, file: str) -> int:
    """How many windows another cascade lets through about there, about as large."""
    near = _around(gray, box, _AROUND, round(_FACE * (1 + 2 * _AROUND)))
    found = look_everywhere(near, file, _STANDARD_SCALE, int(0.6 * _FACE), int(1.6 * _FACE)).rectangles
    if len(found) == 0:
        return 0
    off = np.abs(found[:, :2] + found[:, 2:] / 2 - near.shape[0] / 2).max(axis=1)
    return int((off < 0.3 * _FACE).sum())


def _around(gray: Gray, box: Rectangle, margin: float, side: int) -> Gray:
    """The box with a margin (a share of its width), at that size; beyond the picture its edge goes on."""
    x, y, width, _ = box
    extra = round(margin * width)
    left, top, whole = x - extra, y - extra, width + 2 * extra
    part = gray[max(0, top) : top + whole, max(0, left) : left + whole]
    missing = (max(0, -top), max(0, top + whole - gray.shape[0]), max(0, -left), max(0, left + whole - gray.shape[1]))
    if any(missing):
        part = np.asarray(cv2.copyMakeBorder(part, *missing, cv2.BORDER_REPLICATE), np.uint8)
    smooth = cv2.INTER_AREA if whole > side else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(part, (side, side), interpolation=smooth), np.uint8)
