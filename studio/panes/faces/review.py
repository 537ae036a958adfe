"""The review itself: which photo and face are in front, what each key does to the project, where it goes next.

Knows the session and no widget.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from models.events import Changed
from models.faces.boxes import box_about, keep_on_photo, nudge, scale_about_centre
from models.faces.doubt import SURE_BELOW, Doubt, doubt
from models.records import Box, Face, FaceState, NewFace
from studio.item_models.face_queue import (
    PhotoFaces,
    keep_order,
    next_to_review,
    order_queue,
    read_queue,
    with_faces,
)
from studio.jobs import Latest, Refresher
from studio.session import Session

WORDS = {FaceState.CONFIRMED: "Accept", FaceState.REJECTED: "Reject", FaceState.SUGGESTED: "Put back"}


class Review(QObject):
    """photo_changed(): another photo is in front; faces_changed(): its boxes or the choice; counted(): the totals."""

    photo_changed = Signal()
    faces_changed = Signal()
    counted = Signal()

    def __init__(self, session: Session, order: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.order = order
        self.queue: list[PhotoFaces] = []
        self.face_id = 0
        self._photo_id = 0
        self._wanted = 0
        self._copied: Box | None = None
        self._reading = Latest(session.background, self)
        self._reading.answered.connect(self._on_read)
        self._reading.failed.connect(session.failed)
        self._refresher = Refresher(session.background, self)
        self._refresher.due.connect(self.refresh)
        session.changed.connect(self._on_changed)
        self.refresh()

    # where we are

    @property
    def stop(self) -> PhotoFaces | None:
        """The photo in front with its boxes."""
        return next((one for one in self.queue if one.photo.id == self._photo_id), None)

    @property
    def face(self) -> Face | None:
        """The chosen face."""
        stop = self.stop
        return next((face for face in stop.faces if face.id == self.face_id), None) if stop else None

    def doubt(self) -> Doubt:
        face, stop = self.face, self.stop
        return doubt(face, stop.faces) if face is not None and stop is not None else Doubt(0.0)

    def totals(self) -> tuple[int, int]:
        """(reviewed, all) boxes of the project."""
        every = sum(len(one.faces) for one in self.queue)
        return every - sum(len(one.to_review) for one in self.queue), every

    def sure_ids(self) -> list[int]:
        """The suggested boxes that carry little doubt."""
        return [
            face.id for one in self.queue for face in one.to_review if doubt(face, one.faces).score < SURE_BELOW
        ]

    def ahead(self) -> PhotoFaces | None:
        """The photo that comes after this one."""
        return self._next_stop()

    # reading

    def refresh(self) -> None:
        self._reading.ask(read_queue, self._session.project)

    def _on_changed(self, change: Changed) -> None:
        if change.tables & {"photos", "faces", "people"}:
            self._refresh_stop(change)
            self._refresher.ask()

    def _on_read(self, fresh: list[PhotoFaces]) -> None:
        before = self.stop
        self.queue = keep_order(self.queue, fresh, self.order) if self.queue else order_queue(fresh, self.order)
        if self._wanted:
            self.show_photo(self._wanted)
        elif self.stop is None:
            self._start()
        elif self.stop != before:
            self._settle_face()
            self.faces_changed.emit()
        self.counted.emit()

    def _refresh_stop(self, change: Changed) -> None:
        """Read the boxes of the photo in front at once: a key must show its effect now."""
        stop = self.stop
        if stop is None or "faces" not in change.tables:
            return
        faces = self._session.project.faces.of_photo(stop.photo.id)
        self.queue[self.queue.index(stop)] = with_faces(stop, faces)
        self._settle_face()
        self.faces_changed.emit()
        self.counted.emit()

    def _start(self) -> None:
        self._photo_id = 0
        first = next((one for one in self.queue if one.waits), self.queue[0] if self.queue else None)
        if first is not None:
            self.show_photo(first.photo.id)
        else:
            self.photo_changed.emit()

    # going about

    def show_photo(self, photo_id: int, face_id: int = 0) -> None:
        """Bring a photo to the front, and one of its faces (the first to review when none is named)."""
        if all(one.photo.id != photo_id for one in self.queue):
            self._wanted = photo_id
            return
        self._wanted, self._photo_id, self.face_id = 0, photo_id, face_id
        self._settle_face()
        self.photo_changed.emit()

    def _settle_face(self) -> None:
        stop = self.stop
        if stop is None:
            self.face_id = 0
        elif all(face.id != self.face_id for face in stop.faces):
            self.face_id = next_to_review(stop, None, self.order) or (stop.faces[0].id if stop.faces else 0)

    def choose(self, face_id: int) -> None:
        """Choose a face, on this photo or another."""
        stop = next((one for one in self.queue if any(face.id == face_id for face in one.faces)), None)
        if stop is None:
            return
        if stop.photo.id != self._photo_id:
            self.show_photo(stop.photo.id, face_id)
        else:
            self.face_id = face_id
            self.faces_changed.emit()

    def step(self, by: int) -> None:
        """To the next or previous face of the photo, reviewed or not."""
        stop = self.stop
        if stop and stop.faces:
            ids = [face.id for face in stop.faces]
            here = ids.index(self.face_id) if self.face_id in ids else 0
            self.choose(ids[(here + by) % len(ids)])

    def step_photo(self, by: int) -> None:
        """To the next or previous photo of the queue, whatever its state."""
        stop = self.stop
        if stop is not None:
            here = self.queue.index(stop)
            self.show_photo(self.queue[(here + by) % len(self.queue)].photo.id)

    def next(self) -> None:
        """To the next face that waits: on this photo, else on the next photo that waits."""
        stop = self.stop
        found = next_to_review(stop, self.face_id, self.order) if stop is not None else None
        if found is not None:
            self.choose(found)
            return
        after = self._next_stop()
        if after is not None:
            self.show_photo(after.photo.id)

    def _next_stop(self) -> PhotoFaces | None:
        stop = self.stop
        here = self.queue.index(stop) if stop in self.queue else -1
        turned = self.queue[here + 1:] + self.queue[:max(here, 0)]
        return next((one for one in turned if one.waits), None)

    # deciding

    def decide(self, state: FaceState, ids: Sequence[int] = ()) -> None:
        """Give these faces (or the chosen one) a state and go on; a corrected box stays corrected when accepted."""
        chosen = list(ids) or ([self.face_id] if self.face else [])
        if not chosen:
            self.next()  # nothing is here to decide on
            return
        faces = self._session.project.faces
        words = f"{WORDS[state]} {_faces(len(chosen))}"

        def write() -> Changed:
            accepting = state is FaceState.CONFIRMED
            done = [one for one in chosen if accepting and faces.get(one).state is FaceState.CORRECTED]
            return faces.set_state([one for one in chosen if one not in done], state)

        alone = len(chosen) == 1 and chosen[0] == self.face_id
        if self._session.edit(words, write) is not None:
            if alone:
                self.next()
            elif len(chosen) > 1:
                self._session.say(f"{words}", "Undo", self._session.undo)

    def reject_others(self) -> None:
        """Reject every other box of this photo that nobody decided on, and confirm nothing by it."""
        stop = self.stop
        others = [face.id for face in stop.to_review if face.id != self.face_id] if stop else []
        if others:
            words = f"Reject {len(others)} other{'s' * (len(others) != 1)}"
            faces = self._session.project.faces
            self._session.edit(words, lambda: faces.set_state(others, FaceState.REJECTED))
            self._session.say(words, "Undo", self._session.undo)

    def accept_rest(self) -> None:
        """Confirm all that carries little doubt, on every photo."""
        ids = self.sure_ids()
        if ids:
            faces = self._session.project.faces
            words = f"Accept {_faces(len(ids))}"
            if self._session.edit(words, lambda: faces.set_state(ids, FaceState.CONFIRMED)) is not None:
                self._session.say(words, "Undo", self._session.undo)

    def remove(self, ids: Sequence[int] = ()) -> None:
        """Delete boxes."""
        chosen = list(ids) or ([self.face_id] if self.face else [])
        if chosen:
            faces = self._session.project.faces
            self._session.edit(f"Delete {_faces(len(chosen))}", lambda: faces.remove(chosen))

    def set_person(self, name: str, ids: Sequence[int]) -> None:
        """Say whose faces these are."""
        faces = self._session.project.faces
        self._session.edit(f"Give {_faces(len(ids))} to {name}", lambda: faces.set_person(list(ids), name))

    # boxes

    def move(self, face_id: int, box: Box) -> None:
        faces = self._session.project.faces
        self._session.edit("Move a face", lambda: faces.move(face_id, box))

    def add(self, box: Box) -> None:
        """A face drawn by hand, which becomes the chosen one."""
        stop = self.stop
        if stop is None:
            return
        faces = self._session.project.faces
        made: list[Face] = []

        def write() -> Changed:
            made.extend(faces.add(stop.photo.id, [NewFace(box, FaceState.CORRECTED)]))
            return Changed(frozenset({"faces"}), tuple(face.id for face in made), photos=(stop.photo.id,))

        if self._session.edit("Draw a face", write) is not None:
            self.choose(made[0].id)

    def nudge(self, dx: float, dy: float) -> None:
        self._change(lambda box, width, height: nudge(box, dx, dy, width, height))

    def scale(self, factor: float) -> None:
        self._change(lambda box, width, height: scale_about_centre(box, factor, width, height))

    def _change(self, change: Callable[[Box, int, int], Box]) -> None:
        face, stop = self.face, self.stop
        if face is not None and stop is not None:
            self.move(face.id, change(face.box, stop.photo.width, stop.photo.height))

    def copy_box(self) -> None:
        if self.face is not None:
            self._copied = self.face.box

    def paste_box(self) -> None:
        """The copied box on this photo, at the same place."""
        stop = self.stop
        if self._copied is not None and stop is not None:
            box = box_about(self._copied.centre, self._copied.width)
            self.add(keep_on_photo(box, stop.photo.width, stop.photo.height))

    def set_order(self, order: str) -> None:
        """Order the queue anew and begin at its head."""
        self.order = order
        self.queue = order_queue(self.queue, order)
        self._start()
        self.counted.emit()


def _faces(number: int) -> str:
    return f"{number:,} face{'s' * (number != 1)}"
