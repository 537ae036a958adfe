"""Boxes drawn, moved, sized, turned, copied: each an edit of its own that Undo takes back."""

from __future__ import annotations

from collections.abc import Callable

from models.events import Changed
from models.faces.boxes import keep_on_photo, nudge, scale_about_centre, turn
from models.records import Box, Face, FaceState, NewFace
from studio.panes.faces.review import Review
from studio.state.session import Session


class BoxEdits:
    """Of the chosen face, or of the photo in front."""

    def __init__(self, session: Session, review: Review) -> None:
        self._session = session
        self._review = review
        self._copied: Box | None = None

    def move(self, face_id: int, box: Box) -> None:
        faces = self._session.project.faces
        self._session.edit("Move a face", lambda: faces.move(face_id, box))

    def add(self, box: Box) -> None:
        """A face drawn by hand, which becomes the chosen one."""
        row = self._review.row
        if row is None:
            return
        faces = self._session.project.faces
        made: list[Face] = []

        def write() -> Changed:
            made.extend(faces.add(row.photo.id, [NewFace(box, FaceState.CORRECTED)]))
            return Changed(frozenset({"faces"}), tuple(face.id for face in made), photos=(row.photo.id,))

        if self._session.edit("Draw a face", write) is not None:
            self._review.choose(made[0].id)

    def nudge(self, dx: float, dy: float) -> None:
        self._change(lambda box, width, height: nudge(box, dx, dy, width, height))

    def scale(self, factor: float) -> None:
        self._change(lambda box, width, height: scale_about_centre(box, factor, width, height))

    def turn(self, degrees: float | None) -> None:
        """Clockwise; None: upright again."""
        face = self._review.face
        if face is not None and (degrees is not None or face.box.angle):
            self.move(face.id, turn(face.box, -face.box.angle if degrees is None else degrees))

    def _change(self, change: Callable[[Box, int, int], Box]) -> None:
        face, row = self._review.face, self._review.row
        if face is not None and row is not None:
            self.move(face.id, change(face.box, row.photo.width, row.photo.height))

    def copy_box(self) -> None:
        if self._review.face is not None:
            self._copied = self._review.face.box

    def paste_box(self) -> None:
        """The copied box on this photo, at the same place."""
        row = self._review.row
        if self._copied is not None and row is not None:
            self.add(keep_on_photo(self._copied, row.photo.width, row.photo.height))

    def paste_on_next(self) -> None:
        """To the next photo of the queue, and the copied box onto it."""
        if self._copied is not None:
            self._review.step_photo(1)
            self.paste_box()
