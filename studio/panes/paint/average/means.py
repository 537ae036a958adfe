"""Adds faces up for the screen, a few at a time in a background thread; what was added once is kept."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from models.workflow.average_faces import FaceSum, Sources, approach, no_sum
from studio.jobs import Questions
from studio.state.session import Session

_KEPT = 12
"""Sums in memory: 2 MB each, four times that for networks of 512."""


class Means(QObject):
    """came(): one of the sums that were asked for is nearer to its group, or is it."""

    came = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sums: dict[tuple[str, int], FaceSum] = {}
        self._wanted: dict[tuple[str, int], Sources] = {}
        self._whole: dict[tuple[str, int], tuple[FaceSum, Sources]] = {}
        self._at_work: tuple[str, int] | None = None
        self._adding = Questions(session.background, self).answered_by(self._on_nearer, failed=self._on_failed)

    def want(self, groups: Mapping[str, Sources], width: int) -> None:
        """Have the faces of these groups added up, by their keys, as a network of this width sees them."""
        self._wanted = {(key, width): sources for key, sources in groups.items()}
        for key in self._wanted:
            self._sums[key] = self._sums.pop(key) if key in self._sums else no_sum(width)
        for old in list(self._sums)[: max(0, len(self._sums) - _KEPT)]:
            del self._sums[old]
            self._whole.pop(old, None)
        self._begin()

    def get(self, key: str, width: int) -> FaceSum | None:
        """What there is of that group so far; None without a single face."""
        made = self._sums.get((key, width))
        return made if made is not None and made.faces else None

    @property
    def whole(self) -> bool:
        """Whether everything that is wanted is added up."""
        return self._next() is None

    def _next(self) -> tuple[str, int] | None:
        return next((key for key in self._wanted if not self._is_whole(key)), None)

    def _is_whole(self, key: tuple[str, int]) -> bool:
        have, wanted = self._sums[key], self._wanted[key]
        known = self._whole.get(key)
        if known is not None and known[0] is have and known[1] is wanted:
            return True  # asked for again with every move of a slider
        if have.lacks(wanted):
            return False
        self._whole[key] = have, wanted
        return True

    def _begin(self) -> None:
        key = self._next()
        if self._at_work is None and key is not None:
            self._at_work = key
            self._adding.ask(approach, self._session.project, self._sums[key], self._wanted[key])

    def _on_nearer(self, made: FaceSum) -> None:
        key, self._at_work = self._at_work, None
        if key is not None and key in self._sums:
            self._sums[key] = made
        self._begin()
        self.came.emit()

    def _on_failed(self, error: Exception) -> None:
        self._at_work = None
        self._wanted = {}
        self._session.failed.emit(error)
