"""The drawing on the table: its strokes, how many of them are shown, and its pixels. Knows no widget and no encoder."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.drawing_records import Stroke
from models.filters.filter import Channel, merge_channels, split_channels
from models.painting.drawing import MAX_POINTS, MAX_STROKES, Area, Pens, draw_stroke
from models.records import Picture

_EVERY = 16
"""Strokes from one remembered picture to the next: so many are drawn at most to go back or on by one."""

_BLANK = Pens((), 0, False)


class Board:
    """What was undone stays until the next stroke; a change is drawn in its own small area."""

    def __init__(self) -> None:
        self._all: list[Stroke] = []
        self.shown = 0
        """How many strokes there are on the picture; those after it were undone."""
        self._pens = _BLANK
        self._channels: list[Channel] = [np.zeros((5, 4), np.uint8) for _ in range(3)]
        self._kept = [self._copy()]
        self._drawn: Stroke | None = None
        self._before = self._kept[0]

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """Those on the picture."""
        return tuple(self._all[: self.shown])

    @property
    def total(self) -> int:
        """With those that were undone."""
        return len(self._all)

    @property
    def drawing(self) -> bool:
        """Whether a stroke has begun and not ended."""
        return self._drawn is not None

    @property
    def full(self) -> bool:
        """Whether there is no room for another stroke."""
        return self.shown >= MAX_STROKES or self._points >= MAX_POINTS

    @property
    def _points(self) -> int:
        now = len(self._drawn.points) if self._drawn is not None else 0
        return now + sum(len(stroke.points) for stroke in self._all[: self.shown])

    def picture(self) -> Picture:
        """The drawing as it stands, a copy."""
        return merge_channels(self._channels)

    def set_start(self, pens: Pens, start: Picture) -> None:
        """Other pixels under the same strokes."""
        self._pens, self._drawn = pens, None
        self._channels = split_channels(start)
        self._kept = [self._copy()]
        self._show(self.shown)

    def set_strokes(self, strokes: Sequence[Stroke]) -> None:
        """Other strokes on the same pixels."""
        self._all, self._drawn = list(strokes), None
        self._restore(self._kept[0])
        del self._kept[1:]
        self._show(len(self._all))

    def go_to(self, count: int) -> None:
        """Undo or redo until so many strokes are shown."""
        self.end()
        self._show(min(max(0, count), len(self._all)))

    def begin(self, point: tuple[int, int, int], value: int | None, channels: str) -> Area:
        """A new stroke; what was undone is gone. Returns the area that changed."""
        self.end()
        del self._all[self.shown :]
        del self._kept[self.shown // _EVERY + 1 :]
        self._before = self._copy()
        self._drawn = Stroke((point,), value, channels)
        return draw_stroke(self._channels, self._pens, self._drawn)

    def add(self, point: tuple[int, int, int]) -> Area | None:
        """The stroke goes on to that point; None where there is no stroke, or no room."""
        drawn = self._drawn
        if drawn is None or self._points >= MAX_POINTS:
            return None
        self._drawn = Stroke((*drawn.points, point), drawn.value, drawn.channels)
        return draw_stroke(self._channels, self._pens, self._drawn, len(drawn.points))

    def straighten(self, point: tuple[int, int, int]) -> None:
        """The stroke is one straight line from where it began to that point."""
        if self._drawn is not None:
            self._restore(self._before)
            self._drawn = Stroke((self._drawn.points[0], point), self._drawn.value, self._drawn.channels)
            draw_stroke(self._channels, self._pens, self._drawn)

    def end(self) -> None:
        """The pen was lifted."""
        if self._drawn is not None:
            self._all.append(self._drawn)
            self._drawn = None
            self.shown += 1
            self._remember()

    def _show(self, count: int) -> None:
        nearest = min(count // _EVERY, len(self._kept) - 1)
        self._restore(self._kept[nearest])
        self.shown = nearest * _EVERY
        for stroke in self._all[self.shown : count]:
            draw_stroke(self._channels, self._pens, stroke)
            self.shown += 1
            self._remember()

    def _remember(self) -> None:
        if self.shown == len(self._kept) * _EVERY:
            self._kept.append(self._copy())

    def _copy(self) -> list[Channel]:
        return [channel.copy() for channel in self._channels]

    def _restore(self, channels: Sequence[Channel]) -> None:
        for channel, kept in zip(self._channels, channels, strict=True):
            channel[:] = kept
