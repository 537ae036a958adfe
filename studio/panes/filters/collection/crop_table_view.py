"""The table of the collection as a person handles it: rows are chosen, sorted, opened, copied. Knows its model only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from studio.look import theme
from studio.panes.filters.collection.crop_cells import ROW, CropDelegate
from studio.panes.filters.collection.crop_rows import CropRow
from studio.panes.filters.collection.crop_table import NAMES, CropTable, lines_as_text
from studio.panes.filters.collection.sort_header import SortHeader

FIXED = {
    "colour": 32,
    "mean_red": 56,
    "mean_green": 56,
    "mean_blue": 56,
    "brightness": 88,
    "dominant": 84,
    "sharpness": 88,
}
TIGHT = FIXED | {"brightness": 64, "dominant": 74, "sharpness": 72}
ROOMY = 900
"""From this width on titles are written in full."""
FREE = {"person": (88, 0.28), "photo": (116, 0.44), "notes": (106, 0.28)}
"""Least width, and share of what is left; where even the least does not fit the table scrolls sideways."""


def column_widths(room: int) -> dict[str, int]:
    """Width of every column in a table of that many px."""
    fixed = FIXED if room >= ROOMY else TIGHT
    free = max(0, room - sum(fixed.values()) - sum(least for least, _ in FREE.values()))
    widths = {name: fixed.get(name, 0) or FREE[name][0] + int(free * FREE[name][1]) for name in NAMES}
    widths["photo"] += max(0, room - sum(widths.values()))
    return widths


class CropTableView(QTableView):
    """opened(key): Enter or double click; selected(): other rows are; current(key): another row is in front.

    Whatever the model puts in place, rows that are still there stay selected, and the one in front stays in front.
    """

    opened = Signal(str)
    selected = Signal()
    current = Signal(str)

    def __init__(self, model: CropTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = model
        self.header = SortHeader(self)
        self.setHorizontalHeader(self.header)
        self.setItemDelegate(CropDelegate(self))
        self._kept: frozenset[str] = frozenset()
        self._front = ""
        self._column, self._scrolled = 1, 0
        self._restoring = False
        self._set_up()
        self.setModel(model)
        self.header.sectionClicked.connect(self.sort_by)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("Collection")
        down = self.verticalHeader()
        down.hide()
        down.setMinimumSectionSize(ROW)
        down.setDefaultSectionSize(ROW)
        down.setSectionResizeMode(down.ResizeMode.Fixed)

    # sorting

    def sort_by(self, column: int) -> None:
        """Sort by a column; by the one it is sorted by, the other way round."""
        name, sorts = NAMES[column], self.table.sorts
        falls = bool(sorts) and sorts[0] == (name, False)
        self.table.sort(column, Qt.SortOrder.DescendingOrder if falls else Qt.SortOrder.AscendingOrder)
        self.header.set_sorted(column, falls)
        self.verticalScrollBar().setValue(0)

    # what is selected and in front

    def front(self) -> str:
        """Key of the row in front, "" when there is none."""
        return self._front

    def selected_lines(self) -> list[int]:
        """Lines of the table that are selected, rising."""
        ranges = sorted((one.top(), one.bottom()) for one in self.selectionModel().selection().toList())
        return sorted({line for top, bottom in ranges for line in range(top, bottom + 1)})

    def selected_rows(self) -> list[CropRow]:
        """From the top."""
        return [self.table.row(line) for line in self.selected_lines()]

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._restoring:
            self.selected.emit()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.header.set_marked(current.column() if self.hasFocus() else -1)
        self.viewport().update()
        if not self._restoring:
            self._come_to_front(current.row())

    def _come_to_front(self, line: int) -> None:
        key = self.table.row(line).key if 0 <= line < self.table.rowCount() else ""
        if key != self._front:
            self._front = key
            self.current.emit(key)

    def _keep(self) -> None:
        """Other rows come: remember by their keys which were selected."""
        self._kept = frozenset(row.key for row in self.selected_rows())
        self._column = max(1, self.currentIndex().column())
        self._scrolled = self.verticalScrollBar().value()

    def _restore(self) -> None:
        self._restoring = True
        try:
            lines = self.table.lines(self._kept)
            self._select(lines)
            front = self.table.lines((self._front,))
            self._set_current(front[0] if front else 0)
            self.verticalScrollBar().setValue(self._scrolled)
        finally:
            self._restoring = False
        if len(lines) != len(self._kept):
            self.selected.emit()
        self._come_to_front(self.currentIndex().row())

    def _select(self, lines: list[int]) -> None:
        chosen = QItemSelection()
        for top, bottom in _runs(lines):
            chosen.append(self.table.run(top, bottom))
        if lines:
            self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _set_current(self, line: int) -> None:
        index = self.table.index(line, self._column)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def select_keys(self, keys: Sequence[str]) -> None:
        """Select the rows of these keys and no others; those not shown can't be."""
        self.clearSelection()
        self._select(self.table.lines(keys))

    def bring_to_front(self, key: str) -> None:
        """Put the row of that key in front and in sight; nothing happens when it is not shown."""
        for line in self.table.lines((key,)):
            self._column = max(1, self.currentIndex().column())
            self._set_current(line)
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._front:
                self.opened.emit(self._front)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.currentIndex().isValid():
            self._walk(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() == Qt.Key.Key_S and not event.modifiers():
            self.sort_by(max(0, self.currentIndex().column()))
        elif event.key() == Qt.Key.Key_Escape and self.selected_lines():
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def _walk(self, by: int) -> None:
        """Go to another column of the same row; what is selected stays."""
        line, column = self.currentIndex().row(), self.currentIndex().column() + by
        if 0 <= column < len(NAMES):
            self._column = column
            self._set_current(line)
            self.scrollTo(self.currentIndex())

    def keyboardSearch(self, search: str) -> None:
        """Letters typed here do nothing; Qt would ask every row for its words."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row."""
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: self.table.rowCount() - 1,
        }
        if action in ends:
            return self.table.index(ends[action], max(1, self.currentIndex().column()))
        return super().moveCursor(action, modifiers)

    def copy(self) -> None:
        """Put the selected rows, or the one in front, on the clipboard as lines with tabs."""
        rows = self.selected_rows() or [self.table.row(line) for line in self.table.lines((self._front,))]
        if rows:
            QGuiApplication.clipboard().setText(lines_as_text(rows))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(self.table.row(index.row()).key)

    # looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Share the width out."""
        for column, wide in enumerate(column_widths(self.viewport().width()).values()):
            if self.columnWidth(column) != wide:
                self.setColumnWidth(column, wide)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.header.set_marked(self.currentIndex().column())
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.header.set_marked(-1)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.currentIndex().isValid():
            painter = QPainter(self.viewport())
            top = self.rowViewportPosition(self.currentIndex().row())
            painter.setPen(theme.colour("accent" if self.hasFocus() else "edge"))
            painter.drawRect(0, top, self.viewport().width() - 1, ROW - 1)


def _runs(lines: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each unbroken run of rising numbers."""
    numbers = list(lines)
    if not numbers:
        return []
    breaks = [(last, first) for last, first in pairwise(numbers) if first != last + 1]
    firsts = [numbers[0], *(first for _, first in breaks)]
    lasts = [*(last for last, _ in breaks), numbers[-1]]
    return list(zip(firsts, lasts, strict=True))
