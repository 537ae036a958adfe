"""The cells of a sheet with their heads, which stay while it scrolls. Shows and emits; has nothing painted itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from models.records import PaintOptions
from studio.look import theme
from studio.panes.paint.sheet.drawing import (
    paint_cell,
    paint_column_head,
    paint_enlarged,
    paint_mark,
    paint_row_head,
)
from studio.panes.paint.sheet.layout import Cell, SheetLayout

_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A photo of the sheet."""

    photo_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Column:
    """An encoder of the sheet. line: its score."""

    key: str
    title: str
    line: str


class SheetGrid(QAbstractScrollArea):
    """moved() when other cells came into view; adopted(cell) by Enter or a second click; current_changed()."""

    moved = Signal()
    adopted = Signal(object)
    current_changed = Signal()

    def __init__(self, head: Callable[[int], QPixmap | None], parent: QWidget | None = None) -> None:
        """head(photo id): the photo's small picture, if it is here; call `update_heads` when another has come."""
        super().__init__(parent)
        self._head = head
        self.rows: tuple[Row, ...] = ()
        self.columns: tuple[Column, ...] = ()
        self.layout_of_cells = SheetLayout(0, 0)
        self.current: Cell | None = None
        self._pictures: dict[tuple[int, str], QImage] = {}
        self._old: set[tuple[int, str]] = set()
        self._options = PaintOptions()
        self._problems: dict[tuple[int, str], str] = {}
        self._at_work: tuple[int, str] | None = None
        self._enlarged = False
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Photos in rows, encoders in columns")
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.moved)

    def set_cells(self, rows: Sequence[Row], columns: Sequence[Column]) -> None:
        """Show these; cells that stay keep their pictures, and the marked cell stays marked."""
        marked = self.cell_key(self.current) if self.current is not None else None
        self.rows, self.columns = tuple(rows), tuple(columns)
        cells = {(row.photo_id, column.key): (i, k) for i, row in enumerate(rows) for k, column in enumerate(columns)}
        self.current = cells.get(marked) if marked is not None else None
        self._enlarged &= self.current is not None
        self._set_ranges()
        self.viewport().update()
        self.current_changed.emit()

    def cell_key(self, cell: Cell) -> tuple[int, str]:
        """(photo id, encoder key) of a cell."""
        return self.rows[cell[0]].photo_id, self.columns[cell[1]].key

    def set_options(self, options: PaintOptions) -> None:
        """How the cells are painted now; pictures painted otherwise stay until newer ones come."""
        if options != self._options:
            self._options = options
            self._old = set(self._pictures)
            self._problems.clear()

    def set_picture(self, photo_id: int, key: str, image: QImage) -> None:
        self._pictures[photo_id, key] = image
        self._old.discard((photo_id, key))
        self.viewport().update()

    def set_problem(self, photo_id: int, key: str, words: str) -> None:
        """Why that cell has no picture."""
        self._problems[photo_id, key] = words
        self.viewport().update()

    def set_at_work(self, photo_id: int, key: str) -> None:
        """That cell is being painted."""
        self._at_work = (photo_id, key)
        self.viewport().update()

    def has(self, cell: Cell) -> bool:
        """Whether nothing more is to be painted there."""
        key = self.cell_key(cell)
        return (key in self._pictures and key not in self._old) or key in self._problems

    def missing(self) -> list[Cell]:
        """The cells in view without a picture, in the order in which to paint them."""
        layout, shown = self.layout_of_cells, self._shown()
        area = shown.adjusted(layout.heads_right, layout.heads_bottom, 0, 0)
        return [cell for cell in layout.within(area) if not self.has(cell)]

    def update_heads(self) -> None:
        self.viewport().update()

    def _shown(self) -> QRect:
        return QRect(self._offset(), self.viewport().size())

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _set_ranges(self) -> None:
        view = self.viewport().size()
        self.layout_of_cells = SheetLayout.fitting(len(self.rows), len(self.columns), view.width())
        extent = self.layout_of_cells.extent()
        for bar, length, room in (
            (self.horizontalScrollBar(), extent.width(), view.width()),
            (self.verticalScrollBar(), extent.height(), view.height()),
        ):
            bar.setRange(0, max(0, length - room))
            bar.setPageStep(room)
            bar.setSingleStep(40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_ranges()
        self.moved.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), theme.colour("canvas"))
        layout, shown = self.layout_of_cells, self._shown()
        inside = self.viewport().rect().adjusted(layout.heads_right - 4, layout.heads_bottom - 4, 0, 0)
        painter.save()
        painter.setClipRect(inside)
        painter.translate(-self._offset())
        for cell in layout.within(shown):
            self._paint_cell(painter, cell)
        painter.restore()
        self._paint_heads(painter, shown)
        picture = self._pictures.get(self.cell_key(self.current)) if self.current is not None else None
        if self._enlarged and picture is not None:
            paint_enlarged(painter, self.viewport().rect(), picture)

    def _paint_cell(self, painter: QPainter, cell: Cell) -> None:
        at, key = QRectF(self.layout_of_cells.cell(cell)), self.cell_key(cell)
        problem = self._problems.get(key, "")
        words = problem or ("painting …" if key == self._at_work else "")
        paint_cell(painter, at, self._pictures.get(key), words, bool(problem))
        if cell == self.current:
            paint_mark(painter, at)

    def _paint_heads(self, painter: QPainter, shown: QRect) -> None:
        layout, view, marked = self.layout_of_cells, self.viewport().rect(), self.current or (-1, -1)
        painter.save()
        painter.setClipRect(0, layout.heads_bottom - 4, layout.heads_right - 8, view.height())
        for number, row in enumerate(self.rows):
            at = layout.row_head(number).translated(0, -shown.top())
            if at.intersects(view):
                paint_row_head(painter, at, self._head(row.photo_id), row.name, marked[0] == number)
        painter.setClipRect(layout.heads_right - 4, 0, view.width(), layout.heads_bottom)
        for number, column in enumerate(self.columns):
            at = layout.column_head(number).translated(-shown.left(), 0)
            paint_column_head(painter, at, column.title, column.line, marked[1] == number)
        painter.restore()

    # by hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        layout = self.layout_of_cells
        if event.button() != Qt.MouseButton.LeftButton or at.x() < layout.heads_right or at.y() < layout.heads_bottom:
            return
        at += self._offset()
        cell = layout.find(at.x(), at.y())
        if cell is not None and cell == self.current:
            self.adopted.emit(cell)
        elif cell is not None:
            self.mark(cell)

    def mark(self, cell: Cell) -> None:
        """Make it the marked one and bring it into view."""
        self.current = cell
        at, view, layout = self.layout_of_cells.cell(cell), self.viewport().size(), self.layout_of_cells
        for bar, first, last, head, room in (
            (self.horizontalScrollBar(), at.left(), at.right(), layout.heads_right, view.width()),
            (self.verticalScrollBar(), at.top(), at.bottom(), layout.heads_bottom, view.height()),
        ):
            bar.setValue(min(bar.value(), first - head))
            bar.setValue(max(bar.value(), last + 24 - room))
        self.viewport().update()
        self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, enter = Qt.Key(event.key()), (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key in _MOVES and self.rows and self.columns:
            self._step(*_MOVES[key])
        elif key in enter and self.current is not None and not event.modifiers():
            self.adopted.emit(self.current)
        elif key == Qt.Key.Key_Space and self.current is not None:
            self._enlarged = not self._enlarged
            self.viewport().update()
        else:
            super().keyPressEvent(event)

    def _step(self, down: int, right: int) -> None:
        row, column = self.current if self.current is not None else (-down, -right)
        self.mark((_within(row + down, len(self.rows)), _within(column + right, len(self.columns))))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
        super().changeEvent(event)


def _within(number: int, count: int) -> int:
    return min(max(0, number), count - 1)
