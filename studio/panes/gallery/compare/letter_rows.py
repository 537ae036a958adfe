"""Rows of letters with what they have in common, and perhaps its colour. Knows no painting."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.look import theme
from studio.panes.gallery.compare.cell_paint import CHIP, paint_chip

_ROW = 25

Line = tuple[str, str, QColor | None]
"""Letters, words, and the colour that the words are of."""


class LetterRows(QWidget):
    """current: the letter that is in ochre."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._current = ""

    def set_lines(self, lines: Sequence[Line], current: str) -> None:
        self._lines, self._current = list(lines), current
        self.setFixedHeight(_ROW * len(self._lines))
        self.setAccessibleName("; ".join(f"{letters}: {words}" for letters, words, _ in self._lines))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((len(letters) for letters, _, _ in self._lines), default=0)
        for number, (letters, words, colour) in enumerate(self._lines):
            top = number * _ROW + (_ROW - CHIP) / 2
            for place, letter in enumerate(letters):
                paint_chip(painter, QRectF(place * (CHIP + 4), top, CHIP, CHIP), letter, letter == self._current)
            left = most * (CHIP + 4) + 4
            if colour is not None:
                painter.setPen(theme.colour("edge"))
                painter.setBrush(colour)
                painter.drawRoundedRect(QRectF(left, top + 3, 14, 14), 2, 2)
                left += 22
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("text"))
            room = max(0, self.width() - int(left))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
            inner = QRectF(left, number * _ROW, room, _ROW)
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
