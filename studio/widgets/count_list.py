"""A list of words with counts at the right, of which one may be chosen (people, filters, albums)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.look import theme
from studio.widgets.pressable import PressableRow


class CountRow(PressableRow):
    """One line; pressed(key) by mouse, Space or Enter."""

    pressed = Signal(str)

    def __init__(self, key: str, text: str, count: int | str | None, parent: QWidget | None = None) -> None:
        super().__init__(26, 120, parent)
        self.key, self.text, self.count = key, text, count
        self.chosen = False
        self.quiet = False
        self.setAccessibleName(text if count is None else f"{text}, {count}")

    def press(self, at: QPointF | None) -> None:
        self.pressed.emit(self.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.chosen or self.hovered or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("raised" if self.chosen else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        inner = self.rect().adjusted(8, 0, -8, 0)
        number = "" if self.count is None else str(self.count)
        painter.setPen(theme.colour("text" if self.quiet else "quiet"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        room = inner.width() - painter.fontMetrics().horizontalAdvance(number) - 8
        painter.setPen(theme.colour("quiet" if self.quiet and not self.chosen else "text"))
        shown = painter.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class CountList(QWidget):
    """items: (key, text, count or None). chosen(key) when a person chose; a second press on the chosen row un-chooses

    it ("" is sent) when `may_be_none`. quiet: the words step back behind their counts.
    """

    chosen = Signal(str)
    bleeds = True
    """Its rows' text stands 8 px inside: a SidePanel gives it that much more width."""

    def __init__(self, may_be_none: bool = False, quiet: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_be_none = may_be_none
        self._quiet = quiet
        self._current = ""
        self._rows: list[CountRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def set_items(self, items: Sequence[tuple[str, str, int | str | None]]) -> None:
        """Show these rows; rows that stay keep their widget, so that nothing flickers."""
        if [row.key for row in self._rows] != [key for key, _, _ in items]:
            self._rebuild(items)
        for row, (_, text, count) in zip(self._rows, items, strict=True):
            row.text, row.count = text, count
            row.chosen = row.key == self._current
            row.update()

    def _rebuild(self, items: Sequence[tuple[str, str, int | str | None]]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [CountRow(*item) for item in items]
        for row in self._rows:
            row.quiet = self._quiet
            row.pressed.connect(self._on_pressed)
            self._column.addWidget(row)

    def _on_pressed(self, key: str) -> None:
        self.set_current("" if self._may_be_none and key == self._current else key)
        self.chosen.emit(self._current)

    def current(self) -> str:
        return self._current

    def set_current(self, key: str) -> None:
        """Mark a row without chosen()."""
        self._current = key
        for row in self._rows:
            row.chosen = row.key == key
            row.update()

    def rows(self) -> list[CountRow]:
        return list(self._rows)
