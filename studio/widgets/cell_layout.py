"""Where the cells of a strip or a grid lie. Pure geometry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize


@dataclass(frozen=True, slots=True)
class CellLayout:
    """Cells in rows from left to right. columns 0: one row without end; gap: between pictures; edge: around all."""

    count: int
    columns: int
    size: QSize
    gap: int
    edge: int

    def rect(self, number: int) -> QRect:
        """Where that cell's picture lies, before scrolling."""
        row, column = divmod(number, self.columns) if self.columns else (0, number)
        x = self.edge + column * (self.size.width() + self.gap)
        y = self.edge + row * (self.size.height() + self.gap)
        return QRect(x, y, self.size.width(), self.size.height())

    def within(self, area: QRect) -> Iterator[int]:
        """The numbers of the cells whose pictures meet an area."""
        columns = self.columns or max(1, self.count)
        first, last = (self._step(x, self.size.width(), columns) for x in (area.left(), area.right()))
        rows = -(-self.count // columns)
        top, bottom = (self._step(y, self.size.height(), rows) for y in (area.top(), area.bottom()))
        for row in range(top, bottom + 1):
            for column in range(first, last + 1):
                number = row * columns + column
                if number < self.count and self.rect(number).intersects(area):
                    yield number

    def _step(self, at: int, length: int, most: int) -> int:
        return min(max(0, (at - self.edge) // (length + self.gap)), max(0, most - 1))

    def extent(self) -> QSize:
        """The room that all cells take."""
        columns = self.columns or self.count
        rows = -(-self.count // columns) if columns else 0
        return QSize(
            *(
                2 * self.edge + number * (length + self.gap) - (self.gap if number else 0)
                for number, length in ((min(columns, self.count), self.size.width()), (rows, self.size.height()))
            )
        )
