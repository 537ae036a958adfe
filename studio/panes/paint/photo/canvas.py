"""The middle of painting photos: before and after in one view, or what to do when there is nothing to paint."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.records import Picture
from studio.panes.paint.nothing import no_encoder, no_photo
from studio.panes.paint.photo.hint_view import HintView
from studio.panes.paint.preview_requests import Answer
from studio.panes.paint.words import corner_words
from studio.widgets.empty import EmptyState

PATIENCE_MS = 250
"""A painting that comes sooner needs no word about waiting."""

_NO_FACE = ("This photo has no face yet.", "Draw or find one")
_DOUBTFUL = ("What was found on this photo is likely no face, and nobody has looked at it.", "Look at it")


class PhotoCanvas(QStackedWidget):
    """photos_wanted(), training_wanted(), faces_wanted(): the button of the empty state that is shown."""

    photos_wanted = Signal()
    training_wanted = Signal()
    faces_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = HintView()
        self.no_photo = no_photo("Bring a photo, and an encoder repaints it here.")
        self.no_encoder = no_encoder()
        self.no_face = EmptyState("ph.user-focus", *_NO_FACE)
        self.no_photo.pressed.connect(self.photos_wanted)
        self.no_encoder.pressed.connect(self.training_wanted)
        self.no_face.pressed.connect(self.faces_wanted)
        for page in (self.view, self.no_photo, self.no_encoder, self.no_face):
            self.addWidget(page)
        self.shown = 0
        """The id of the photo on the canvas."""
        self._labels = ("", "")
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._waiting.timeout.connect(self._on_waiting)
        self._waiting_words = "painting …"

    def show_doubtful(self, doubtful: bool) -> None:
        """Whether the photo has no face to paint because nobody has looked at the doubtful ones."""
        self.no_face.set_texts(*(_DOUBTFUL if doubtful else _NO_FACE))

    def show_photo(self, photo_id: int, picture: Picture | None, label: str) -> None:
        """The photo alone, while its painting is on the way."""
        self.shown = photo_id
        self._labels = (label, "")
        self.view.set_empty_text("")
        self.view.set_pictures(picture, None)
        self.view.set_labels(label)

    def show_painting(self, photo_id: int, answer: Answer, before: str, title: str) -> None:
        """before: what it is shown against, in words; title: the encoder's."""
        self.shown = photo_id
        self._labels = (before, title)
        height, width = answer.after.shape[:2]
        self.view.set_pictures(answer.before, answer.after)
        self.view.set_labels(*self._labels, corner_words(width, height, answer.seconds))

    def show_problem(self, text: str) -> None:
        """Why there is no painting, where it would have been."""
        self.shown = 0
        self._waiting.stop()
        self.view.set_pictures(None, None)
        self.view.set_labels()
        self.view.set_empty_text(text)

    def set_busy(self, busy: bool, words: str) -> None:
        """Say so when a painting takes its time."""
        self._waiting_words = words
        if busy and not self._waiting.isActive():
            self._waiting.start()
        elif not busy:
            self._waiting.stop()

    def _on_waiting(self) -> None:
        self.view.set_labels(*self._labels, self._waiting_words)
