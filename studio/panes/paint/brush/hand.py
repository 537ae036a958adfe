"""From what the pen does on the canvas to strokes on the board, and back to the canvas. Knows no encoder."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, Signal

from models.drawing_records import Stroke
from models.painting.drawing import Area, Pens
from models.records import Picture
from studio.look.qt_images import to_image
from studio.panes.paint.brush.board import Board
from studio.panes.paint.brush.canvas import PenAt
from studio.panes.paint.brush.table import BrushTable
from studio.panes.paint.brush.tools import ToolColumn


class Hand(QObject):
    """drawn() with every change of the drawing; stopped(why) when a stroke can't begin."""

    drawn = Signal()
    stopped = Signal(str)

    def __init__(self, table: BrushTable, tools: ToolColumn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.board = Board()
        self._table, self._tools = table, tools
        canvas = table.canvas
        canvas.pressed.connect(self._on_pressed)
        canvas.moved.connect(self._on_moved)
        canvas.lifted.connect(self._on_lifted)
        table.foot.count_chosen.connect(self.go_to)
        tools.undo.connect(lambda: self.step(-1))
        tools.redo.connect(lambda: self.step(1))
        tools.move_toggled.connect(canvas.set_moving)
        tools.pen_changed.connect(self._show_pen)
        self._show_pen()

    def set_start(self, pens: Pens, start: Picture) -> None:
        """Other pixels under the strokes."""
        self._tools.set_pens(pens.values)
        self.board.set_start(pens, start)
        self._show()

    def set_strokes(self, strokes: Sequence[Stroke]) -> None:
        """Other strokes, as a drawing opened again has them."""
        self.board.set_strokes(strokes)
        self._show()

    def step(self, by: int) -> None:
        """Undo (-1) or redo (1) one stroke."""
        self._table.foot.stop()
        self.go_to(self.board.shown + by)

    def go_to(self, count: int) -> None:
        """Show so many strokes."""
        self.board.go_to(count)
        self._show()

    def _on_pressed(self, at: PenAt) -> None:
        self._table.foot.stop()
        pen = self._tools.pen
        if self.board.full:
            self.stopped.emit("This drawing is full: keep it, and start another one")
        elif not pen.channels:
            self.stopped.emit("Switch on a channel to draw in: R, G or B")
        else:
            value = None if pen.erases else pen.value
            self._show(self.board.begin(pen.begin(at.x, at.y, at.pressure), value, pen.channels))

    def _on_moved(self, at: PenAt) -> None:
        pen = self._tools.pen
        if at.straight:
            self._straighten(at)
        elif self.board.drawing and (point := pen.move(at.x, at.y, at.pressure)) is not None:
            self._show(self.board.add(point))

    def _on_lifted(self, at: PenAt) -> None:
        if not self.board.drawing:
            return
        if at.straight:
            self._straighten(at)
        elif (point := self._tools.pen.finish(at.x, at.y, at.pressure)) is not None:
            self.board.add(point)
        self.board.end()
        self._show()

    def _straighten(self, at: PenAt) -> None:
        if self.board.drawing:
            self.board.straighten(self._tools.pen.at(at.x, at.y))
            self._show()

    def _show(self, area: Area | None = None) -> None:
        """area: all that changed of the drawing, None for anything."""
        board = self.board
        part = None
        if area is not None:
            left, top, right, bottom = area
            part = QRectF(left, top, right - left, bottom - top)
        self._table.canvas.set_drawn(to_image(board.picture()), part)
        self._table.foot.show_strokes(board.shown, board.total)
        self._tools.set_history(board.shown > 0, board.shown < board.total)
        self.drawn.emit()

    def _show_pen(self) -> None:
        self._table.canvas.set_ring(self._tools.pen.size, self._tools.words())
