"""Shows what the review says on the canvas, the strip, the grid and the panel, as pictures come. Writes nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from PySide6.QtCore import QObject

from models.faces.crops import cut_crop
from models.faces.doubt import Doubt
from models.records import Box
from studio.jobs import Background, Questions, unsaid
from studio.look import theme
from studio.panes.faces.grid.face_list import FaceCell, cells_of
from studio.panes.faces.grid.many import Many
from studio.panes.faces.layout import FacesLayout
from studio.panes.faces.loading import LoadedPhoto, PhotoLoader, placeholder
from studio.panes.faces.review import Review
from studio.panes.faces.search import Searching
from studio.panes.faces.side import FacePanel

STRIP_KEPT = 60
"""Faces shown in the strip beyond those of the photo in front."""
TAG_LENGTH = 36
"""Characters: two reasons longer than that would hide the neighbours."""
NOTHING_FOUND = "No face found here. D draws one, A says there is none."
FACELESS = "You said that no face is here. U asks again, D draws one."


class ReviewPresenter(QObject):
    """loaded: the photo in front once it is decoded."""

    def __init__(
        self,
        review: Review,
        layout: FacesLayout,
        panel: FacePanel,
        many: Many,
        searching: Searching,
        background: Background,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._review, self._layout, self._panel = review, layout, panel
        self._many, self._searching = many, searching
        self._canvas, self._strip = layout.canvas, layout.strip
        self.loaded: LoadedPhoto | None = None
        self._in_sight = 0
        self._still = False
        self._loader = PhotoLoader(background, self)
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(searching.on_unreadable)
        self._cropping = Questions(background, self).answered_by(panel.set_crop, failed=unsaid)
        self._canvas.box_moving.connect(self._cut)
        review.faces_changed.connect(self.show_faces)
        for view in (layout.strip, layout.side.grid):
            view.picked.connect(self._show_face)
        theme.signals.changed.connect(self._on_theme)

    @property
    def idle(self) -> bool:
        """Whether no picture is on its way."""
        return self._loader.idle and not self._cropping.busy

    @contextlib.contextmanager
    def keeping_still(self) -> Iterator[None]:
        """What is chosen meanwhile is under the mouse: the photo must not move under it."""
        self._still = True
        try:
            yield
        finally:
            self._still = False

    def show_photo(self) -> None:
        """Another photo is in front."""
        row = self._review.row
        self.loaded = None
        self._searching.set_picture(None)
        self._cropping.forget()
        if row is None:
            return
        ahead = self._review.ahead()
        found = self._loader.want(row.photo, ahead.photo if ahead is not None else None)
        self._canvas.set_faces(row.faces, self._review.face_id)
        stand_in = placeholder(row.thumbnail) if found is None else None
        self._canvas.set_photo(stand_in, (row.photo.width, row.photo.height))
        if found is not None:
            self._on_loaded(found)
        else:
            self._panel.clear_crop()
        self.show_faces()

    def _on_loaded(self, found: LoadedPhoto) -> None:
        self.loaded = found
        self._searching.set_picture(found.picture)
        self._canvas.set_photo(found.levels, found.levels.size, keep_view=True)
        face = self._review.face
        if face is not None:
            self._cut(face.box)

    def show_faces(self) -> None:
        """Its boxes or the chosen one are others."""
        row, face = self._review.row, self._review.face
        if row is None:
            return
        self._canvas.set_faces(row.faces, self._review.face_id, _tag(self._review.doubt()))
        self._layout.lying.set_proposal(row.proposed_turn)
        faceless = row.photo.faceless and not row.faces
        self._canvas.set_note(NOTHING_FOUND if row.lacks_face else FACELESS if faceless else "")
        self._show_face()
        if face is not None:
            if self._in_sight != face.id and not self._still:
                self._canvas.show_box(face.box)
            self._cut(face.box)
        self._in_sight = self._review.face_id
        self.show_strip()
        self._many.show_current(self._review.face_id)

    def _show_face(self) -> None:
        """What the panel says, of one face or of the many that are selected."""
        row = self._review.row
        lacking = row is not None and row.lacks_face
        self._panel.set_face(self._review.face, self._review.doubt(), lacking=lacking)
        self._panel.set_many(len(self._layout.picked()))

    def show_strip(self) -> None:
        """The faces of this photo, then those of the next ones; hidden beside the grid, which shows them all."""
        if self._layout.view == "grid":
            return
        shown: list[FaceCell] = []
        here = 0
        for row in self._review.upcoming():
            here = here or len(row.faces)
            shown += cells_of(row)
            if len(shown) > here + STRIP_KEPT:
                break
        self._strip.set_cells(shown)
        self._strip.show_current(self._review.face_id, select=len(self._strip.selected_ids()) < 2)

    def _cut(self, box: Box) -> None:
        if self.loaded is not None:
            self._cropping.ask(cut_crop, self.loaded.picture, box)

    def _on_theme(self) -> None:
        """Words on the panel carry their colours with them."""
        self.show_faces()


def _tag(doubtful: Doubt) -> str:
    """ "doubt 0.93: no eyes inside, flat picture"; the panel has all reasons."""
    words = ", ".join(doubtful.reasons[:2])
    if len(words) > TAG_LENGTH:
        words = doubtful.reasons[0]
    return f"doubt {doubtful.score:.2f}: {words.lower()}" if words else ""
