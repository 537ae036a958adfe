"""Keeps the Gallery's paintings up to date, reading only what a change names. Knows the session, no widget."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from models.events import Changed
from studio.jobs import Questions
from studio.panes.gallery.painting_rows import PaintingRows
from studio.state.session import Session

AT_ONCE = 48
"""So many are read on the spot (a few ms): a key must show its effect now."""


class PaintingList(QObject):
    """changed(before, ids): `all` is another value by now, and differs in these paintings at most (None: in any).

    Nothing is read before the first refresh().
    """

    changed = Signal(object, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.all = PaintingRows()
        self.ready = False
        self._todo: set[int] | None = None  # None: everything
        self._reading = Questions(session.background, self).answered_by(self._on_read)

    @property
    def settled(self) -> bool:
        """Whether nothing is being read."""
        return self.ready and not self._reading.busy

    def note(self, change: Changed) -> None:
        """Something was written: the next refresh() reads what it touched."""
        if "encoders" in change.tables:
            self._todo = None  # another name may stand in any of them
        elif "paintings" in change.tables and self._todo is not None:
            self._todo = self._todo | set(change.ids) if change.ids else None

    def refresh(self) -> None:
        """Read what is not known yet: a few at once, many off the GUI thread."""
        if self._reading.busy or (self._todo is not None and not self._todo):
            return
        ids, self._todo = self._todo, set()
        if ids is not None and len(ids) <= AT_ONCE:
            self._take(self.all.read(self._session.project, ids), frozenset(ids))
        else:
            self._reading.ask(self.all.read, self._session.project, ids)

    def _on_read(self, fresh: PaintingRows) -> None:
        self.ready = True
        self._take(fresh)
        self.refresh()

    def _take(self, fresh: PaintingRows, ids: frozenset[int] | None = None) -> None:
        before, self.all = self.all, fresh
        self.changed.emit(before, ids)
