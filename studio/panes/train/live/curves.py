"""The history of a run as numbers: append-only, with a pyramid of minima, means and maxima over ever more neighbours.

Showing it costs the same however long it is: of the finest level that is coarse enough, no more than asked for is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

Axis = Literal["step", "second"]
Numbers = npt.NDArray[np.float64]
Rows = npt.NDArray[np.float32]

_FOLD = 8
"""Neighbours that become one row of the next level: little more memory than the samples alone."""


class Track:
    """Some curves over the same steps and seconds, such as the losses of a run.

    A row is step, second and values, shape (3, names): least, mean and most of what was folded into it.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = ("step", "second", *names)
        self._count = 0
        self._samples = np.empty((1024, len(self.names)), np.float32, order="F")  # with room for more
        self._folded: list[Rows] = []

    def __len__(self) -> int:
        return self._count

    def extend(self, steps: Numbers, seconds: Numbers, values: Numbers) -> None:
        """More samples: steps and seconds (n,), values (n, curves), NaN where a curve has none."""
        rows = np.column_stack((steps, seconds, values))[np.isfinite(values).any(axis=1)]
        if self._count + len(rows) > len(self._samples):
            self._samples = np.concatenate(
                (self._samples, np.empty_like(self._samples), rows.astype(np.float32, order="F"))
            )
        self._samples[self._count : self._count + len(rows)] = rows
        self._count += len(rows)
        self._fold(0)

    def _fold(self, number: int) -> None:
        """Fold what is complete in this level and not folded yet into the next."""
        done = len(self._folded[number]) if number < len(self._folded) else 0
        fresh = self._level(number)[done * _FOLD :]
        fresh = fresh[: len(fresh) // _FOLD * _FOLD]
        if not len(fresh):
            return
        low, mean, high = np.moveaxis(fresh.reshape(-1, _FOLD, *fresh.shape[1:]), 2, 0)
        parts = np.stack((np.fmin.reduce(low, axis=1), mean.mean(axis=1), np.fmax.reduce(high, axis=1)), axis=1)
        self._folded[number:] = [
            np.concatenate((self._folded[number], parts)) if done else parts,
            *self._folded[number + 1 :],
        ]
        self._fold(number + 1)

    def _level(self, number: int) -> Rows:
        """All rows of it; samples are their own least and most."""
        samples = self._samples[: self._count, None]
        return self._folded[number - 1] if number else np.broadcast_to(samples, (self._count, 3, len(self.names)))

    def near(self, place: float, axis: Axis) -> dict[str, float]:
        """By name the sample nearest to this step or second, with its step and second; empty while there is none."""
        along = self._samples[: self._count, self.names.index(axis)]
        right = int(np.searchsorted(along, np.float32(place)))
        near = [index for index in (right - 1, right) if 0 <= index < len(along)]
        index = min(near, key=lambda index: abs(along[index] - place), default=-1)
        row = self._samples[index].tolist() if near else ()
        return {name: value for name, value in zip(self.names, row, strict=False) if np.isfinite(value)}

    def columns(self, low: float, high: float, most: int, axis: Axis) -> dict[str, Numbers]:
        """By name least, mean and most (3, n) from one step or second to another, in `most` equal columns at most."""
        rows = self._rows(low, high, most, self.names.index(axis))
        column = np.floor((rows[:, 1, self.names.index(axis)] - low) / max(high - low, 1e-9) * most)
        starts = np.flatnonzero(np.diff(column, prepend=-np.inf))
        folds = (np.fmin, np.add, np.fmax)
        found = np.stack([fold.reduceat(rows[:, part], starts) for part, fold in enumerate(folds)])
        found[1] /= np.diff(starts, append=len(rows))[:, None]
        return dict(zip(self.names, np.moveaxis(found, 2, 0), strict=True))

    def _rows(self, low: float, high: float, most: int, axis: int) -> Numbers:
        """Those of the finest level that has few enough in the range; its open end from the finer ones."""
        along = self._samples[: self._count, axis]
        begin = max(0, int(np.searchsorted(along, np.float32(low))) - 1)
        end = min(len(along), int(np.searchsorted(along, np.float32(high), side="right")) + 1)
        top = 0
        while top < len(self._folded) and (end - begin) // _FOLD**top > 2 * most:
            top += 1
        found = []
        for number in reversed(range(top + 1)):
            size = _FOLD**number
            last = max(begin // size, end // size)
            found.append(self._level(number)[begin // size : last])
            begin = max(begin, last * size)
        return np.concatenate(found).astype(np.float64)


def smoothed(values: Numbers, share: float) -> Numbers:
    """A Gaussian mean over about this share of the curve, its ends not pulled towards zero."""
    width = len(values) * share / 2
    reach = min(int(3 * width), (len(values) - 1) // 2)
    if reach < 1:
        return values
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width) ** 2)
    weights = np.convolve(np.ones(len(values)), kernel, mode="same")
    return np.asarray(np.convolve(values, kernel, mode="same") / weights)
