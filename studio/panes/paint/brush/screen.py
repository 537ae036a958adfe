"""The brush: lines drawn by hand, and the encoder's answer repainted with every move of the pen."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QWidget

from models.drawing_records import Drawing, DrawingStart
from models.errors import BottegaError
from models.painting.drawing import need_pens, pens_of
from models.records import Box, CutFrom, EncoderHeader, PaintingRecipe, PaintOptions, Photo
from models.words import plural
from studio.jobs import Questions
from studio.look.qt_images import to_image
from studio.panes.paint.brush.hand import Hand
from studio.panes.paint.brush.panel import BrushPanel
from studio.panes.paint.brush.start import Start, StartChoice, make_start, read_scan
from studio.panes.paint.brush.table import BrushTable
from studio.panes.paint.brush.tools import ToolColumn
from studio.panes.paint.desk import PaintDesk
from studio.panes.paint.nothing import no_encoder
from studio.panes.paint.preview_requests import Answer, PhotoShelf, PreviewRequest, faces_to_paint
from studio.panes.paint.sub_screen import SubScreen
from studio.widgets.controls import plain_button, primary_button
from studio.widgets.empty import EmptyState

_UNFIT = "{} does not paint from lines. Take an encoder that learned from contours, binary layers, edges or a sketch."
_HISTORY = {QKeySequence.StandardKey.Undo: -1, QKeySequence.StandardKey.Redo: 1}


class BrushScreen(SubScreen):
    """The strokes stay when another photo or another encoder comes under them."""

    brackets = "smaller, larger pen"

    def __init__(self, desk: PaintDesk) -> None:
        super().__init__(desk)
        self.panel: BrushPanel = BrushPanel()
        self.tool_column = ToolColumn()
        self.table = BrushTable()
        self.hand = Hand(self.table, self.tool_column, self)
        self.no_encoder = no_encoder()
        self.unfit = EmptyState("ph.paint-brush", "", "Train one")
        self.import_button = plain_button("Import a drawing", "ph.upload-simple")
        self.keep_button = primary_button("Keep")
        self.keep_button.setToolTip("Drawing and painting into the Gallery (Ctrl+Enter)")
        self._start = DrawingStart.PHOTO
        self._scan = ("", "")
        self._asked_boxes: tuple[int, tuple[Box, ...]] | None = None
        self._choice: StartChoice | None = None
        self._made: Start | None = None
        self._took = ""
        self._photos = PhotoShelf()
        questions = Questions(desk.session.background, self)
        self._starting = questions.answered_by(self._on_started, failed=self._on_no_start)
        self._scanning = questions.answered_by(self._on_scanned)
        self._questions = questions
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.middle = QWidget()
        row = QHBoxLayout(self.middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.tool_column)
        row.addWidget(self.table, 1)
        self._pages = QStackedLayout(self)
        for page in (self.middle, self.no_encoder, self.unfit):
            self._pages.addWidget(page)

    def _connect(self) -> None:
        session, panel, tools = self.desk.session, self.panel, self.tool_column
        self.no_encoder.pressed.connect(lambda: session.go("train"))
        self.unfit.pressed.connect(self._on_unfit)
        self.import_button.clicked.connect(self._on_import)
        self.keep_button.clicked.connect(self.paint)
        panel.start_chosen.connect(self._on_start_chosen)
        panel.encoder_chosen.connect(self.desk.shelf.choose)
        panel.scan_wanted.connect(self._on_scan_wanted)
        panel.cleared.connect(lambda: self.hand.go_to(0))
        panel.options_changed.connect(self._want)
        panel.lines_changed.connect(self._on_lines_changed)
        self.hand.drawn.connect(self._on_drawn)
        self.hand.stopped.connect(session.say)
        self.desk.painter.answered.connect(self._on_answered)
        self.desk.painter.failed.connect(self._on_failed)
        panel.installEventFilter(self)
        for place in range(4):
            self._add_key(str(place + 1), lambda place=place: tools.take_pen(place))
        for button in tools.channels:
            self._add_key(button.text(), button.toggle)
        self._add_key("E", tools.eraser.toggle)

    def _add_key(self, keys: str, function: object) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(function)

    # what the pane asks

    def top_line(self) -> str:
        return "Brush: draw lines, the encoder paints"

    def tools(self) -> list[QWidget]:
        return [self.import_button, self.keep_button]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("1 2 3 4", "pens, the faintest first"),
            ("R", "draw in red, or not"),
            ("G", "draw in green, or not"),
            ("B", "draw in blue, or not"),
            ("E", "eraser"),
            ("Shift", "hold for a straight line"),
            ("Space", "hold to move the picture"),
            ("Ctrl Z", "take the last stroke back"),
            ("Ctrl Shift Z", "draw it again"),
        ]

    @property
    def shows_shelf(self) -> bool:
        return False

    def step(self, by: int) -> None:
        slider = self.tool_column.size_slider
        slider.setValue(slider.value() + by)

    def settled(self) -> bool:
        return self.desk.painter.idle and not self._questions.busy

    def shown_as(self, key: str) -> None:
        self.table.canvas.setFocus()

    def leave(self) -> None:
        super().leave()
        self.table.foot.stop()

    def take(self, options: PaintOptions) -> None:
        self.panel.set_options(options)

    def open_recipe(self, recipe: PaintingRecipe) -> None:
        """Draw on where the painting was kept."""
        super().open_recipe(recipe)
        if recipe.drawing is not None:
            self._start = recipe.drawing.start
            if recipe.drawing.lines:
                self._scan = (recipe.drawing.lines, recipe.source_name)
            photo = self.desk.photo
            self._asked_boxes = (photo.id, recipe.boxes) if photo is not None and recipe.source_sha256 else None
            self.hand.set_strokes(recipe.drawing.strokes)

    # what is drawn on

    @property
    def _fits(self) -> bool:
        """Whether the present encoder paints from lines."""
        return self.desk.encoder is not None and pens_of(self.desk.encoder.recipe) is not None

    @property
    def _present_start(self) -> DrawingStart:
        """What is asked for, or blank paper while there is no photo or no scan."""
        missing = (self._start is DrawingStart.PHOTO and self.desk.photo is None) or (
            self._start is DrawingStart.LINES and not self._scan[0]
        )
        return DrawingStart.BLANK if missing else self._start

    def refresh(self) -> None:
        desk, encoder = self.desk, self.desk.encoder
        self.panel.show_encoders(list(desk.shelf.headers.values()), encoder)
        self._pages.setCurrentWidget(self._page(encoder))
        self.keep_button.setEnabled(self._fits)
        self.import_button.setEnabled(self._fits)
        self.panel.scan.setEnabled(self._fits and desk.photo is not None)
        self.top_line_changed.emit()
        if encoder is None or not self._fits:
            return
        start = self._present_start
        self.panel.show_start(start, "white" if need_pens(encoder.recipe).paper else "black")
        photo = desk.photo if start is DrawingStart.PHOTO else None
        boxes = self._boxes(encoder, photo) if photo is not None else ()
        choice = StartChoice(encoder.recipe, start, photo, boxes, self._scan[0] if start is DrawingStart.LINES else "")
        if choice != self._choice:
            self._choice = choice
            self._starting.ask(make_start, self._photos, choice)
        else:
            self._want()

    def _page(self, encoder: EncoderHeader | None) -> QWidget:
        if encoder is None:
            return self.no_encoder if self.desk.shelf.known else self.middle
        if self._fits:
            return self.middle
        other = self._fitting()
        self.unfit.set_texts(_UNFIT.format(encoder.title), f"Take {other.title}" if other is not None else "Train one")
        return self.unfit

    def _fitting(self) -> EncoderHeader | None:
        """An encoder of the shelf that paints from lines."""
        return next((one for one in self.desk.shelf.headers.values() if pens_of(one.recipe) is not None), None)

    def _boxes(self, encoder: EncoderHeader, photo: Photo) -> tuple[Box, ...]:
        """The face to draw on: the one of the opened painting, else the largest; none for encoders of whole photos."""
        if self._asked_boxes is not None and self._asked_boxes[0] == photo.id:
            return self._asked_boxes[1]
        if encoder.recipe.cut_from is not CutFrom.FACES:
            return ()
        session = self.desk.session
        found = faces_to_paint(session.project, photo, session.library.judge)
        return (max(found, key=lambda box: box.width),) if found else ()

    def _on_started(self, made: Start) -> None:
        if made.choice != self._choice:
            return
        self._made = made
        image = to_image(made.picture)
        self.panel.set_start_picture(made.choice.start, image)
        self._show_blank(made)
        self._on_lines_changed()
        self.hand.set_start(made.pens, made.picture)

    def _show_blank(self, made: Start) -> None:
        blank = QImage(4, 5, QImage.Format.Format_RGB888)
        blank.fill(0xFF000000 | made.pens.paper * 0x010101)
        self.panel.set_start_picture(DrawingStart.BLANK, blank)

    def _on_no_start(self, error: Exception) -> None:
        self._choice = None
        self.table.show_drawn(_reason(error))

    # strokes and answers

    def _on_drawn(self) -> None:
        made, board = self._made, self.hand.board
        if made is not None:
            on = {DrawingStart.BLANK: "blank paper", DrawingStart.LINES: self._scan[1] or "a scanned drawing"}
            photo = made.choice.photo
            ground = f"the map of {photo.name}" if photo is not None else on[made.choice.start]
            self.table.show_drawn(f"{plural(board.shown, 'stroke')} on {ground}")
        self._want()

    def _want(self) -> None:
        """Have the drawing painted as it stands; the newest wins."""
        encoder = self.desk.encoder
        if encoder is None or self._made is None or not self.isVisible() or self._made.choice != self._choice:
            return
        drawing, options = self.hand.board.picture(), self.panel.options()
        self.desk.painter.want(PreviewRequest("main", encoder.path, None, options, drawing=drawing))

    def _on_answered(self, answer: Answer) -> None:
        request, encoder = answer.request, self.desk.encoder
        if request.drawing is None or encoder is None or request.key != encoder.path:
            return
        self.table.canvas.set_answer(to_image(answer.after))
        self._took = f"{(time.perf_counter() - request.asked) * 1000:.0f} ms"
        self.table.show_answer(f"repainted in {self._took}")
        height, width = answer.after.shape[:2]
        self.panel.show_facts(self._took, width, height)

    def _on_failed(self, request: PreviewRequest, error: Exception) -> None:
        if request.drawing is not None:
            self.table.show_answer(_reason(error), wrong=True)

    # what a person chose

    def _on_unfit(self) -> None:
        other = self._fitting()
        if other is not None:
            self.desk.shelf.choose(other.path)
        else:
            self.desk.session.go("train")

    def _on_start_chosen(self, start: DrawingStart) -> None:
        self._start = start
        if start is DrawingStart.LINES and not self._scan[0]:
            self._on_import()
        self.refresh()

    def _on_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Import a drawing", "", "Pictures (*.png *.jpg *.jpeg *.webp *.tif)"
        )
        if name:
            self.import_scan(Path(name))

    def import_scan(self, source: Path | Photo) -> None:
        """Clean the drawing in a file, or in a photo of the project, to lines, and draw on them."""
        self._scanning.ask(read_scan, source, self._photos)

    def _on_scan_wanted(self) -> None:
        if self.desk.photo is not None:
            self.import_scan(self.desk.photo)

    def _on_scanned(self, scan: tuple[str, str]) -> None:
        self._scan, self._start = scan, DrawingStart.LINES
        self.refresh()

    def _on_lines_changed(self) -> None:
        self.tool_column.pen.calm = float(self.panel.calm.value()) / 100
        canvas = self.table.canvas
        canvas.under = self._made.under if self._made is not None and self.panel.under.value() else None
        canvas.update()

    def drawing(self) -> Drawing:
        """What is on the table."""
        start = self._made.choice.start if self._made is not None else DrawingStart.BLANK
        return Drawing(start, self.hand.board.strokes, self._scan[0] if start is DrawingStart.LINES else "")

    def paint(self) -> None:
        """Keep the drawing and its painting."""
        made = self._made
        if self._fits and made is not None and made.choice == self._choice:
            name = self._scan[1] if made.choice.start is DrawingStart.LINES else ""
            self.desk.keep_drawing(self.drawing(), made.choice.boxes, self.panel.options(), name)

    # Ctrl+Z is the project's elsewhere

    def event(self, event: QEvent) -> bool:
        return self._take_history_key(event) or super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return self._take_history_key(event)

    def _take_history_key(self, event: QEvent) -> bool:
        """Undo and redo are of strokes while the brush is in front."""
        if not isinstance(event, QKeyEvent) or event.type() == QEvent.Type.KeyRelease:
            return False
        by = next((by for key, by in _HISTORY.items() if event.matches(key)), 0)
        if not by or self._pages.currentWidget() is not self.middle:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.hand.step(by)
        return True


def _reason(error: Exception) -> str:
    return error.reason if isinstance(error, BottegaError) else str(error)
