"""Rows of trainings that wait, in an order that is changed by drag or by keys. Knows items, not the project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.records import Picture
from studio.look import theme
from studio.panes.train.queue.queue_row import QueueItem, QueueRow


class QueueList(QWidget):
    """moved(id, place), removed(id), minutes_set(id, minutes): what a person wants; shown once set_items says so."""

    moved = Signal(int, int)
    removed = Signal(int)
    minutes_set = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QueueRow] = []
        self._carried: QueueRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_8)

    def set_items(self, items: Sequence[QueueItem]) -> None:
        """These, in this order; rows of trainings that stay keep their widgets and the focus."""
        known = {row.item.id: row for row in self._rows}
        wanted = {item.id for item in items}
        for row in [row for row in self._rows if row.item.id not in wanted]:
            self._drop(row)
        rows = []
        for item in items:
            row = known.get(item.id) or self._make(item)
            row.show_item(item)
            rows.append(row)
        self._rows = rows
        self._arrange()

    def show_pictures(self, pictures: Mapping[int, tuple[Picture, Picture]]) -> None:
        """What goes in and must come out, by id."""
        for row in self._rows:
            row.pair.show_pictures(pictures.get(row.item.id))

    def rows(self) -> list[QueueRow]:
        return list(self._rows)

    def _make(self, item: QueueItem) -> QueueRow:
        row = QueueRow(item)
        row.removed.connect(partial(self.removed.emit, item.id))
        row.minutes_set.connect(partial(self.minutes_set.emit, item.id))
        row.moved.connect(partial(self._on_moved, row))
        row.pulled.connect(partial(self._on_pulled, row))
        row.let_go.connect(partial(self._on_let_go, row))
        return row

    def _drop(self, row: QueueRow) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _arrange(self) -> None:
        for place, row in enumerate(self._rows):
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
        self._column.activate()  # a drag measures against where they stand now

    # order

    def _first_free(self) -> int:
        """What is trained now stays in front."""
        return sum(row.item.learning for row in self._rows)

    def _on_moved(self, row: QueueRow, by: int) -> None:
        place = self._rows.index(row) + by
        if self._first_free() <= place < len(self._rows):
            self.moved.emit(row.item.id, place)
            row.grip.setFocus()

    def _on_pulled(self, row: QueueRow, y: int) -> None:
        """The row the mouse carries takes the place it has come to; it is told of when it is let go."""
        self._carried = row
        row.set_carried(True)
        others = [other for other in self._rows if other is not row]
        place = max(self._first_free(), sum(other.middle() < y for other in others))
        if place != self._rows.index(row):
            others.insert(place, row)
            self._rows = others
            self._arrange()

    def _on_let_go(self, row: QueueRow) -> None:
        row.set_carried(False)
        if self._carried is row:
            self._carried = None
            self.moved.emit(row.item.id, self._rows.index(row))
