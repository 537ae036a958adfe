"""How fast this sitting decides, and how long the rest will take. Knows numbers alone."""

from __future__ import annotations

from collections import deque

PAUSE = 20.0
"""Seconds: who takes longer over a face went for coffee, and the pause does not count."""
KEPT = 40
ENOUGH = 5
"""Decisions before a word is said about the time left."""


class Pace:
    """note() after every change of the count; what was decided in bulk tells nothing of the pace."""

    def __init__(self) -> None:
        self._took: deque[float] = deque(maxlen=KEPT)
        self._reviewed: int | None = None
        self._at = 0.0

    def note(self, reviewed: int, now: float) -> None:
        """So many boxes are reviewed at this moment (in seconds of a clock that never goes back)."""
        if self._reviewed is not None and reviewed == self._reviewed + 1 and now - self._at < PAUSE:
            self._took.append(now - self._at)
        if reviewed != self._reviewed:
            self._reviewed, self._at = reviewed, now

    def words(self, left: int) -> str:
        """ "about 3 min left"; "" while that can't be told or nothing is left."""
        if left == 0 or len(self._took) < ENOUGH:
            return ""
        seconds = left * sum(self._took) / len(self._took)
        if seconds < 50:
            return "less than a minute left"
        return f"about {round(seconds / 60)} min left" if seconds < 5400 else f"about {seconds / 3600:.1f} h left"
