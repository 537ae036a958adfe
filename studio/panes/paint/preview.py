"""Brings the present choice onto the canvas: the painting, the cards of the shelf, the seeds. Keeps nothing."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from PySide6.QtCore import QObject

from models.errors import BottegaError
from models.records import Box, EncoderHeader, PaintOptions, PaintSource, Photo, Picture
from studio.look.qt_images import to_image
from studio.panes.paint.canvas import PaintCanvas
from studio.panes.paint.painter import PreviewPainter
from studio.panes.paint.preview_requests import Answer, PreviewRequest
from studio.panes.paint.shelf_panel import ShelfPanel
from studio.state.session import Session


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be painted now. boxes: the photo's faces, when they are the source; against_input: shown

    against what the encoder gets of the photo, not against the photo.
    """

    header: EncoderHeader | None
    photo: Photo | None
    options: PaintOptions
    boxes: tuple[Box, ...] = ()
    against_input: bool = False

    @property
    def source(self) -> PaintSource:
        return self.options.source

    @property
    def paintable(self) -> bool:
        """Whether there is all that this source needs."""
        if self.header is None or self.source is PaintSource.NOISE:
            return self.header is not None
        return self.photo is not None and (self.source is PaintSource.WHOLE or bool(self.boxes))


_NOTHING = Choice(None, None, PaintOptions())


class Preview(QObject):
    """show(choice) whenever anything about it changed; answers to an older choice are kept off the canvas."""

    def __init__(self, session: Session, canvas: PaintCanvas, shelf: ShelfPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._shelf = shelf
        self._choice = _NOTHING
        self.answer: Answer | None = None
        """What the canvas shows now."""
        self.problem = ""
        """Why the canvas shows nothing, if so."""
        self._cards_show: dict[str, int] = {}
        self._warm = False
        self.painter = PreviewPainter(session, self)
        self.painter.answered.connect(self._on_answered)
        self.painter.failed.connect(self._on_failed)
        self.painter.busy.connect(self._on_busy)

    def show(self, choice: Choice, thumbnail: Picture | None = None) -> None:
        """Have it painted; until then the photo's thumbnail stands there, unless the photo itself does."""
        if choice == self._choice:
            return
        before, self._choice = self._choice, choice
        if choice.source is not PaintSource.NOISE and choice.paintable and choice.header and choice.photo:
            if self._canvas.shown != choice.photo.id:
                self._canvas.show_photo(choice.photo.id, thumbnail, choice.photo.name)
            input_of = choice.header.recipe if choice.against_input else None
            self.painter.want(
                PreviewRequest(
                    "main", choice.header.path, choice.photo, choice.options, choice.boxes, input_of=input_of
                )
            )
        else:
            self.painter.forget()
        if choice.source is PaintSource.NOISE or (choice.photo, choice.source) != (before.photo, before.source):
            self.fill_in()

    def fill_in(self) -> None:
        """What the shelf's cards and the grid of seeds still lack, painted while nothing else is."""
        choice, requests = self._choice, []
        if choice.source is PaintSource.NOISE and choice.header is not None:
            requests += [
                PreviewRequest("noise", choice.header.path, None, dataclasses.replace(choice.options, seed=seed))
                for seed in self._canvas.grid.seeds
            ]
        if choice.photo is not None:
            requests += [
                PreviewRequest("card", header.path, choice.photo, PaintOptions(), small=True)
                for key, header in self._shelf.headers.items()
                if self._cards_show.get(key) != choice.photo.id
            ]
        self.painter.want_extras(requests)

    def _on_answered(self, answer: Answer) -> None:
        request, choice = answer.request, self._choice
        if request.kind == "card" and request.photo is not None:
            self._cards_show[str(request.key)] = request.photo.id
            self._shelf.set_picture(str(request.key), to_image(answer.after))
        elif choice.header is None or request.key != choice.header.path or request.options.source is not choice.source:
            return
        elif request.kind == "noise":
            self._canvas.grid.set_picture(request.options.seed, answer.after)
        elif request.photo is not None and request.photo == choice.photo:
            self.answer, self.problem = answer, ""
            self._canvas.show_painting(request.photo.id, answer, choice.header.title)

    def _on_failed(self, request: PreviewRequest, error: Exception) -> None:
        if request.kind == "main" and request.photo == self._choice.photo:
            self.problem = error.reason if isinstance(error, BottegaError) else str(error)
            self._canvas.show_problem(self.problem)

    def _on_busy(self, busy: bool) -> None:
        self._canvas.set_busy(busy, "painting …" if self._warm else "opening the encoder …")
        self._warm = self._warm or not busy
