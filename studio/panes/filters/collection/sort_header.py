"""The titles over a table: how it is sorted, and in which column the keys stand. A click sorts; knows no rows."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from studio.look import icons, theme
from studio.panes.filters.collection.crop_table import SHORT

HEIGHT = 32
PAD = 8
CARET = 12


class SortHeader(QHeaderView):
    """sectionClicked(column) as Qt sends it; marked: the column the keys stand in, -1 for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.marked = -1
        self._sorted = -1
        self._falls = False
        self.setFixedHeight(HEIGHT)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(24)

    def set_sorted(self, column: int, falls: bool) -> None:
        """Which column the rows follow (-1: none), and whether it falls."""
        self._sorted, self._falls = column, falls
        self.viewport().update()

    def set_marked(self, column: int) -> None:
        self.marked = column
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.fillRect(rect, theme.colour("window"))
        painter.setFont(theme.font("small"))
        is_sorted = section == self._sorted
        painter.setPen(theme.colour("text" if is_sorted or section == self.marked else "quiet"))
        role, turned = Qt.ItemDataRole, Qt.Orientation.Horizontal
        words = str(self.model().headerData(section, turned, role.DisplayRole) or "")
        if painter.fontMetrics().horizontalAdvance(words) + CARET + 2 > rect.width() - PAD:
            words = str(self.model().headerData(section, turned, SHORT) or "")
        aligned = self.model().headerData(section, turned, role.TextAlignmentRole)
        right = bool(aligned & Qt.AlignmentFlag.AlignRight)
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, words)
        wide = painter.fontMetrics().horizontalAdvance(words)
        if section == self.marked:
            left = inner.right() - wide + 1 if right else inner.left()
            painter.fillRect(QRect(left, rect.center().y() + 9, max(wide, CARET), 1), theme.colour("accent"))
        if is_sorted:
            # on the side the words leave free, so that figures stay under their title's right end
            x = inner.right() - wide - CARET - 2 if right else inner.left() + wide + 3
            sign = "ph.caret-down" if self._falls else "ph.caret-up"
            icons.draw(painter, sign, QRectF(x, rect.center().y() - CARET / 2 + 1, CARET, CARET), "text")
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
