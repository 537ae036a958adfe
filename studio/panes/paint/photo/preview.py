"""Brings the present choice of a photo onto the canvas. Keeps nothing but what is shown."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from PySide6.QtCore import QObject

from models.errors import reason_of
from models.records import Box, EncoderHeader, PaintOptions, PaintSource, Photo, Picture
from studio.panes.paint.desk import PaintDesk
from studio.panes.paint.photo.canvas import PhotoCanvas
from studio.panes.paint.preview_requests import Answer, PreviewRequest


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be painted now. boxes: the photo's faces, when they are the source; against_input: shown

    against what the encoder gets of the photo, not against the photo; doubtful: how many of its faces are;
    other: the encoder against whose painting.
    """

    header: EncoderHeader | None
    photo: Photo | None
    options: PaintOptions
    boxes: tuple[Box, ...] = ()
    against_input: bool = False
    doubtful: int = 0
    other: EncoderHeader | None = None

    @property
    def source(self) -> PaintSource:
        return self.options.source

    @property
    def paintable(self) -> bool:
        """Whether there is all that this source needs."""
        ready = self.header is not None and self.photo is not None
        return ready and (self.source is PaintSource.WHOLE or bool(self.boxes))


_NOTHING = Choice(None, None, PaintOptions())


class PhotoPreview(QObject):
    """show_choice(choice) whenever anything about it changed; answers to an older choice are kept off the canvas."""

    def __init__(self, desk: PaintDesk, canvas: PhotoCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._choice = _NOTHING
        self.answer: Answer | None = None
        """What the canvas shows now."""
        self.problem = ""
        """Why the canvas shows nothing, if so."""
        self._warm = False
        self._painter = desk.painter
        self._painter.answered.connect(self._on_answered)
        self._painter.failed.connect(self._on_failed)
        self._painter.busy.connect(self._on_busy)

    def show_choice(self, choice: Choice, thumbnail: Picture | None = None) -> None:
        """Have it painted; until then the photo's thumbnail stands there, unless the photo itself does."""
        if choice == self._choice:
            return
        self._choice = choice
        if not (choice.paintable and choice.header and choice.photo):
            self._painter.forget()
            return
        if self._canvas.shown != choice.photo.id:
            self._canvas.show_photo(choice.photo.id, thumbnail, choice.photo.name)
        input_of = choice.header.recipe if choice.against_input else None
        other = choice.other.path if choice.other is not None else None
        request = PreviewRequest("main", choice.header.path, choice.photo, choice.options, choice.boxes)
        self._painter.want(dataclasses.replace(request, input_of=input_of, other=other))

    def forget(self) -> None:
        """Nothing was chosen: the next choice is painted anew."""
        self._choice = _NOTHING

    def _on_answered(self, answer: Answer) -> None:
        request, choice = answer.request, self._choice
        if request.kind != "main" or choice.header is None or request.key != choice.header.path:
            return
        if request.photo is not None and request.photo == choice.photo and request.options.source is choice.source:
            self.answer, self.problem = answer, ""
            self._canvas.show_painting(request.photo.id, answer, self._before(answer), choice.header.title)

    def _before(self, answer: Answer) -> str:
        """What the painting is shown against."""
        if answer.request.other is not None:
            return self._choice.other.title if self._choice.other is not None else answer.request.other.stem
        return "photo" if answer.request.input_of is None else "what the encoder sees"

    def _on_failed(self, request: PreviewRequest, error: Exception) -> None:
        if request.kind == "main" and request.photo == self._choice.photo:
            self.problem = reason_of(error)
            self._canvas.show_problem(self.problem)

    def _on_busy(self, busy: bool) -> None:
        self._canvas.set_busy(busy, "painting …" if self._warm else "opening the encoder …")
        self._warm = self._warm or not busy
