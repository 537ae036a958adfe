"""The brush: lines drawn by hand, and the encoder's answer repainted with every move of the pen."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QWidget

from models.drawing_records import Drawing, DrawingStart
from models.errors import UsageError, reason_of
from models.painting.drawing import check_drawing, pens_of
from models.records import EncoderHeader, PaintingRecipe, PaintOptions
from models.words import plural
from studio.look.qt_images import to_image
from studio.panes.paint.brush.ground import Ground
from studio.panes.paint.brush.hand import Hand
from studio.panes.paint.brush.panel import BrushPanel
from studio.panes.paint.brush.table import BrushTable
from studio.panes.paint.brush.tools import ToolColumn
from studio.panes.paint.desk import PaintDesk
from studio.panes.paint.nothing import no_encoder
from studio.panes.paint.preview_requests import Answer, PreviewRequest
from studio.panes.paint.step_keys import StepKeys
from studio.panes.paint.sub_screen import SubScreen
from studio.widgets.controls import plain_button, primary_button
from studio.widgets.empty import EmptyState

_UNFIT = "{} does not paint from lines. Take an encoder that learned from contours, binary layers, edges or a sketch."
_PICTURES = "Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.bmp)"


class BrushScreen(SubScreen):
    """The strokes stay when another photo or another encoder comes under them."""

    brackets = "smaller, larger pen"

    def __init__(self, desk: PaintDesk) -> None:
        super().__init__(desk)
        self.panel: BrushPanel = BrushPanel()
        self.tool_column = ToolColumn()
        self.table = BrushTable()
        self.hand = Hand(self.table, self.tool_column, self)
        self.ground = Ground(desk, self)
        self.no_encoder = no_encoder()
        self.unfit = EmptyState("ph.paint-brush", "", "Train one")
        self.import_button = plain_button("Import a drawing", "ph.upload-simple")
        self.keep_button = primary_button("Keep")
        self.keep_button.setToolTip("Drawing and painting into the Gallery (Ctrl+Enter)")
        self._stroke_keys = StepKeys(self.hand.step, self)
        self._lay_out()
        self._connect()
        self._make_keys()

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
        session, panel = self.desk.session, self.panel
        self.no_encoder.pressed.connect(lambda: session.go("train"))
        self.unfit.pressed.connect(self._on_unfit)
        self.import_button.clicked.connect(self._on_import)
        self.keep_button.clicked.connect(self.paint)
        panel.start_chosen.connect(self._on_start_chosen)
        panel.encoder_chosen.connect(self.desk.shelf.choose)
        panel.scan_wanted.connect(self._on_scan_wanted)
        panel.scan_dropped.connect(self.ground.read_scan)
        panel.cleared.connect(lambda: self.hand.go_to(0))
        panel.options_changed.connect(self._want)
        panel.lines_changed.connect(self._show_lines)
        self.hand.drawn.connect(self._on_drawn)
        self.hand.stopped.connect(session.say)
        self.ground.made.connect(self._on_ground_made)
        self.ground.failed.connect(lambda error: self.table.show_drawn(reason_of(error)))
        self.ground.scanned.connect(self.refresh)
        self.desk.painter.answered.connect(self._on_answered)
        self.desk.painter.failed.connect(self._on_failed)

    def _make_keys(self) -> None:
        tools = self.tool_column
        keys: list[tuple[str, Callable[[], object]]] = [("E", tools.eraser.toggle)]
        keys += [(str(place + 1), partial(tools.take_pen, place)) for place in range(4)]
        keys += [(button.text(), button.toggle) for button in tools.channels]
        for key, function in keys:
            QShortcut(QKeySequence(key), self, function)
        for widget in (self, self.panel):
            widget.installEventFilter(self._stroke_keys)

    # what the pane asks

    def top_line(self) -> str:
        return "Brush: draw lines, the encoder paints"

    def tools(self) -> list[QWidget]:
        return [self.import_button, self.keep_button]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("1 2 3 4", "pens, from above"),
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
        return self.desk.painter.idle and not self.ground.busy

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
        if recipe.drawing is None:
            return
        try:
            check_drawing(recipe.drawing)
        except UsageError as error:
            self.desk.session.failed.emit(error)
        else:
            self.ground.open_recipe(recipe, recipe.drawing)
            self.hand.set_strokes(recipe.drawing.strokes)

    # what is shown

    @property
    def _fits(self) -> bool:
        """Whether the present encoder paints from lines."""
        return self.desk.encoder is not None and pens_of(self.desk.encoder.recipe) is not None

    def refresh(self) -> None:
        encoder = self.desk.encoder
        self.panel.show_encoders(list(self.desk.shelf.headers.values()), encoder)
        self._pages.setCurrentWidget(self._page(encoder))
        self.panel.scan.setEnabled(self._fits and self.desk.photo is not None)
        for button in (self.keep_button, self.import_button):
            button.setEnabled(self._fits)
        self.top_line_changed.emit()
        if encoder is not None and self._fits:
            self.ground.ask(encoder)
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

    def _on_ground_made(self) -> None:
        start = self.ground.start
        assert start is not None
        self._show_start()
        self.panel.set_start_picture(DrawingStart.BLANK, _sheet_of(start.pens.paper))
        if start.choice.start is not DrawingStart.BLANK:
            self.panel.set_start_picture(start.choice.start, to_image(start.picture))
        self._show_lines()
        self.hand.set_start(start.pens, start.picture)

    def _show_start(self) -> None:
        start = self.ground.start
        if start is not None:
            self.panel.show_start(start.choice.start, "white" if start.pens.paper else "black")

    def _show_lines(self) -> None:
        """How calm the hand is, and whether the photo lies under its lines."""
        self.tool_column.pen.calm = float(self.panel.calm.value()) / 100
        start = self.ground.start
        self.table.canvas.set_under(start.under if start is not None and self.panel.under.value() else None)

    def _on_drawn(self) -> None:
        self.table.show_drawn(f"{plural(self.hand.board.shown, 'stroke')} on {self.ground.words}")
        self._want()

    def _want(self) -> None:
        """Have the drawing painted as it stands; the newest wins."""
        encoder = self.desk.encoder
        if encoder is not None and self.ground.start is not None and self.isVisible():
            drawing, options = self.hand.board.picture(), self.panel.options()
            self.desk.painter.want(PreviewRequest("main", encoder.path, None, options, drawing=drawing))

    def _on_answered(self, answer: Answer) -> None:
        request, encoder = answer.request, self.desk.encoder
        if request.drawing is None or encoder is None or request.key != encoder.path:
            return
        self.table.canvas.set_answer(to_image(answer.after))
        took = f"{(time.perf_counter() - request.asked) * 1000:.0f} ms"
        self.table.show_answer(f"repainted in {took}")
        height, width = answer.after.shape[:2]
        self.panel.show_facts(took, width, height)

    def _on_failed(self, request: PreviewRequest, error: Exception) -> None:
        if request.drawing is not None:
            self.table.show_answer(reason_of(error), wrong=True)

    # what a person chose

    def _on_unfit(self) -> None:
        other = self._fitting()
        if other is not None:
            self.desk.shelf.choose(other.path)
        else:
            self.desk.session.go("train")

    def _on_start_chosen(self, start: DrawingStart) -> None:
        if start is DrawingStart.LINES and not self.ground.has_scan:
            self._show_start()
            self._on_import()
        else:
            self.ground.wanted = start
            self.refresh()

    def _on_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Import a drawing", "", _PICTURES)
        if name:
            self.ground.read_scan(Path(name))

    def _on_scan_wanted(self) -> None:
        if self.desk.photo is not None:
            self.ground.read_scan(self.desk.photo)

    def paint(self) -> None:
        """Keep the drawing and its painting."""
        start = self.ground.start
        if self._fits and start is not None:
            choice = start.choice
            name = self.ground.scan_name if choice.start is DrawingStart.LINES else ""
            drawing = Drawing(choice.start, self.hand.board.strokes, choice.lines)
            self.desk.keep_drawing(drawing, choice.boxes, self.panel.options(), name)


def _sheet_of(paper: int) -> QImage:
    """A picture of blank paper."""
    sheet = QImage(4, 5, QImage.Format.Format_RGB888)
    sheet.fill(0xFF000000 | paper * 0x010101)
    return sheet
