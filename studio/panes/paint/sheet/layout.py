"""Where the cells, the row heads and the column heads of a sheet lie. Pure geometry, before scrolling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

Cell = tuple[int, int]
"""(row, column), counted from 0."""

NARROW, WIDE = 110, 220
"""How wide a picture is at least, and at most where there is room."""
_EDGE = 16
_TOP = 56
"""Height of the column heads."""
_GAP = 8
_AFTER_HEAD = 16
_NAME = 23
"""From a picture to the next one below: the name of the photo stands there."""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A head at the left of each row and over each column, all pictures of one size, 4:5. width: of a picture."""

    rows: int
    columns: int
    width: int = NARROW

    @classmethod
    def fitting(cls, rows: int, columns: int, room: int) -> SheetLayout:
        """The one whose pictures fill that much width, as far as their size allows."""
        each = (room - 2 * _EDGE - _AFTER_HEAD - _GAP * columns) // (columns + 1)
        return cls(rows, columns, min(max(NARROW, each), WIDE))

    @property
    def height(self) -> int:
        """Of a picture."""
        return self.width * 5 // 4

    def row_head(self, row: int) -> QRect:
        return QRect(_EDGE, _TOP + row * self._pitch, self.width, self.height)

    def column_head(self, column: int) -> QRect:
        return QRect(self._left(column), 0, self.width, _TOP)

    def cell(self, at: Cell) -> QRect:
        return QRect(self._left(at[1]), _TOP + at[0] * self._pitch, self.width, self.height)

    def _left(self, column: int) -> int:
        return self.heads_right + column * (self.width + _GAP)

    @property
    def _pitch(self) -> int:
        return self.height + _NAME

    @property
    def heads_right(self) -> int:
        """Where the first column begins."""
        return _EDGE + self.width + _AFTER_HEAD

    @property
    def heads_bottom(self) -> int:
        """Where the first row begins."""
        return _TOP

    def extent(self) -> QSize:
        """The room that everything takes."""
        return QSize(self._left(self.columns) - _GAP + _EDGE, _TOP + self.rows * self._pitch + _EDGE)

    def within(self, area: QRect) -> Iterator[Cell]:
        """The cells that meet an area, column by column: to change the encoder is what takes time."""
        for column in range(self.columns):
            for row in self._rows_within(area):
                if self.cell((row, column)).intersects(area):
                    yield row, column

    def _rows_within(self, area: QRect) -> range:
        first = max(0, (area.top() - _TOP) // self._pitch)
        return range(first, min(self.rows, max(first, (area.bottom() - _TOP) // self._pitch + 1)))

    def find(self, x: int, y: int) -> Cell | None:
        """The cell at a point."""
        for row in self._rows_within(QRect(x, y, 1, 1)):
            for column in range(self.columns):
                if self.cell((row, column)).contains(x, y):
                    return row, column
        return None
