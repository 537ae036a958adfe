"""The pen in the hand: what it draws with, and from pointer places to points of a stroke. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from models.painting.drawing import STEPS

THINNEST, THICKEST = 1, 24
_NEAREST = 1.0
"""Pixels between two points of a stroke: nearer ones add nothing but length."""
_LIGHTEST = 0.25
"""Share of its size that a pen hardly pressed draws with."""

_OUTSIDE = 1000.0
"""Pixels: a hand that leaves the drawing is followed no farther."""

Point = tuple[int, int, int]


@dataclass(slots=True)
class Pen:
    """value: of the chosen pen; size: in pixels of a drawing 256 px wide; calm: 0 (as the hand moves) to 1."""

    value: int = 200
    channels: str = "rgb"
    erases: bool = False
    size: int = 2
    calm: float = 0.3
    _x: float = 0.0
    _y: float = 0.0
    _last: Point = (0, 0, 0)

    def begin(self, x: float, y: float, pressure: float) -> Point:
        """Where a stroke starts; x, y: in pixels of a drawing 256 px wide."""
        self._x, self._y = x, y
        self._last = self._point(x, y, pressure)
        return self._last

    def move(self, x: float, y: float, pressure: float) -> Point | None:
        """Where the stroke goes on, after the hand and more calmly; None while that is no step away."""
        follow = 1 - 0.9 * self.calm
        self._x += (x - self._x) * follow
        self._y += (y - self._y) * follow
        return self._step(self._x, self._y, pressure)

    def finish(self, x: float, y: float, pressure: float) -> Point | None:
        """Where the stroke ends: under the pointer, however calm."""
        return self._step(x, y, pressure)

    def at(self, x: float, y: float) -> Point:
        """The end of a straight line there."""
        return self._point(x, y, 1.0)

    def _step(self, x: float, y: float, pressure: float) -> Point | None:
        point = self._point(x, y, pressure)
        if hypot(point[0] - self._last[0], point[1] - self._last[1]) < _NEAREST * STEPS:
            return None
        self._last = point
        return point

    def _point(self, x: float, y: float, pressure: float) -> Point:
        width = self.size * (_LIGHTEST + (1 - _LIGHTEST) * min(1.0, max(0.0, pressure)))
        x, y = (min(max(-_OUTSIDE, at), _OUTSIDE) for at in (x, y))
        return round(x * STEPS), round(y * STEPS), max(1, round(width * STEPS))
