"""A scale from figures to places along a line, and what a drag makes of a span on it. Pure, no Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Span = tuple[float, float]
Grip = Literal["new", "low", "high", "body"]

REACH = 5.0
"""How many px beside an end still take hold of it."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From low to high, both at least 0; log: figures spread over decades, placed by log10(1 + figure)."""

    low: float
    high: float
    log: bool = False

    def shares(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Places of figures, 0 at the low end, 1 at the high one; what lies beyond stands at the end."""
        low, high = self._bent(self.low), self._bent(self.high)
        bent = np.log10(1 + np.maximum(values, 0)) if self.log else values
        return np.clip((bent - low) / (high - low), 0.0, 1.0)

    def share(self, value: float) -> float:
        """The place of one figure."""
        return float(self.shares(np.array([value]))[0])

    def value(self, share: float) -> float:
        """The round figure at that place: whole, on a logarithmic scale of two digits; at an end the end itself."""
        if share <= 0.0 or share >= 1.0:
            return self.low if share <= 0.0 else self.high
        low, high = self._bent(self.low), self._bent(self.high)
        bent = low + share * (high - low)
        exact = 10**bent - 1 if self.log else bent
        return min(self.high, max(self.low, _rounded(exact) if self.log else float(round(exact))))

    def ticks(self) -> tuple[float, ...]:
        """Figures worth writing under it."""
        if self.log:
            return tuple(10.0**power for power in range(1, 8) if self.low <= 10.0**power <= self.high)
        step = 10.0 ** math.floor(math.log10(self.high - self.low)) / 2
        return tuple(step * number for number in range(math.ceil(self.low / step), math.floor(self.high / step) + 1))

    def _bent(self, value: float) -> float:
        return math.log10(1 + value) if self.log else value


def _rounded(value: float) -> float:
    """Two digits of it: 1,234 is 1,200, 56.7 is 57, 0.4 is 0."""
    if value < 10:
        return float(round(value))
    unit = 10.0 ** (math.floor(math.log10(value)) - 1)
    return round(value / unit) * unit


def grip_at(place: float, span: Span | None) -> Grip:
    """What is taken hold of at that px of a span given in px: an end, the span itself, or nothing: a new one."""
    if span is None:
        return "new"
    low, high = (abs(place - end) for end in span)
    if min(low, high) <= REACH:
        return "low" if low < high or (low == high and place < span[0]) else "high"
    return "body" if span[0] < place < span[1] else "new"


def dragged(grip: Grip, span: Span, pressed: float, now: float) -> Span:
    """The span after a drag from pressed to now; places from 0 to 1, which a drag may leave. Ends may cross."""
    if grip == "body":
        by = min(max(now - pressed, -span[0]), 1.0 - span[1])
        return span[0] + by, span[1] + by
    fixed = {"new": pressed, "low": span[1], "high": span[0]}[grip]
    low, high = sorted((min(1.0, max(0.0, fixed)), min(1.0, max(0.0, now))))
    return low, high
