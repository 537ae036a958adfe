"""How many photos each filter would show, kept while rows change. Plain values, no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from studio.panes.photos.photo_choice import SHOWS
from studio.state.photo_rows import PhotoRow

_BITS = {name: 1 << place for place, name in enumerate(SHOWS)}


class Tally:
    """counts: by the filter's name."""

    def __init__(self) -> None:
        self.counts = dict.fromkeys(SHOWS, 0)
        self._flags: dict[int, int] = {}

    def take(self, rows: Mapping[int, PhotoRow], changed: Iterable[int] | None) -> bool:
        """Count these photos anew (None: all); whether photos came or went."""
        if changed is None:
            self.counts, self._flags = dict.fromkeys(SHOWS, 0), {}
            changed = rows.keys()
        moved = False
        for photo_id in changed:
            row = rows.get(photo_id)
            before, after = self._flags.pop(photo_id, None), None if row is None else _flags(row)
            moved |= (before is None) is not (after is None)
            if after is not None:
                self._flags[photo_id] = after
            if before != after:
                self._count((before or 0) ^ (after or 0), after or 0)
        return moved

    def _count(self, differing: int, after: int) -> None:
        for name, bit in _BITS.items():
            if differing & bit:
                self.counts[name] += 1 if after & bit else -1


def _flags(row: PhotoRow) -> int:
    return sum(bit for name, bit in _BITS.items() if SHOWS[name](row))
