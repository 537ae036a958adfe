"""Runs OpenCV's cascades over a gray picture. It knows no photo and joins nothing that it sees."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.cv import cv2
from models.errors import BottegaError

Gray = npt.NDArray[np.uint8]
Rectangle = tuple[int, int, int, int]
"""x, y, width, height in whole px of the picture that was searched."""

_ALIKE = 0.2
"""How far the sides of two windows may lie apart, as a share of their size, to mean one thing: OpenCV's own figure."""


@dataclass(frozen=True, slots=True)
class Windows:
    """All windows a cascade let through: rectangles (n, 4) int32, top to bottom, and the weights of its last stage."""

    rectangles: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float64]


def look_everywhere(gray: Gray, file: str, scale: float, smallest: int, largest: int = 0) -> Windows:
    """Every window of `smallest` to `largest` px (0: as large as the picture) that the cascade lets through.

    Sorted, because the cascade tells them in the order its threads came by.
    """
    sizes = (smallest, smallest), (largest, largest)
    found, _, weights = classifier(file).detectMultiScale3(gray, scale, 0, 0, *sizes, True)
    rectangles = np.asarray(found, np.int32).reshape(-1, 4)
    order = np.lexsort((rectangles[:, 2], rectangles[:, 0], rectangles[:, 1]))
    return Windows(rectangles[order], np.asarray(np.ravel(weights), np.float64)[order])


def mirror_windows(windows: Windows, width: int) -> Windows:
    """The windows as they lie on the mirrored picture of that width."""
    mirrored = windows.rectangles.copy()
    mirrored[:, 0] = width - mirrored[:, 0] - mirrored[:, 2]
    return Windows(mirrored, windows.weights)


def join_windows(windows: Windows, neighbours: int) -> list[tuple[Rectangle, int, float]]:
    """The boxes at least `neighbours` (>= 1) others agree on: box, number of windows in it, greatest weight; sorted.

    The same boxes and weights that detectMultiScale3 gives for minNeighbors = neighbours (a side may be off by
    one px, where a mean lies between two).
    """
    if len(windows.rectangles) == 0:
        return []
    boxes, counts = cv2.groupRectangles(windows.rectangles.tolist(), neighbours, _ALIKE)
    joined = []
    for box, count in zip(boxes, np.ravel(counts), strict=True):
        x, y, side = (int(value) for value in box[:3])
        joined.append(((x, y, side, side), int(count), _greatest_weight(windows, (x, y, side, side))))
    return sorted(joined, key=lambda item: (item[0][1], item[0][0], item[0][2]))


def _greatest_weight(windows: Windows, box: Rectangle) -> float:
    """Of the windows that were joined into the box: those alike, those alike to these, and so on."""
    middle, width = np.array([box[0] + box[2] / 2, box[1] + box[2] / 2]), box[2]
    sides = windows.rectangles[:, 2]
    off = np.abs(windows.rectangles[:, :2] + sides[:, None] / 2 - middle).max(axis=1)
    # no chain of windows that means one thing reaches further
    near = np.flatnonzero((off < width) & (sides < 3 * width) & (3 * sides > width))
    rectangles = windows.rectangles[near]
    joined = np.zeros(len(near), bool)
    joined[np.argmin(_apart(np.array([box]), rectangles))] = True
    fresh = joined.copy()
    while fresh.any():
        fresh = (_apart(rectangles[fresh], rectangles) <= 1).any(axis=0) & ~joined
        joined |= fresh
    return float(windows.weights[near][joined].max())


def _apart(some: npt.NDArray[np.int32], others: npt.NDArray[np.int32]) -> npt.NDArray[np.float64]:
    """How far the sides of squares lie apart, (some, others), in units of what still counts as alike."""
    a, b = some[:, None, :3].astype(np.float64), others[None, :, :3].astype(np.float64)
    begins = np.abs(a[..., :2] - b[..., :2]).max(axis=2)
    ends = np.abs(a[..., :2] + a[..., 2:] - b[..., :2] - b[..., 2:]).max(axis=2)
    apart: npt.NDArray[np.float64] = np.maximum(begins, ends) / (_ALIKE * np.minimum(a[..., 2], b[..., 2]))
    return apart


_of_thread = threading.local()


def classifier(file: str) -> cv2.CascadeClassifier:
    """This thread's own classifier: one shared by threads gives wrong boxes. Raises BottegaError without its file."""
    loaded: dict[str, cv2.CascadeClassifier] = _of_thread.__dict__.setdefault("classifiers", {})
    if file not in loaded:
        loaded[file] = _load(Path(cv2.__file__).parent / "data" / file)
    return loaded[file]


def _load(path: Path) -> cv2.CascadeClassifier:
    """From its text: OpenCV itself can't open paths with letters beyond ASCII on Windows."""
    made = cv2.CascadeClassifier()
    try:
        storage = cv2.FileStorage(path.read_text(), cv2.FILE_STORAGE_READ | cv2.FILE_STORAGE_MEMORY)
        read = made.read(storage.getFirstTopLevelNode())
    except (OSError, cv2.error):
        read = False
    if not read or made.empty():
        raise BottegaError("the face cascade is missing or damaged", path=path, remedy="Install Bottega again")
    return made
