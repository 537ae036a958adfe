"""What the rail counts beside each pane: exact after every change, at the cost of what changed. Knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from models.events import Changed
from models.project import Project
from models.words import plural
from studio.jobs import Questions, unsaid
from studio.state.library import AT_ONCE
from studio.state.session import Session


class RailCounts(QObject):
    """counted(pane, number, what is counted in words).

    Photos, faces and crops are those of the library, which follows row by row; what can't be read is in none of them.
    """

    counted = Signal(str, int, str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._paintings: set[int] = set()
        questions = Questions(session.background, self)
        self._counting_paintings = questions.answered_by(self._on_paintings, failed=unsaid)
        self._counting_encoders = questions.answered_by(self._on_encoders, failed=unsaid)
        session.library.loaded.connect(self._on_rows)
        session.library.changed.connect(self._on_rows)
        session.changed.connect(self._on_changed)

    def renew(self) -> None:
        """Another project is open."""
        self._paintings = set()
        for pane in ("photos", "faces", "filters", "paint", "gallery"):
            self.counted.emit(pane, 0, "")
        self._counting_paintings.ask(self._session.project.paintings.sound)
        self._counting_encoders.ask(_count_encoders, self._session.project)

    def _on_rows(self) -> None:
        catalogue = self._session.library.catalogue
        self.counted.emit("photos", len(catalogue.rows), plural(len(catalogue.rows), "photo"))
        self.counted.emit("faces", catalogue.to_review, f"{catalogue.to_review:,} waiting")
        self.counted.emit("filters", catalogue.crops, f"{plural(catalogue.crops, 'picture')} to learn from")

    def _on_changed(self, change: Changed) -> None:
        if "paintings" in change.tables:
            self._count_paintings(change)
        if change.tables & {"encoders", "runs"}:
            self._counting_encoders.ask(_count_encoders, self._session.project)

    def _count_paintings(self, change: Changed) -> None:
        """Only those that changed, where it is said which; else, and while all are being counted, all of them."""
        paintings = self._session.project.paintings
        if not change.ids or len(change.ids) > AT_ONCE or self._counting_paintings.busy:
            self._counting_paintings.ask(paintings.sound)
            return
        self._paintings.difference_update(change.ids)
        self._paintings.update(paintings.sound(change.ids))
        self._tell_paintings()

    def _on_paintings(self, there: frozenset[int]) -> None:
        self._paintings = set(there)
        self._tell_paintings()

    def _tell_paintings(self) -> None:
        self.counted.emit("gallery", len(self._paintings), plural(len(self._paintings), "painting"))

    def _on_encoders(self, count: int) -> None:
        self.counted.emit("paint", count, plural(count, "encoder"))


def _count_encoders(project: Project) -> int:
    """Runs in a background thread, which opens what it needs."""
    from models.painting.shelf import list_encoders

    return len(list_encoders(project.encoders_folder))
