"""Asks where the encoder guesses the photo in front, when that is wanted, and lays the veil over it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from models.records import EncoderHeader, PaintOptions, Photo
from studio.panes.paint.photo.hint_panel import HintPanel
from studio.panes.paint.photo.hint_view import HintView
from studio.panes.paint.photo.veil import share_guessed
from studio.panes.paint.preview_painter import PreviewPainter
from studio.panes.paint.preview_requests import Answer, PreviewRequest


class Guessing(QObject):
    """show(encoder, photo) whenever one of them changed or the switch was turned."""

    def __init__(
        self, painter: PreviewPainter, view: HintView, panel: HintPanel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._painter, self._view, self._panel = painter, view, panel
        self._shown: PreviewRequest | None = None
        painter.answered.connect(self._on_answered)

    def show(self, encoder: EncoderHeader | None, photo: Photo | None, takes_points: bool) -> None:
        wanted = None
        if encoder is not None and photo is not None and takes_points and self._panel.guesses.value():
            wanted = PreviewRequest("guess", encoder.path, photo, PaintOptions(), guesses=True)
        if wanted == self._shown:
            return
        self._shown = wanted
        self._view.set_doubt(None)
        self._panel.show_guessed(None)
        if wanted is not None:
            self._painter.want_extras([wanted])

    def forget(self) -> None:
        """Another way to paint came to the front: it is asked anew when this one is back."""
        self._shown = None

    def _on_answered(self, answer: Answer) -> None:
        if answer.request == self._shown:
            self._view.set_doubt(answer.after)
            self._panel.show_guessed(share_guessed(answer.after))
