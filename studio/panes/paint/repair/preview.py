"""Brings the repair of the present photo and marks onto the canvas; answers to older marks are kept off it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject

from models.errors import reason_of
from models.records import PaintOptions, Photo, Picture
from studio.panes.paint.desk import PaintDesk
from studio.panes.paint.preview_requests import Answer, PreviewRequest
from studio.panes.paint.repair.canvas import RepairCanvas
from studio.panes.paint.words import corner_words

_LABELS = ("before, damage in red", "repaired")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be repaired now; nothing while the options have no mask."""

    encoder: Path
    photo: Photo
    picture: Picture = field(repr=False, compare=False)
    options: PaintOptions


class RepairPreview(QObject):
    """show_choice(choice) whenever anything about it changed."""

    def __init__(self, desk: PaintDesk, canvas: RepairCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._canvas = desk, canvas
        self._choice: Choice | None = None
        desk.painter.answered.connect(self._on_answered)
        desk.painter.failed.connect(self._on_failed)
        desk.painter.busy.connect(self._on_busy)

    def show_choice(self, choice: Choice) -> None:
        """Have it repaired; the photo alone where nothing is marked."""
        if choice == self._choice:
            return
        self._choice = choice
        if choice.options.mask:
            self._desk.painter.want(PreviewRequest("main", choice.encoder, choice.photo, choice.options))
        else:
            self._canvas.set_pictures(choice.picture, None)
            self._canvas.set_labels(choice.photo.name)

    def forget(self) -> None:
        """Nothing was chosen: the next choice is repaired anew."""
        self._choice = None

    def _is_for(self, request: PreviewRequest) -> bool:
        chosen = self._choice
        wanted = (chosen.encoder, chosen.photo, chosen.options) if chosen is not None else None
        return request.kind == "main" and (request.key, request.photo, request.options) == wanted

    def _on_answered(self, answer: Answer) -> None:
        if self._is_for(answer.request):
            height, width = answer.after.shape[:2]
            self._canvas.set_pictures(answer.before, answer.after)
            self._canvas.set_labels(*_LABELS, corner_words(width, height, answer.seconds))

    def _on_failed(self, request: PreviewRequest, error: Exception) -> None:
        if self._is_for(request):
            self._desk.session.say(reason_of(error))

    def _on_busy(self, busy: bool) -> None:
        if busy and self._choice is not None and self._choice.options.mask:
            self._canvas.set_labels(*_LABELS, "repairing …")
