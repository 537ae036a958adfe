"""The squares that say which is A and which is B, and the list of people in which they are given."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.look import theme
from studio.panes.paint.average.groups import Group
from studio.widgets.pressable import PressableRow

_SIDE = 18


def paint_letter(painter: QPainter, at: QRectF, letter: str) -> None:
    """A or B on ochre; an empty square for neither."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if letter:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
    else:
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(at.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
    if letter:
        painter.setFont(theme.font("label"))
        painter.setPen(theme.colour("on_accent"))
        painter.drawText(at, int(Qt.AlignmentFlag.AlignCenter), letter)


class LetterTag(QWidget):
    """One such square."""

    def __init__(self, letter: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = letter
        self.setFixedSize(QSize(_SIDE, _SIDE))
        self.setAccessibleName(letter)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_letter(QPainter(self), QRectF(self.rect()), self._letter)


class GroupRow(PressableRow):
    """A line of the list; pressed(key, other) with Shift where other is true."""

    pressed = Signal(str, bool)

    def __init__(self, group: Group, parent: QWidget | None = None) -> None:
        super().__init__(30, 160, parent)
        self.group = group
        self.letter = ""
        self._shift = False

    def set_group(self, group: Group, letter: str) -> None:
        self.group, self.letter = group, letter
        self.setAccessibleName(f"{group.name}, {len(group.crops)} faces{f', {letter}' if letter else ''}")
        self.update()

    def press(self, at: QPointF | None) -> None:
        self.pressed.emit(self.group.key, self._shift)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.letter or self.hovered or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("raised" if self.letter else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        inner = self.rect().adjusted(8, 0, -8, 0)
        paint_letter(painter, QRectF(inner.left(), (self.height() - _SIDE) / 2, _SIDE, _SIDE), self.letter)
        painter.setFont(theme.font("body"))
        count = f"{len(self.group.crops):,}"
        painter.setPen(theme.colour("quiet"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        name = inner.adjusted(_SIDE + 8, 0, -painter.fontMetrics().horizontalAdvance(count) - 8, 0)
        painter.setPen(theme.colour("text"))
        shown = painter.fontMetrics().elidedText(self.group.name, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class GroupList(QWidget):
    """Groups with their counts. chosen(key, other): clicked for A, or with Shift for B."""

    chosen = Signal(str, bool)
    bleeds = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[GroupRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def set_groups(self, groups: Sequence[Group], first: str, second: str) -> None:
        """first, second: the keys of A and B; rows that stay keep their widget."""
        if [row.group.key for row in self._rows] != [group.key for group in groups]:
            self._rebuild(groups)
        for row, group in zip(self._rows, groups, strict=True):
            row.set_group(group, "A" if group.key == first else "B" if group.key == second else "")

    def _rebuild(self, groups: Sequence[Group]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [GroupRow(group) for group in groups]
        for row in self._rows:
            row.pressed.connect(self.chosen)
            self._column.addWidget(row)

    def row(self, key: str) -> GroupRow:
        return next(row for row in self._rows if row.group.key == key)
