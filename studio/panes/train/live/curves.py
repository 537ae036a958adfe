"""The course of a run as numbers: append-only, with a pyramid of minima, means and maxima over ever more neighbours.

Showing it costs the same however long it is: of the finest level that is coarse enough, no more than asked for is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Values = npt.NDArray[np.float32]

_FOLD = 4
"""Neighbours that become one point of the next level: a third more memory than the samples alone."""
_FIRST_ROOM = 1024


class _Rows:
    """An array that grows at its end; room is doubled, so that adding costs the same at the millionth row."""

    def __init__(self, columns: int, kind: type[np.floating]) -> None:
        self._data = np.empty((_FIRST_ROOM, columns), kind)
        self.count = 0

    def view(self) -> npt.NDArray[np.floating]:
        return self._data[: self.count]

    def extend(self, rows: npt.NDArray[np.floating]) -> None:
        needed = self.count + len(rows)
        if needed > len(self._data):
            grown = np.empty((max(needed, 2 * len(self._data)), self._data.shape[1]), self._data.dtype)
            grown[: self.count] = self.view()
            self._data = grown
        self._data[self.count : needed] = rows
        self.count = needed

    def cut(self, count: int) -> None:
        self.count = min(self.count, count)


class _Level:
    """at: (n, 2) mean step and second of every point; low, mean, high: (n, curves), of single samples the same."""

    def __init__(self, curves: int, *, single: bool = False) -> None:
        self.at = _Rows(2, np.float64)
        self.mean = _Rows(curves, np.float32)
        self.low = self.mean if single else _Rows(curves, np.float32)
        self.high = self.mean if single else _Rows(curves, np.float32)

    def all(self) -> tuple[_Rows, ...]:
        return self.at, self.low, self.mean, self.high

    def extend(self, below: _Level) -> None:
        """Collapsible what is complete below and not folded yet."""
        begin, end = self.at.count * _FOLD, below.at.count // _FOLD * _FOLD
        if end <= begin:
            return
        folds = (np.mean, np.fmin.reduce, np.mean, np.fmax.reduce)
        for rows, source, fold in zip(self.all(), below.all(), folds, strict=True):
            part = source.view()[begin:end]
            rows.extend(fold(part.reshape(-1, _FOLD, part.shape[1]), axis=1))


@dataclass(frozen=True, slots=True)
class Columns:
    """A curve as it is drawn, one point per column of pixels at most: where, and the least, mean and most there."""

    at: Numbers
    low: Numbers
    mean: Numbers
    high: Numbers


class Track:
    """Some curves over the same steps and seconds, such as the losses of a run. names: of the curves, in order."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self._levels = [_Level(len(self.names), single=True)]

    def __len__(self) -> int:
        return self._levels[0].at.count

    @property
    def last_step(self) -> int:
        """The newest step; -1 while there is none."""
        return int(self._levels[0].at.view()[-1, 0]) if len(self) else -1

    @property
    def last_second(self) -> float:
        return float(self._levels[0].at.view()[-1, 1]) if len(self) else 0.0

    def add(self, step: float, seconds: float, values: Mapping[str, float]) -> None:
        """One more sample; one that is no number is left out whole (it would hide the rest)."""
        row = [values.get(name, np.nan) for name in self.names]
        if all(np.isfinite(values[name]) for name in self.names if name in values):
            self.extend(np.array([step]), np.array([seconds]), np.array([row]))

    def extend(self, steps: Numbers, seconds: Numbers, values: Numbers) -> None:
        """Many samples at once: steps and seconds (n,), values (n, curves), NaN where a curve has none."""
        base = self._levels[0]
        base.at.extend(np.stack((steps, seconds), axis=1))
        base.mean.extend(values)
        self._fold()

    def _fold(self) -> None:
        at = 0
        while self._levels[at].at.count >= _FOLD:
            if at + 1 == len(self._levels):
                self._levels.append(_Level(len(self.names)))
            self._levels[at + 1].extend(self._levels[at])
            at += 1

    def after(self, step: float) -> tuple[Numbers, Numbers, Numbers]:
        """Copies of (steps, seconds, values) of the samples behind this step."""
        base = self._levels[0]
        start = int(np.searchsorted(base.at.view()[:, 0], step, side="right"))
        at, values = base.at.view()[start:].copy(), base.mean.view()[start:].astype(np.float64)
        return at[:, 0], at[:, 1], values

    def cut(self, step: float) -> None:
        """Forget everything after this step: it is trained again."""
        count = int(np.searchsorted(self._levels[0].at.view()[:, 0], step, side="right"))
        for level in self._levels:
            for rows in level.all():
                rows.cut(count)
            count //= _FOLD

    def index_near(self, place: float, *, by_step: bool) -> int:
        """The sample nearest to this step or second; -1 while there is none."""
        along = self._levels[0].at.view()[:, 0 if by_step else 1]
        if not len(along):
            return -1
        right = int(np.searchsorted(along, place))
        near = [index for index in (right - 1, right) if 0 <= index < len(along)]
        return min(near, key=lambda index: abs(along[index] - place))

    def sample(self, index: int) -> tuple[int, float, dict[str, float]]:
        """(step, seconds, values by name) of one sample."""
        base = self._levels[0]
        step, seconds = base.at.view()[index]
        row = base.mean.view()[index]
        return int(step), float(seconds), {n: float(v) for n, v in zip(self.names, row, strict=True) if np.isfinite(v)}

    def columns(self, low: float, high: float, most: int, *, by_step: bool) -> dict[str, Columns]:
        """Every curve between two steps or seconds, in `most` columns of equal width at most."""
        axis = 0 if by_step else 1
        both, parts = self._points(low, high, most, axis)
        at = both[:, axis]
        if not len(at):
            return {name: Columns(at, at, at, at) for name in self.names}
        cells = np.floor((at - low) / max(high - low, 1e-9) * most)
        starts = np.flatnonzero(np.diff(cells, prepend=-np.inf))
        counts = np.diff(starts, append=len(at))[:, None]
        least = np.fmin.reduceat(parts[0], starts)
        mean = np.add.reduceat(parts[1], starts) / counts
        greatest = np.fmax.reduceat(parts[2], starts)
        places = np.add.reduceat(at, starts) / counts[:, 0]
        return {
            name: Columns(places, least[:, index], mean[:, index], greatest[:, index])
            for index, name in enumerate(self.names)
        }

    def overview(self, most: int) -> tuple[Numbers, Numbers, dict[str, Numbers]]:
        """(steps, seconds, means by name) of the whole, in about `most` points: for judging, not for drawing."""
        at, parts = self._points(0, self.last_step, max(1, most // 2), 0)
        means = parts[1] if parts else np.zeros((0, len(self.names)))
        return at[:, 0], at[:, 1], {name: means[:, index] for index, name in enumerate(self.names)}

    def _points(self, low: float, high: float, most: int, axis: int) -> tuple[Numbers, list[Numbers]]:
        """The points of the range, of the finest level that has few enough; its open end from the finer ones."""
        along = self._levels[0].at.view()[:, axis]
        begin = max(0, int(np.searchsorted(along, low)) - 1)
        end = min(len(along), int(np.searchsorted(along, high, side="right")) + 1)
        number = 0
        while number + 1 < len(self._levels) and (end - begin) // _FOLD**number > 2 * most:
            number += 1
        at: list[npt.NDArray[np.floating]] = []
        parts = []
        for level in reversed(range(number + 1)):
            size = _FOLD**level
            first, last = begin // size, end // size
            if first < last:
                rows = self._levels[level]
                at.append(rows.at.view()[first:last])
                parts.append([one.view()[first:last] for one in (rows.low, rows.mean, rows.high)])
            begin = max(begin, last * size)
        if not at:
            return np.zeros((0, 2)), []
        return np.concatenate(at), [np.concatenate(part).astype(np.float64) for part in zip(*parts, strict=True)]


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
