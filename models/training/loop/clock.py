"""When a training shows, judges and saves, and how fast it is; measured time only, nothing of it enters the weights."""

from __future__ import annotations

import time
from collections import deque

_WINDOW = 5.0
"""Seconds over which the speed is measured."""


class Clock:
    """Time since the run began, pauses left out. before: seconds trained in earlier sittings."""

    def __init__(self, before: float = 0.0) -> None:
        self._before = before
        self._start = time.perf_counter()
        self._latest: dict[str, float] = {}
        self._pace: deque[tuple[float, int]] = deque()

    def seconds(self) -> float:
        return self._before + time.perf_counter() - self._start

    def is_due(self, name: str, period: float, *, at_once: bool = False) -> bool:
        """Whether `period` seconds are over since this was due last; at_once: the first time right away."""
        now = time.perf_counter()
        first = self._start - period if at_once else self._start
        if now - self._latest.get(name, first) < period:
            return False
        self._latest[name] = now
        return True

    def speed(self, pictures: int) -> float:
        """Pictures per second over the last seconds, everything included; pictures: the count so far."""
        now = time.perf_counter()
        if self._pace and pictures < self._pace[-1][1]:  # rolled back
            self._pace.clear()
        self._pace.append((now, pictures))
        while len(self._pace) > 2 and now - self._pace[1][0] > _WINDOW:
            self._pace.popleft()
        then, before = self._pace[0]
        return (pictures - before) / (now - then) if now > then else 0.0
