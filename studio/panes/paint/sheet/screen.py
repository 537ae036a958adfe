"""Photos by encoders: painted as they come into view, one is adopted for the Photo page, all are exported."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedLayout, QVBoxLayout, QWidget

from models.errors import reason_of
from models.events import Saved
from models.records import Photo
from models.workflow.export_sheet import SheetColumn, export_sheet
from models.workflow.paint_requests import paint_preview
from studio.look import theme
from studio.look.qt_images import to_image
from studio.panes.paint.desk import PaintDesk
from studio.panes.paint.nothing import no_encoder, no_photo
from studio.panes.paint.preview_requests import Answer, PreviewRequest
from studio.panes.paint.sheet.grid import Column, Row, SheetGrid
from studio.panes.paint.sheet.layout import Cell
from studio.panes.paint.sheet.panel import ALL, BY_HAND, SheetPanel
from studio.panes.paint.sub_screen import SubScreen
from studio.panes.paint.words import score_words
from studio.widgets.controls import primary_button
from studio.widgets.labels import QuietLabel


class SheetScreen(SubScreen):
    """Every cell is painted on the photo's thumbnail; adopted, it is painted in the photo's own size."""

    def __init__(self, desk: PaintDesk) -> None:
        super().__init__(desk)
        self.panel: SheetPanel = SheetPanel()
        self.grid = SheetGrid(desk.strip.picture_of)
        self.no_encoder = no_encoder()
        self.no_photo = no_photo("Bring photos, and every encoder paints them here.")
        self.export_button = primary_button("Export sheet")
        self._shown: object = None
        self.middle = QWidget()
        column = QVBoxLayout(self.middle)
        column.setContentsMargins(0, 0, 0, theme.SPACE_8)
        column.addWidget(self.grid, 1)
        column.addWidget(_hint())
        self._pages = QStackedLayout(self)
        for page in (self.middle, self.no_encoder, self.no_photo):
            self._pages.addWidget(page)
        self._connect()

    def _connect(self) -> None:
        session = self.desk.session
        self.no_encoder.pressed.connect(lambda: session.go("train"))
        self.no_photo.pressed.connect(lambda: session.go("photos"))
        self.grid.moved.connect(self._want)
        self.grid.adopted.connect(self._on_adopted)
        self.grid.current_changed.connect(self.top_line_changed)
        self.panel.rows_changed.connect(self.refresh)
        self.panel.columns_changed.connect(self.refresh)
        self.panel.options_changed.connect(self.refresh)
        self.export_button.clicked.connect(self.paint)
        self.desk.strip.pictures_changed.connect(self.grid.update_heads)
        self.desk.painter.answered.connect(self._on_answered)
        self.desk.painter.failed.connect(self._on_failed)
        self.desk.painter.begun.connect(self._on_begun)

    def top_line(self) -> str:
        return f"Sheet: {len(self.grid.rows):,} photos, {len(self.grid.columns)} encoders"

    def tools(self) -> list[QWidget]:
        return [self.export_button]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("← ↑ → ↓", "mark a cell"),
            ("Enter", "adopt the marked cell"),
            ("Space", "enlarge the marked cell, and back"),
            ("Ctrl A", "select all photos of the strip"),
        ]

    @property
    def shows_shelf(self) -> bool:
        return False

    def settled(self) -> bool:
        return self.desk.painter.idle

    # what is shown

    def refresh(self) -> None:
        desk, photos = self.desk, self._photos()
        everyone = desk.strip.photos()
        person = desk.photo.person if desk.photo is not None else ""
        of_person = sum(photo.person == person for photo in everyone)
        self.panel.set_rows(len(desk.strip.selected()), person, of_person, len(everyone))
        columns = [Column(key, one.title, score_words(one)[0]) for key, one in desk.shelf.headers.items()]
        if self._shown != columns:
            self._shown = columns
            self.panel.set_encoders(columns)
        self.grid.set_cells(
            [Row(photo.id, photo.name) for photo in photos],
            [column for column in columns if self.panel.is_wanted(column.key)],
        )
        self.grid.set_options(self.panel.options())
        self._pages.setCurrentWidget(self._page(bool(columns), bool(everyone)))
        self.export_button.setEnabled(bool(self.grid.rows and self.grid.columns))
        self.top_line_changed.emit()
        self._want()

    def _page(self, encoders: bool, photos: bool) -> QWidget:
        if not encoders and self.desk.shelf.known:
            return self.no_encoder
        return self.middle if photos else self.no_photo

    def _photos(self) -> list[Photo]:
        """The photos of the rows."""
        strip, kind = self.desk.strip, self.panel.rows_kind
        if kind == ALL:
            return strip.photos()
        if kind == BY_HAND:
            chosen = set(strip.selected())
            return [photo for photo in strip.photos() if photo.id in chosen]
        person = self.desk.photo.person if self.desk.photo is not None else ""
        return [photo for photo in strip.photos() if photo.person == person]

    def _want(self) -> None:
        """Have the cells painted that are in view."""
        if not self.isVisible():
            return
        photos = {photo.id: photo for photo in self._photos()}
        requests = []
        for cell in self.grid.missing():
            photo_id, key = self.grid.cell_key(cell)
            requests.append(PreviewRequest("sheet", Path(key), photos[photo_id], self.panel.options(), small=True))
        self.desk.painter.want_extras(requests)

    def _on_begun(self, request: PreviewRequest) -> None:
        if request.kind == "sheet" and request.photo is not None:
            self.grid.set_at_work(request.photo.id, str(request.key))

    def _on_answered(self, answer: Answer) -> None:
        request = answer.request
        if request.kind == "sheet" and request.photo is not None and request.options == self.panel.options():
            self.grid.set_picture(request.photo.id, str(request.key), to_image(answer.after))

    def _on_failed(self, request: PreviewRequest, error: Exception) -> None:
        if request.kind == "sheet" and request.photo is not None:
            words = reason_of(error)
            self.grid.set_problem(request.photo.id, str(request.key), words)

    # what is done with it

    def _on_adopted(self, cell: Cell) -> None:
        photo_id, key = self.grid.cell_key(cell)
        self.desk.strip.set_current(photo_id)
        self.desk.shelf.choose(Path(key))
        self.adopted.emit(self.panel.options())

    def paint(self) -> None:
        """Ask for a file and export the sheet into it."""
        if not self.export_button.isEnabled():
            return
        name, _ = QFileDialog.getSaveFileName(self, "Export the sheet", "sheet.png", "Pictures (*.png)")
        if name:
            self.export(Path(name).with_suffix(".png"))

    def export(self, path: Path) -> None:
        """Paint every cell anew and write the sheet, as a job."""
        session, options = self.desk.session, self.panel.options()
        columns = [SheetColumn(Path(column.key), column.title, column.line) for column in self.grid.columns]
        photos = self._photos()
        drive = partial(session.child.stream, paint_preview)
        session.runner.start(
            "Exporting a sheet",
            lambda: export_sheet(photos, columns, options, path, drive),
            lambda event: session.say(f"The sheet is in {path.name}") if isinstance(event, Saved) else None,
        )


def _hint() -> QWidget:
    hint = QuietLabel("Click a cell to mark it, again or Enter to adopt it: Photo opens with its photo and encoder.")
    hint.setContentsMargins(theme.SPACE_16, 0, theme.SPACE_16, 0)
    return hint
