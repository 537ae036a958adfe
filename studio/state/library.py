"""What the window knows of photos and faces: read once, then kept up to date row by row. Every pane looks here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from models.events import Changed
from models.faces.judge import Judge, learn_judge
from models.photos.duplicates import Lookalikes
from models.project import Project
from models.records import FaceState, Photo
from studio.jobs import Background, Questions, Refresher, unsaid
from studio.state.catalogue import Catalogue
from studio.state.photo_rows import PhotoRow, judge_again, look_at, read_rows

AT_ONCE = 48
"""Rows of so many photos are read on the spot (under 10 ms): a key must show its effect now."""
LEARN_MS = 1500
"""The judge learns at most this often: it goes through every waiting box."""
TABLES = frozenset({"photos", "faces", "people"})


class Library(QObject):
    """loaded(): everything was read anew; changed(photo ids): these rows are other ones now, or gone;

    rejudged(): the judge learned, and boxes are doubted more or less than before. Unchanged rows stay the same objects.

    `project` gives the open one; the session tells renew() and note().
    """

    loaded = Signal()
    changed = Signal(frozenset)
    rejudged = Signal()

    def __init__(self, project: Callable[[], Project], background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._questions = Questions(background, self)
        self._reading = self._questions.answered_by(self._on_read)
        self._learning = self._questions.answered_by(self._on_learned)
        self._judging = self._questions.answered_by(self._on_judged, failed=unsaid)
        self._grouping = self._questions.answered_by(self._on_grouped, failed=unsaid)
        self._looking = self._questions.answered_by(self._on_looked, failed=unsaid)
        self._learn_soon = Refresher(background, self, LEARN_MS)
        self._learn_soon.due.connect(self._learn)
        self._group_soon = Refresher(background, self, LEARN_MS)
        self._group_soon.due.connect(self._group)
        self._clear()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_application_state)

    def _clear(self) -> None:
        self.ready = False
        self.catalogue = Catalogue()
        self.judge: Judge | None = None
        self._todo: set[int] | None = set()  # None: everything
        self._fresh: set[int] = set()
        self._learned_from: tuple[int, ...] = (0,) * len(FaceState)
        self._grouped: frozenset[int] = frozenset()
        self._lookalikes = Lookalikes()
        self._learn_soon.renew()
        self._group_soon.renew()

    @property
    def rows(self) -> dict[int, PhotoRow]:
        """By the photo's number; treat it as read-only."""
        return self.catalogue.rows

    @property
    def settled(self) -> bool:
        """Whether nothing is being read, learned or judged."""
        return self.ready and not self._questions.busy

    # reading

    def renew(self) -> None:
        """Another project is open: read all of it."""
        self._clear()
        self._todo = None
        self._read()

    def note(self, change: Changed) -> None:
        """Something was written: read what it touched."""
        if not change.tables & TABLES:
            return
        if self.ready and change.photos and len(change.photos) <= AT_ONCE:
            self._fresh.update(change.photos)
            rows = read_rows(self._project(), change.photos, self.judge)
            self._take(rows, change.photos)
        else:
            self._want(change.photos or None)

    def _want(self, ids: Sequence[int] | None) -> None:
        self._todo = None if ids is None or self._todo is None else self._todo | set(ids)
        if not self._reading.busy:
            self._read()

    def _read(self) -> None:
        ids = None if self._todo is None else tuple(self._todo)
        self._todo, self._fresh = set(), set()
        self._reading.ask(_read, self._project(), ids, self.judge)

    def _on_read(self, answer: tuple[tuple[int, ...] | None, list[PhotoRow]]) -> None:
        """Rows from the background; those read on the spot meanwhile are newer and stay."""
        ids, rows = answer
        newer, self._fresh = self._fresh, set()
        read = (self.rows.keys() if ids is None else set(ids)) - newer
        first, self.ready = not self.ready, True
        if first:
            self.catalogue.put(row for row in rows if row.photo.id not in newer)
            self.loaded.emit()
            self._follow_up()
        else:
            self._take([row for row in rows if row.photo.id not in newer], read)
        if self._todo is None or self._todo:
            self._read()

    def _take(self, rows: Iterable[PhotoRow], read: Iterable[int]) -> None:
        before = self._looks(read)
        changed = self.catalogue.put(rows, read)
        after = self._looks(before)
        if any(after.get(one, look) != look for one, look in before.items()):
            self._grouped = frozenset()  # what was turned or renewed looks like other photos now
        if changed:
            self.changed.emit(changed)
            self._follow_up()

    def _looks(self, ids: Iterable[int]) -> dict[int, str]:
        return {one: self.rows[one].photo.facts.perceptual_hash for one in ids if one in self.rows}

    def _follow_up(self) -> None:
        """Learn from new decisions and from boxes beside them, look for lookalikes of new photos."""
        states = tuple(self.catalogue.states[state] for state in FaceState)
        if states != self._learned_from:
            self._learned_from = states
            self._learn_soon.ask()
        if self.rows.keys() != self._grouped:
            self._group_soon.ask()

    # judging

    def _learn(self) -> None:
        self._learning.ask(_learn, tuple(self.rows.values()))

    def _on_learned(self, judge: Judge | None) -> None:
        if judge is not None or self.judge is not None:
            self.judge = judge
            waiting = [row for row in self.rows.values() if row.waits]
            self._judging.ask(judge_again, waiting, judge)

    def _on_judged(self, changes: list[tuple[PhotoRow, PhotoRow]]) -> None:
        self.catalogue.put(after for before, after in changes if self.rows.get(before.photo.id) is before)
        self.rejudged.emit()

    # missing and changed originals

    def look_for_originals(self) -> None:
        """Files may have gone, come back or been changed while nobody looked."""
        self._looking.ask(_find_moved, tuple(self.rows.values()))

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive and self.ready:
            self.look_for_originals()

    def _on_looked(self, moved: list[tuple[PhotoRow, PhotoRow]]) -> None:
        changed = self.catalogue.put(after for before, after in moved if self.rows.get(before.photo.id) is before)
        if changed:
            self.changed.emit(changed)

    # near-duplicates

    def _group(self) -> None:
        self._grouped = frozenset(self.rows)
        self._grouping.ask(_group, self._lookalikes, [row.photo for row in self.rows.values()])

    def _on_grouped(self, alike: dict[int, int]) -> None:
        changed = self.catalogue.group(alike)
        if changed:
            self.changed.emit(changed)


def _read(
    project: Project, ids: tuple[int, ...] | None, judge: Judge | None
) -> tuple[tuple[int, ...] | None, list[PhotoRow]]:
    return ids, read_rows(project, ids, judge)


def _learn(rows: Sequence[PhotoRow]) -> Judge | None:
    return learn_judge([face for row in rows for face in row.faces])


def _find_moved(rows: Sequence[PhotoRow]) -> list[tuple[PhotoRow, PhotoRow]]:
    """(before, after) of the rows that are wrong about whether their original is there, and as it was."""
    looked = ((row, *look_at(row.photo)) for row in rows)
    return [
        (row, replace(row, missing=missing, changed=changed))
        for row, missing, changed in looked
        if (missing, changed) != (row.missing, row.changed)
    ]


def _group(lookalikes: Lookalikes, photos: Sequence[Photo]) -> dict[int, int]:
    """Group numbers by photo, for those that look alike; only what is new is compared."""
    lookalikes.remove(lookalikes.outdated(photos))
    new = [photo for photo in photos if photo.id not in lookalikes]
    lookalikes.add([photo.id for photo in new], [photo.facts.perceptual_hash for photo in new])
    return lookalikes.groups()
