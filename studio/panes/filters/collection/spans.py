"""A scale from figures to places along an axis, and what the keys make of a span of places. Pure, no Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Span = tuple[float, float]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scale:
    """From low to high, both at least 0; log: figures spread over decades, placed by log10(1 + figure)."""

    low: float
    high: float
    log: bool = False

    def places(self, values: Floats) -> Floats:
        """Where figures stand on the axis; what lies beyond an end stands at the end."""
        bent = np.log10(1 + np.maximum(values, 0)) if self.log else values
        return np.clip(bent, *self.ends())

    def place(self, value: float) -> float:
        """Where one figure stands."""
        return float(self.places(np.array([value]))[0])

    def ends(self) -> Span:
        """Where the low and the high end stand."""
        return (math.log10(1 + self.low), math.log10(1 + self.high)) if self.log else (self.low, self.high)

    def at(self, share: float) -> float:
        """The place that so much of the scale lies below."""
        low, high = self.ends()
        return low + share * (high - low)

    def value(self, place: float) -> float:
        """The round figure at that place: whole, on a logarithmic scale of two digits; at an end the end itself."""
        low, high = self.ends()
        if place <= low or place >= high:
            return self.low if place <= low else self.high
        return min(self.high, max(self.low, _rounded(10**place - 1) if self.log else float(round(place))))

    def decades(self) -> list[tuple[float, str]]:
        """The places of a logarithmic scale worth a word, and the word."""
        figures = [10.0**power for power in range(1, 8) if self.low <= 10.0**power <= self.high]
        return [(self.place(figure), f"{figure:,.0f}") for figure in figures]


def _rounded(value: float) -> float:
    """Two digits of it: 1,234 is 1,200, 56.7 is 57, 0.4 is 0."""
    if value < 10:
        return float(round(value))
    unit = 10.0 ** (math.floor(math.log10(value)) - 1)
    return round(value / unit) * unit


def shifted(span: Span, by: float, ends: Span) -> Span:
    """The whole span moved; at an end of the scale it stops and stays as wide."""
    by = min(max(by, ends[0] - span[0]), ends[1] - span[1])
    return span[0] + by, span[1] + by


def widened(span: Span, by: float, ends: Span) -> Span:
    """Its high end alone moved; it may cross the low one."""
    low, high = sorted((span[0], min(ends[1], max(ends[0], span[1] + by))))
    return low, high
