"""Which photo and face are in front, in which order they come, and where the review goes next.

Writes nothing and knows no widget.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from models.faces.doubt import SURE_BELOW, Doubt
from models.records import Face, FaceState
from studio.panes.faces.face_queue import next_to_review, order_queue, tail_by_doubt
from studio.state.library import Library
from studio.state.photo_rows import PhotoRow


class Review(QObject):
    """photo_changed(): another photo is in front, or the same one turned; faces_changed(): its boxes or the choice;

    counted(): the totals.
    queue: the photos' numbers in the order of the review, which never changes under one's hands.
    """

    photo_changed = Signal()
    faces_changed = Signal()
    counted = Signal()

    def __init__(self, library: Library, order: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.order = order
        self.queue: list[int] = []
        self.face_id = 0
        self._photo_id = 0
        self._shown = ""
        self._wanted = 0
        self._stale = False
        self._library.loaded.connect(self._on_loaded)
        self._library.changed.connect(self._on_changed)
        self._library.rejudged.connect(self._on_rejudged)
        if self._library.ready:
            self._on_loaded()

    # where we are

    @property
    def row(self) -> PhotoRow | None:
        """The photo in front with its boxes."""
        return self._library.rows.get(self._photo_id)

    @property
    def face(self) -> Face | None:
        """The chosen face."""
        row = self.row
        return next((face for face in row.faces if face.id == self.face_id), None) if row else None

    def state_of(self, face_id: int) -> FaceState | None:
        """What any face of the project is; None where it is gone."""
        photo_id = self._library.catalogue.photo_of(face_id)
        faces = self._library.rows[photo_id].faces if photo_id is not None else ()
        return next((face.state for face in faces if face.id == face_id), None)

    def doubt(self) -> Doubt:
        row = self.row
        return row.doubts.get(self.face_id, Doubt(0.0)) if row is not None else Doubt(0.0)

    def totals(self) -> tuple[int, int]:
        """(reviewed, all) boxes of the project."""
        catalogue = self._library.catalogue
        return catalogue.boxes - catalogue.to_review, catalogue.boxes

    def sure_ids(self, threshold: float = SURE_BELOW) -> list[int]:
        """The suggested boxes that carry less doubt than that."""
        return [face_id for face_id, score in self._library.catalogue.suggested.items() if score < threshold]

    def ahead(self) -> PhotoRow | None:
        """The photo that comes after this one."""
        return self._next_row()

    def upcoming(self) -> Iterator[PhotoRow]:
        """The photo in front and all behind it, in the order of the queue."""
        rows = self._library.rows
        return (rows[self.queue[place]] for place in range(self._here(), len(self.queue)))

    # the library's news

    def _on_loaded(self) -> None:
        self.queue = order_queue(self._library.rows.values(), self.order)
        self._stale = False
        if self._wanted:
            self.show_photo(self._wanted)
        if self.row is None:
            self._start()
        else:
            self._settle_face()
            self.faces_changed.emit()
        self.counted.emit()

    def _on_changed(self, photo_ids: frozenset[int]) -> None:
        self._keep_order(photo_ids)
        if self._wanted in self._library.rows:
            self.show_photo(self._wanted)
        elif self.row is None:
            self._start()
        elif self._photo_id in photo_ids:
            self._settle_face()
            (self.faces_changed if self.row.photo.key == self._shown else self.photo_changed).emit()
            self._shown = self.row.photo.key
        self.counted.emit()

    def _keep_order(self, photo_ids: frozenset[int]) -> None:
        """New photos go to the end, those that are gone drop out, the others stay where they are."""
        rows = self._library.rows
        if any(photo_id not in rows for photo_id in photo_ids):
            self.queue = [photo_id for photo_id in self.queue if photo_id in rows]
        if len(self.queue) < len(rows):
            new = (photo_ids & rows.keys()).difference(self.queue)
            self.queue += order_queue([rows[photo_id] for photo_id in new], self.order)

    def _on_rejudged(self) -> None:
        """What is in front stays; the photos behind it are put in their new order when the next one comes."""
        self._stale = True
        self.counted.emit()

    def _start(self) -> None:
        self._photo_id = self.face_id = 0
        rows = self._library.rows
        first = next((one for one in self.queue if rows[one].waits), self.queue[0] if self.queue else None)
        if first is not None:
            self.show_photo(first)
        else:
            self.photo_changed.emit()

    # going about

    def show_photo(self, photo_id: int, face_id: int = 0) -> None:
        """Bring a photo to the front, and one of its faces (the first to review when none is named)."""
        if photo_id not in self._library.rows:
            self._wanted = photo_id
            return
        self._wanted, self._photo_id, self.face_id = 0, photo_id, face_id
        if self._stale and self.order == "doubt":
            self._put_in_order()
        self._settle_face()
        self._shown = self._library.rows[photo_id].photo.key
        self.photo_changed.emit()

    def _put_in_order(self) -> None:
        """After the judge learned: everything behind the next photo, which may be decoded already, is ordered anew."""
        ahead, here = self._next_row(), self._here()
        scores = {photo_id: row.doubt if row.waits else -1.0 for photo_id, row in self._library.rows.items()}
        if ahead is not None:
            scores[ahead.photo.id] = 2.0
        self.queue = tail_by_doubt(self.queue, here + 1, scores)
        self._stale = False

    def _settle_face(self) -> None:
        row = self.row
        if row is None:
            self.face_id = 0
        elif all(face.id != self.face_id for face in row.faces):
            self.face_id = next_to_review(row, None, self.order) or (row.faces[0].id if row.faces else 0)

    def choose(self, face_id: int) -> None:
        """Choose a face, on this photo or another."""
        photo_id = self._library.catalogue.photo_of(face_id)
        if photo_id is None:
            return
        if photo_id != self._photo_id:
            self.show_photo(photo_id, face_id)
        else:
            self.face_id = face_id
            self.faces_changed.emit()

    def step(self, by: int) -> None:
        """To the next or previous face of the photo, reviewed or not."""
        row = self.row
        if row and row.faces:
            ids = [face.id for face in row.faces]
            here = ids.index(self.face_id) if self.face_id in ids else 0
            self.choose(ids[(here + by) % len(ids)])

    def step_photo(self, by: int) -> None:
        """To the next or previous photo of the queue, whatever its state."""
        if self.row is not None:
            self.show_photo(self.queue[(self._here() + by) % len(self.queue)])

    def next(self) -> None:
        """To the next face that waits: on this photo, else on the next photo that waits."""
        row = self.row
        found = next_to_review(row, self.face_id, self.order) if row is not None else None
        after = self._next_row() if found is None else None
        if found is not None:
            self.choose(found)
        elif after is not None:
            self.show_photo(after.photo.id)

    def _here(self) -> int:
        return self.queue.index(self._photo_id) if self._photo_id in self._library.rows else 0

    def _next_row(self) -> PhotoRow | None:
        rows = self._library.rows
        here = self._here()
        for places in (range(here + 1, len(self.queue)), range(here)):
            for place in places:
                if rows[self.queue[place]].waits:
                    return rows[self.queue[place]]
        return None

    def set_order(self, order: str) -> None:
        """Order the queue anew and begin at its head."""
        self.order = order
        self.queue = order_queue(self._library.rows.values(), order)
        self._stale = False
        self._start()
        self.counted.emit()
