"""Which ground the strokes lie on now, and having it made in the background. Knows no stroke and no widget."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from models.drawing_records import Drawing, DrawingStart
from models.records import Box, CutFrom, EncoderHeader, PaintingRecipe, Photo
from studio.jobs import Questions
from studio.panes.paint.brush.start import Start, StartChoice, make_start, read_scan
from studio.panes.paint.desk import PaintDesk
from studio.panes.paint.preview_requests import PhotoShelf, faces_to_paint


class Ground(QObject):
    """made() when the ground that was asked for is here; failed(error); scanned() when a drawing was read."""

    made = Signal()
    failed = Signal(Exception)
    scanned = Signal()

    def __init__(self, desk: PaintDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.wanted = DrawingStart.PHOTO
        self._lines, self.scan_name = "", ""
        self._opened: tuple[int, tuple[Box, ...]] | None = None
        self._choice: StartChoice | None = None
        self._last: Start | None = None
        self._photos = PhotoShelf()
        self._questions = Questions(desk.session.background, self)
        self._starting = self._questions.answered_by(self._on_started, failed=self._on_failed)
        self._scanning = self._questions.answered_by(self._on_scanned)

    @property
    def start(self) -> Start | None:
        """What lies on the table; None while another one is on its way."""
        return self._last if self._last is not None and self._last.choice == self._choice else None

    @property
    def has_scan(self) -> bool:
        return bool(self._lines)

    @property
    def present(self) -> DrawingStart:
        """What is wanted, or blank paper while there is no photo or no scan."""
        missing = (self.wanted is DrawingStart.PHOTO and self._desk.photo is None) or (
            self.wanted is DrawingStart.LINES and not self._lines
        )
        return DrawingStart.BLANK if missing else self.wanted

    @property
    def busy(self) -> bool:
        return self._questions.busy

    @property
    def words(self) -> str:
        """What it is: "the map of DSC_0398.jpg"."""
        if self._choice is not None and self._choice.photo is not None:
            return f"the map of {self._choice.photo.name}"
        if self.present is DrawingStart.BLANK:
            return "blank paper"
        return f"the drawing {self.scan_name}" if self.scan_name else "a scanned drawing"

    def ask(self, encoder: EncoderHeader) -> None:
        """Have it made for this encoder, unless it is here or on its way."""
        start = self.present
        photo = self._desk.photo if start is DrawingStart.PHOTO else None
        boxes = self._boxes(encoder, photo) if photo is not None else ()
        choice = StartChoice(encoder.recipe, start, photo, boxes, self._lines if start is DrawingStart.LINES else "")
        if choice != self._choice:
            self._choice = choice
            self._starting.ask(make_start, self._photos, choice)

    def open_recipe(self, recipe: PaintingRecipe, drawing: Drawing) -> None:
        """The one that a drawing was kept with; its photo lies on the desk already."""
        self.wanted = drawing.start
        if drawing.lines:
            self._lines, self.scan_name = drawing.lines, recipe.source_name
        photo = self._desk.photo
        same = photo is not None and bool(recipe.source_sha256) and photo.turn == recipe.turn
        self._opened = (photo.id, recipe.boxes) if photo is not None and same else None

    def read_scan(self, source: Path | Photo) -> None:
        """Clean the drawing in a file, or in a photo of the project, to lines, and want them."""
        self._scanning.ask(read_scan, source, self._photos)

    def _boxes(self, encoder: EncoderHeader, photo: Photo) -> tuple[Box, ...]:
        """The face to draw on: the one of the opened painting, else the largest; none for encoders of whole photos."""
        if self._opened is not None and self._opened[0] == photo.id:
            return self._opened[1]
        if encoder.recipe.cut_from is not CutFrom.FACES:
            return ()
        session = self._desk.session
        found, _ = faces_to_paint(session.project, photo, session.library.judge, doubtful=False)
        return (max(found, key=lambda box: box.width),) if found else ()

    def _on_started(self, start: Start) -> None:
        self._last = start
        if self.start is not None:
            self.made.emit()

    def _on_failed(self, error: Exception) -> None:
        self._choice = None
        self.failed.emit(error)

    def _on_scanned(self, scan: tuple[str, str]) -> None:
        (self._lines, self.scan_name), self.wanted = scan, DrawingStart.LINES
        self.scanned.emit()
