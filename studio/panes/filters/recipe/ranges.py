"""The ranges of what was measured that narrow a recipe's subset: a row each with a cross, a histogram when unfolded."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from models.recipes.subset import FACTS
from models.records import FactRange
from studio.panes.filters.recipe.words import FACT_TITLES, range_words
from studio.widgets.controls import link_button
from studio.widgets.range_filter import RangeHead
from studio.widgets.range_slider import RangeSlider


class RangeRow(QWidget):
    """One range. changed(FactRange) while its ends move; taken() when its cross was pressed."""

    changed = Signal(FactRange)
    taken = Signal()

    def __init__(self, shown: FactRange, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        self.head = RangeHead(FACT_TITLES[shown.name])
        self.head.active = True
        self.slider = RangeSlider()
        self.slider.setAccessibleName(self.head.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        inner = QHBoxLayout()
        inner.setContentsMargins(8, 0, 8, 0)
        inner.addWidget(self.slider)
        column.addLayout(inner)
        self.head.pressed.connect(lambda: self.set_open(not self.head.open))
        self.head.reset.connect(self.taken)
        self.slider.moved.connect(self._on_moved)
        self._values: Sequence[float] = ()
        self.set_open(False)
        self.show_range(shown)

    def set_open(self, is_open: bool) -> None:
        """Show the histogram, where it is known how the values are spread."""
        self.head.open = is_open and len(self._values) > 1
        self.slider.setVisible(self.head.open)
        self.head.update()

    def set_values(self, values: Sequence[float]) -> None:
        """What every crop of the project has there."""
        self._values = values
        self.slider.set_values(values)
        self.show_range(self.shown)
        self.set_open(self.head.open)

    def show_range(self, shown: FactRange) -> None:
        """Show another range, without changed()."""
        self.shown = shown
        low, high = self.slider.bounds()
        self.slider.set_range(shown.low if shown.low > low else None, shown.high if shown.high < high else None)
        self.head.words = range_words(shown)
        self.head.setAccessibleName(f"{self.head.title} {self.head.words}, Delete takes it away")
        self.head.update()

    def _on_moved(self) -> None:
        low, high = math.floor(self.slider.low()), math.ceil(self.slider.high())
        if (low, high) != (self.shown.low, self.shown.high):
            self.shown = FactRange(self.shown.name, low, high)
            self.head.words = range_words(self.shown)
            self.head.update()
            self.changed.emit(self.shown)


class RangeRows(QWidget):
    """changed(ranges) when a person moved, added or took away one."""

    changed = Signal(tuple)
    bleeds = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RangeRow] = []
        self._values: Mapping[str, Sequence[float]] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.add_button = link_button("+ Only some, by brightness, sharpness …")
        self.menu = QMenu(self)
        self.menu.triggered.connect(lambda action: self.add_range(str(action.data())))
        self.add_button.clicked.connect(self._on_add_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._column)
        below = QHBoxLayout()
        below.setContentsMargins(8, 0, 8, 0)
        below.addWidget(self.add_button)
        below.addStretch(1)
        column.addLayout(below)
        self._show_offers()

    def ranges(self) -> tuple[FactRange, ...]:
        return tuple(row.shown for row in self._rows)

    def rows(self) -> list[RangeRow]:
        return list(self._rows)

    def set_ranges(self, ranges: Sequence[FactRange]) -> None:
        """Show these, without changed(); rows of facts that stay keep their widgets."""
        if [one.name for one in ranges] != [row.shown.name for row in self._rows]:
            while self._rows:
                self._drop(self._rows[-1])
            for one in ranges:
                self._append(one)
        for row, one in zip(self._rows, ranges, strict=True):
            if row.shown != one:
                row.show_range(one)
        self._show_offers()

    def set_values(self, values: Mapping[str, Sequence[float]]) -> None:
        """How each fact is spread over the project; ranges of others can only be taken away."""
        self._values = {name: numbers for name, numbers in values.items() if len(set(numbers)) > 1}
        for row in self._rows:
            row.set_values(self._values.get(row.shown.name, ()))
        self._show_offers()

    def add_range(self, name: str) -> None:
        """One more range, as wide as there is, unfolded to be narrowed; as a change."""
        numbers = self._values[name]
        row = self._append(FactRange(name, math.floor(min(numbers)), math.ceil(max(numbers))))
        row.set_open(True)
        row.slider.setFocus()
        self._show_offers()
        self.changed.emit(self.ranges())

    def offers(self) -> list[str]:
        """The facts that a range may still be about."""
        taken = {row.shown.name for row in self._rows}
        return [name for name in FACTS if name in self._values and name not in taken]

    def _on_add_clicked(self) -> None:
        self.menu.clear()
        for name in self.offers():
            self.menu.addAction(FACT_TITLES[name]).setData(name)
        self.menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def _append(self, one: FactRange) -> RangeRow:
        row = RangeRow(one)
        row.set_values(self._values.get(one.name, ()))
        row.changed.connect(lambda _: self.changed.emit(self.ranges()))
        row.taken.connect(lambda: self._on_taken(row))
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def _on_taken(self, row: RangeRow) -> None:
        self._drop(row)
        self._show_offers()
        self.add_button.setFocus()
        self.changed.emit(self.ranges())

    def _drop(self, row: RangeRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _show_offers(self) -> None:
        self.add_button.setVisible(bool(self.offers()))
