"""The mean of many crops: sums that are exact whatever the order, and mixes of two means. Knows no file, no encoder."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from models.records import Picture

Total = npt.NDArray[np.uint32]
"""(H, W, 3): crops added up, level by level. Whole numbers: a crop that is taken out again leaves no trace, and 16

million fit.
"""
Mean = npt.NDArray[np.float64]
"""(H, W, 3), 0 to 255."""


def no_total(size: tuple[int, int]) -> Total:
    """The sum of no crop of that width and height."""
    return np.zeros((size[1], size[0], 3), np.uint32)


def mean_of(total: Total, count: int) -> Mean:
    """The mean of `count` crops, at least one."""
    mean: Mean = total / np.float64(count)
    return mean


def mix_means(first: Mean, second: Mean | None, share: float) -> Picture:
    """(1 - share) of the first mean and share of the second, rounded once; None: the first alone."""
    mixed = first if second is None else first + (second - first) * share
    return np.rint(mixed).astype(np.uint8)


def difference(one: Picture, other: Picture) -> float:
    """How far apart two pictures of one size are: mean of the absolute differences, in levels of 255."""
    return float(np.abs(one.astype(np.int16) - other).mean())


def add_up(total: Total, more: Iterable[Picture], fewer: Iterable[Picture] = ()) -> Total:
    """A new sum with these crops in it and those no longer."""
    made = total.copy()
    for crop in more:
        np.add(made, crop, out=made)
    for crop in fewer:
        np.subtract(made, crop, out=made)
    return made
