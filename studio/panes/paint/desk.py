"""What all ways to paint share: photos, encoders, what is painted for the screen, and the way to the gallery."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from models.drawing_records import Drawing
from models.events import Event, Painted
from models.records import Box, EncoderHeader, PaintOptions, Photo
from models.words import plural
from models.workflow.keep_drawing import keep_drawing
from models.workflow.paint_photos import Drive, one_by_one, paint_into_gallery
from models.workflow.paint_requests import paint_requests
from studio.look.qt_images import to_image
from studio.panes.paint.photo_strip import PhotoStrip
from studio.panes.paint.preview_painter import PreviewPainter
from studio.panes.paint.preview_requests import Answer, PreviewRequest
from studio.panes.paint.shelf_panel import ShelfPanel
from studio.state.session import Session


class PaintDesk(QObject):
    """changed() when another photo, selection or encoder was taken, or what there is of them has changed."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.strip = PhotoStrip(session)
        self.shelf = ShelfPanel(session)
        self.painter = PreviewPainter(session, self)
        self._cards_show: dict[str, int] = {}
        self.strip.current_changed.connect(self.changed)
        self.strip.selection_changed.connect(self.changed)
        self.shelf.chosen.connect(self.changed)
        self.shelf.loaded.connect(self.changed)
        self.painter.answered.connect(self._on_answered)

    @property
    def photo(self) -> Photo | None:
        return self.strip.photo

    @property
    def encoder(self) -> EncoderHeader | None:
        return self.shelf.current

    def fill_shelf(self) -> None:
        """Have every card that does not show the present photo painted on it, while nothing else is wanted."""
        photo = self.photo
        missing = [
            PreviewRequest("card", header.path, photo, PaintOptions(), small=True)
            for key, header in self.shelf.headers.items()
            if photo is not None and self._cards_show.get(key) != photo.id
        ]
        self.painter.want_cards(missing)

    def _on_answered(self, answer: Answer) -> None:
        request = answer.request
        if request.kind == "card" and request.photo is not None:
            self._cards_show[str(request.key)] = request.photo.id
            self.shelf.set_picture(str(request.key), to_image(answer.after))

    def paint_into_gallery(self, photo_ids: Sequence[int], options: PaintOptions, *, doubtful: bool = False) -> None:
        """Paint these photos with the present encoder, or noise, into the gallery as a job.

        doubtful: also faces that are likely none.
        """
        if self.encoder is not None:
            project, path, ids = self.session.project, self.encoder.path, tuple(photo_ids)
            self.fill_gallery(
                self.encoder,
                lambda drive: paint_into_gallery(project, path, ids, options, drive, doubtful=doubtful),
            )

    def keep_drawing(self, drawing: Drawing, boxes: Sequence[Box], options: PaintOptions, name: str) -> None:
        """Put a drawing and what the present encoder makes of it into the gallery as a job; name: of its scan."""
        if self.encoder is not None:
            project, path, photo = self.session.project, self.encoder.path, self.photo
            self.fill_gallery(
                self.encoder,
                lambda drive: keep_drawing(project, path, drawing, photo, boxes, options, drive, name=name),
            )

    def fill_gallery(self, encoder: EncoderHeader, make: Callable[[Drive], Generator[Event]]) -> None:
        session = self.session
        drive = one_by_one(partial(session.child.stream, paint_requests))
        painted: list[str] = []
        session.runner.start(
            f"Painting with {encoder.title}",
            lambda: make(drive),
            lambda event: painted.append(event.source) if isinstance(event, Painted) else None,
            lambda _job: self._on_painted(len(painted)),
        )

    def _on_painted(self, count: int) -> None:
        if count:
            words = f"{plural(count, 'painting')} went into the Gallery"
            self.session.say(words, "Show", lambda: self.session.go("gallery"))
