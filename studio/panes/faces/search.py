"""The detector's part of the panel at work: tried live on the photo in front, taken for it or for all photos."""

from __future__ import annotations

from PySide6.QtCore import QObject

from models.faces.haar import DetectorSettings
from models.records import NewFace, Picture
from models.words import plural
from studio.panes.faces.canvas.box_canvas import BoxCanvas
from studio.panes.faces.review import Review
from studio.panes.faces.side import FacePanel
from studio.panes.faces.trial import Trials, compare
from studio.state.session import Session

KEPT = "Hand-made and reviewed boxes stay."


class Searching(QObject):
    """Says on the panel what is found, and shows on the canvas what would be new."""

    def __init__(self, session: Session, review: Review, panel: FacePanel, canvas: BoxCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._review, self._panel, self._canvas = session, review, panel, canvas
        self._picture: Picture | None = None
        self.trials = Trials(session.background, self)
        self.trials.found.connect(self._on_tried)
        self.trials.failed.connect(self.on_unreadable)
        panel.settings_changed.connect(self._try_settings)
        panel.take_asked.connect(self.search_here)
        panel.take_all_asked.connect(self._search_all)
        session.importer.faces_found.connect(self._on_found)

    def set_picture(self, picture: Picture | None) -> None:
        """The photo in front is this one now; None until it is read."""
        self._picture = picture
        if picture is None:
            self._canvas.set_ghosts(())
            self.trials.forget()

    def search_here(self) -> None:
        """Search the photo in front with the settings of the panel."""
        row = self._review.row
        if row is not None:
            self._canvas.set_ghosts(())
            self._session.importer.find_faces([row.photo.id], self._panel.settings())

    def on_unreadable(self, error: Exception) -> None:
        self._panel.found.setText(str(error))

    def _search_all(self) -> None:
        self._session.importer.find_faces(list(self._review.queue), self._panel.settings())

    def _try_settings(self, settings: DetectorSettings) -> None:
        """What the detector would find here: shown, not kept, until it is taken."""
        if self._picture is not None:
            self.trials.ask(self._picture, settings)

    def _on_tried(self, found: list[NewFace]) -> None:
        row = self._review.row
        if row is not None:
            trial = compare(found, row.faces)
            self._canvas.set_ghosts(trial.fresh)
            self._panel.found.setText(f"{trial.words()}. {KEPT}")

    def _on_found(self, photos: int, new: int, kept: int) -> None:
        words = f"{new:,} new, 0 of your {kept:,} changed" if kept else f"{new:,} new"
        self._panel.found.setText(f"{words}. {KEPT}")
        if self._panel.isVisible():
            self._session.say(f"Looked at {plural(photos, 'photo')}: {words}")
