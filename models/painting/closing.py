"""Closes holes in a picture from what is round them, rough to fine. Knows pictures and masks; no encoder, no file."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from models.cv import cv2
from models.records import Picture

Hole = npt.NDArray[np.bool_]
"""Where something is missing, shape (height, width)."""

Floats = npt.NDArray[np.float32]

Expect = Callable[[Picture, Hole], Floats | None]
"""What is expected all over a picture whose holes are closed roughly: levels (height, width, 3); None: nothing is."""

DEPTH = 8
"""Pixels from a rim up to which a hole is closed at a size; what lies deeper was closed at half of that size before."""
_SMALLEST = 16
_CELL = 96
"""Side of the squares in which holes are closed: what it takes grows faster than what is missing."""
_MOVED = 3 * DEPTH
_REACH = 4
"""Pixels round a square that are looked at: two bend the surface, the rest join it to the next square."""


def close_holes(picture: Picture, hole: Hole, expect: Expect) -> Picture:
    """The picture with its holes closed; all else stays to the bit.

    Each hole is closed by the surface that bends least (the biharmonic one) between all that is round it. Where
    something is expected there, its detail comes on top: what of it such a surface would not have shown, and as much
    of that as proves right where nothing is missing. So what is expected makes no step at a rim, and no harm.
    """
    if not hole.any():
        return picture.copy()
    if hole.all():
        return np.full_like(picture, 128)
    depth = cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 3)
    closed, rim = picture.copy(), hole
    if depth.max() > DEPTH and min(hole.shape) >= 2 * _SMALLEST:
        deep = depth > DEPTH
        rough = close_holes(*_halve(picture, hole), expect)
        height, width = hole.shape
        closed[deep] = cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)[deep]
        rim = hole & ~deep
    first = _bend(closed.astype(np.float32), rim)
    closed[rim] = _levels(first[rim])
    probe = _probe(rim, hole)
    expected = expect(closed, hole | probe)
    if expected is not None and probe.any():
        detail = expected - _bend(expected, rim | probe)
        missed = (closed - _bend(closed.astype(np.float32), probe))[probe]
        closed[rim] = _levels((first + _share_right(detail[probe], missed) * detail)[rim])
    return closed


def _probe(rim: Hole, hole: Hole) -> Hole:
    """What is closed at this size, moved to where nothing is missing: there one sees what a guess is worth."""
    near = cv2.dilate(hole.astype(np.uint8), np.ones((2 * _REACH + 1, 2 * _REACH + 1), np.uint8)) > 0
    return np.roll(rim, (_MOVED, -_MOVED), (0, 1)) & ~near


def _share_right(detail: Floats, missed: Floats) -> float:
    """How much of the detail brings it nearest to what was missed, by least squares, 0 to 1."""
    return float(np.clip((detail * missed).sum() / max(1.0, float((detail * detail).sum())), 0, 1))


def _halve(picture: Picture, hole: Hole) -> tuple[Picture, Hole]:
    """Both at half the size, each pixel the mean of what is known of its four; missing where nothing is."""
    height, width = hole.shape
    size = ((width + 1) // 2, (height + 1) // 2)
    edges = (0, height % 2, 0, width % 2)
    known = cv2.copyMakeBorder((~hole).astype(np.float32), *edges, cv2.BORDER_REPLICATE)
    levels = cv2.copyMakeBorder(picture.astype(np.float32), *edges, cv2.BORDER_REPLICATE)
    share = cv2.resize(known, size, interpolation=cv2.INTER_AREA)
    mean = cv2.resize(levels * known[:, :, None], size, interpolation=cv2.INTER_AREA)
    divided = mean / np.maximum(share, np.float32(0.25))[:, :, None]
    return _levels(np.asarray(divided, np.float32)), share == 0


def _levels(numbers: Floats) -> Picture:
    return np.rint(np.clip(numbers, 0, 255)).astype(np.uint8)


def _bend(numbers: Floats, hole: Hole) -> Floats:
    """The surface that bends least in the hole, (height, width, 3), square by square, each from those before it."""
    bent, left = numbers.copy(), hole.copy()
    height, width = hole.shape
    for top in range(0, height, _CELL):
        for left_edge in range(0, width, _CELL):
            if not hole[top : top + _CELL, left_edge : left_edge + _CELL].any():
                continue
            rows = slice(max(0, top - 4 * _REACH), min(height, top + _CELL + 4 * _REACH))
            columns = slice(max(0, left_edge - 4 * _REACH), min(width, left_edge + _CELL + 4 * _REACH))
            missing = left[rows, columns]
            if missing.all():
                continue
            found = _solve(bent[rows, columns], missing)
            inner = np.zeros_like(hole)
            inner[top : top + _CELL, left_edge : left_edge + _CELL] = True
            place = inner[rows, columns] & missing
            bent[rows, columns][place] = found[place]
            left[rows, columns][place] = False
    return bent


def _solve(numbers: Floats, missing: Hole) -> Floats:
    """numbers with what is missing such that the sum of its squared Laplacians is least: sparse normal equations."""
    from scipy.sparse.linalg import splu

    laplacian = _laplacian(*missing.shape)
    unknown = np.flatnonzero(missing)
    known = np.where(missing[:, :, None], 0, numbers).reshape(-1, 3)
    bends = laplacian[unknown]  # (unknown, all): it is symmetric
    found = numbers.copy().reshape(-1, 3)
    equations = splu((bends @ bends.T).tocsc(), permc_spec="MMD_AT_PLUS_A")
    found[unknown] = -equations.solve(bends @ (laplacian @ known))
    low, high = numbers[~missing].min(0), numbers[~missing].max(0)
    return np.clip(found, low, high).reshape(numbers.shape)


@lru_cache(maxsize=16)
def _laplacian(height: int, width: int) -> Any:
    """The five-point Laplacian of a picture continued by its last rows and columns, as a sparse matrix."""
    from scipy.sparse import csr_matrix, diags, eye, kron

    def bend(length: int) -> Any:
        middle = np.full(length, -2.0)
        middle[[0, -1]] = -1.0 if length > 1 else 0.0
        return diags([np.ones(length - 1), middle, np.ones(length - 1)], [-1, 0, 1])

    return csr_matrix(kron(eye(height), bend(width)) + kron(bend(height), eye(width)))
