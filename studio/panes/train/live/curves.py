"""The history of a run as numbers: append-only, with a pyramid of minima, means and maxima over ever more neighbours.

Showing it costs the same however long it is: of the finest level that is coarse enough, no more than asked for is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Rows = npt.NDArray[np.float32]

_FOLD = 4
"""Neighbours that become one point of the next level: little more memory than the samples alone."""
_FOLDS: tuple[Callable[..., Rows], ...] = (np.mean, np.fmin.reduce, np.mean, np.fmax.reduce)
_FIRST_ROOM = 1024


class Columns(NamedTuple):
    """A curve as it is drawn, one point per column of pixels at most: where, and the least, mean and most there."""

    at: Numbers
    low: Numbers
    mean: Numbers
    high: Numbers


class _Table:
    """Rows that grow at their end; room is doubled, so that adding costs the same at the millionth row."""

    def __init__(self, columns: int) -> None:
        self._data = np.empty((_FIRST_ROOM, columns), np.float32)
        self.count = 0

    def view(self) -> Rows:
        return self._data[: self.count]

    def extend(self, rows: npt.NDArray[np.floating]) -> None:
        needed = self.count + len(rows)
        if needed > len(self._data):
            grown = np.empty((max(needed, 2 * len(self._data)), self._data.shape[1]), np.float32)
            grown[: self.count] = self.view()
            self._data = grown
        self._data[self.count : needed] = rows
        self.count = needed


class Track:
    """Some curves over the same steps and seconds, such as the losses of a run. names: of the curves, in order.

    A row of a level is step, second, and the values; of the folded ones their least, means and most.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self._levels = [_Table(2 + len(self.names))]

    def __len__(self) -> int:
        return self._levels[0].count

    @property
    def last(self) -> tuple[int, float]:
        """The newest step and its second; -1 and 0 while there is none."""
        step, second = self._levels[0].view()[-1, :2] if len(self) else (-1, 0.0)
        return int(step), float(second)

    def extend(self, steps: Numbers, seconds: Numbers, values: Numbers) -> None:
        """More samples: steps and seconds (n,), values (n, curves), NaN where a curve has none."""
        known = np.isfinite(values).any(axis=1)
        self._levels[0].extend(np.column_stack((steps, seconds, values))[known])
        self._fold(0)

    def _fold(self, number: int) -> None:
        """Fold what is complete in this level and not folded yet into the next."""
        end = self._levels[number].count // _FOLD * _FOLD
        begin = self._levels[number + 1].count * _FOLD if number + 1 < len(self._levels) else 0
        if begin == end:
            return
        if number + 1 == len(self._levels):
            self._levels.append(_Table(2 + 3 * len(self.names)))
        parts = zip(_FOLDS, self._parts(number, begin, end), strict=True)
        folded = [fold(part.reshape(-1, _FOLD, part.shape[1]), axis=1) for fold, part in parts]
        self._levels[number + 1].extend(np.concatenate(folded, axis=1))
        self._fold(number + 1)

    def _parts(self, number: int, begin: int, end: int) -> list[Rows]:
        """(n, 2) steps and seconds, and (n, curves) least, means and most of some points of a level."""
        at, values = np.split(self._levels[number].view()[begin:end], [2], axis=1)
        return [at, *(np.split(values, 3, axis=1) if number else 3 * [values])]

    def index_near(self, place: float, *, by_step: bool) -> int:
        """The sample nearest to this step or second; -1 while there is none."""
        along = self._levels[0].view()[:, 0 if by_step else 1]
        right = int(np.searchsorted(along, place))
        near = [index for index in (right - 1, right) if 0 <= index < len(along)]
        return min(near, key=lambda index: abs(along[index] - place), default=-1)

    def sample(self, index: int) -> tuple[int, float, dict[str, float]]:
        """(step, seconds, values by name) of one sample."""
        step, seconds, *row = self._levels[0].view()[index].tolist()
        return int(step), seconds, {name: one for name, one in zip(self.names, row, strict=True) if np.isfinite(one)}

    def columns(self, low: float, high: float, most: int, *, by_step: bool) -> dict[str, Columns]:
        """Every curve between two steps or seconds, in `most` columns of equal width at most."""
        both, least, mean, greatest = self._points(low, high, most, 0 if by_step else 1)
        at = both[:, 0 if by_step else 1]
        if not len(at):
            return {name: Columns(at, at, at, at) for name in self.names}
        starts = np.flatnonzero(np.diff(np.floor((at - low) / max(high - low, 1e-9) * most), prepend=-np.inf))
        counts = np.diff(starts, append=len(at))
        places = np.add.reduceat(at, starts) / counts
        least, greatest = np.fmin.reduceat(least, starts), np.fmax.reduceat(greatest, starts)
        mean = np.add.reduceat(mean, starts) / counts[:, None]
        drawn = zip(self.names, least.T, mean.T, greatest.T, strict=True)
        return {name: Columns(places, *values) for name, *values in drawn}

    def overview(self, most: int) -> tuple[Numbers, Numbers, dict[str, Numbers]]:
        """(steps, seconds, means by name) of the whole, in about `most` points: for judging, not for drawing."""
        at, _, mean, _ = self._points(0, self.last[0], max(1, most // 2), 0)
        return at[:, 0], at[:, 1], dict(zip(self.names, mean.T, strict=True))

    def _points(self, low: float, high: float, most: int, axis: int) -> list[Numbers]:
        """The parts of the finest level that has few enough points in the range; its open end from the finer ones."""
        along = self._levels[0].view()[:, axis]
        begin = max(0, int(np.searchsorted(along, low)) - 1)
        end = min(len(along), int(np.searchsorted(along, high, side="right")) + 1)
        top = 0
        while top + 1 < len(self._levels) and (end - begin) // _FOLD**top > 2 * most:
            top += 1
        found = []
        for number in reversed(range(top + 1)):
            size = _FOLD**number
            last = max(begin // size, end // size)
            found.append(self._parts(number, begin // size, last))
            begin = max(begin, last * size)
        return [np.concatenate(part).astype(np.float64) for part in zip(*found, strict=True)]


def smoothed(values: Numbers, share: float = 1 / 30) -> Numbers:
    """A Gaussian mean over about this share of the curve, its ends not pulled towards zero; gaps stay gaps."""
    width = len(values) * share / 2
    reach = min(int(3 * width), (len(values) - 1) // 2)
    if reach < 1:
        return values
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width) ** 2)
    known = np.isfinite(values)
    weights = np.convolve(known.astype(float), kernel, mode="same")
    sums = np.convolve(np.where(known, values, 0.0), kernel, mode="same")
    return np.where(known, sums / np.maximum(weights, 1e-12), np.nan)
