"""A curve of any length in at most so many points: the cost of showing a run does not grow with the run."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

MOST_POINTS = 2000


class Curve:
    """Samples (step, seconds, value), kept as means over equal numbers of neighbours.

    When the room is full, neighbours are merged in pairs and every later point stands for twice as many samples,
    so adding costs the same at the millionth sample as at the first.
    """

    def __init__(self, most: int = MOST_POINTS) -> None:
        self._points = np.zeros((most - most % 2, 3))
        self._count = 0
        self._stride = 1
        self._open = np.zeros(3)
        self._open_samples = 0

    def __len__(self) -> int:
        return self._count + (1 if self._open_samples else 0)

    @property
    def stride(self) -> int:
        """How many samples one point stands for."""
        return self._stride

    def add(self, step: float, seconds: float, value: float) -> None:
        """One more sample; what is no number is left out (a NaN would hide the whole curve)."""
        sample = np.array((step, seconds, value))
        if not np.isfinite(sample).all():
            return
        self._open += sample
        self._open_samples += 1
        if self._open_samples == self._stride:
            self._close_point()

    def _close_point(self) -> None:
        if self._count == len(self._points):
            halved = self._points.reshape(-1, 2, 3).mean(axis=1)
            self._count = len(halved)
            self._points[: self._count] = halved
            self._stride *= 2
            return  # the open point now waits for as many samples again
        self._points[self._count] = self._open / self._open_samples
        self._count += 1
        self._open = np.zeros(3)
        self._open_samples = 0

    def points(self) -> tuple[Numbers, Numbers, Numbers]:
        """(steps, seconds, values), each (n,), the newest included even while its point is still open."""
        rows = self._points[: self._count]
        if self._open_samples and self._count < len(self._points):
            rows = np.vstack((rows, self._open / self._open_samples))
        return rows[:, 0].copy(), rows[:, 1].copy(), rows[:, 2].copy()


def smoothed(values: Numbers) -> Numbers:
    """A Gaussian mean over about a thirtieth of the curve, with the ends not pulled towards zero."""
    width = max(len(values) / 60, 1.0)
    reach = int(3 * width)
    if len(values) < 5:
        return values
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width) ** 2)
    if len(kernel) > len(values):
        kernel = kernel[reach - (len(values) - 1) // 2 : reach + (len(values) - 1) // 2 + 1]
    weights = np.convolve(np.ones(len(values)), kernel, mode="same")
    result: Numbers = np.convolve(values, kernel, mode="same") / weights
    return result
