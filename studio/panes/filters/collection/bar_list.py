"""Words with a bar each: how many of all, and how many of them are shown; several can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.look import theme

ROW = 20
GAP = 8
MARK_ROOM = 16
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Bar:
    """mark: token of a small square before the words, "" for none; tip: more than the row says."""

    key: str
    text: str
    count: int
    shown: int
    mark: str = ""
    tip: str = ""


class BarList(QWidget):
    """chosen(): other rows are; a press takes one alone, or lets it go, with Ctrl or Shift one more: chosen_keys().

    more: a last line that can't be chosen ("12 more").
    """

    chosen = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: tuple[Bar, ...] = ()
        self.more = self.more_tip = ""
        self._chosen: tuple[str, ...] = ()
        self._current = 0
        self._hovered = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(200, ROW * (len(self.bars) + bool(self.more)))

    def set_bars(self, bars: Sequence[Bar], more: str = "", more_tip: str = "") -> None:
        """Show these; what was chosen stays chosen."""
        before = self.sizeHint()
        self.bars, self.more, self.more_tip = tuple(bars), more, more_tip
        self._current = min(self._current, max(0, len(self.bars) - 1))
        if self.sizeHint() != before:
            self.updateGeometry()
        self.update()

    def chosen_keys(self) -> tuple[str, ...]:
        """What is chosen, none for everything."""
        return self._chosen

    def set_keys(self, keys: Sequence[str]) -> None:
        """Choose without chosen()."""
        self._chosen = tuple(keys)
        self.update()

    def row_rect(self, number: int) -> QRectF:
        """Where a row lies."""
        return QRectF(0, number * ROW, self.width(), ROW)

    def _row_at(self, at: QPointF) -> int:
        number = int(at.y() // ROW)
        return number if 0 <= number < len(self.bars) and 0 <= at.x() < self.width() else -1

    def _take(self, number: int, add: bool) -> None:
        key = self.bars[number].key
        others = tuple(one for one in self._chosen if one != key)
        if add:
            self._chosen = others if key in self._chosen else (*others, key)
        else:
            self._chosen = () if self._chosen == (key,) else (key,)
        self._current = number
        self.update()
        self.chosen.emit()

    # mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._row_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self._take(number, bool(event.modifiers() & _ADDING))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._row_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self.setCursor(Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps and self.bars:
            self._current = min(max(self._current + steps[Qt.Key(event.key())], 0), len(self.bars) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.bars:
            self._take(self._current, bool(event.modifiers() & _ADDING))
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Delete) and self._chosen:
            self.set_keys(())
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._row_at(event.pos().toPointF())
            tip = self.bars[number].tip if number >= 0 else self.more_tip if self.bars else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    # paint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        most = max((bar.count for bar in self.bars), default=0)
        figures = max((metrics.horizontalAdvance(f"{bar.count:,}") for bar in self.bars), default=0)
        for number, bar in enumerate(self.bars):
            self._draw_row(painter, number, bar, most, figures)
        if self.more:
            painter.setPen(theme.colour("quiet"))
            words = self.row_rect(len(self.bars)).adjusted(GAP, 0, -GAP, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.more)

    def _draw_row(self, painter: QPainter, number: int, bar: Bar, most: int, figures: int) -> None:
        """figures: px that the widest count takes."""
        rect, chosen = self.row_rect(number), bar.key in self._chosen
        self._draw_ground(painter, rect, number, chosen)
        inner = rect.adjusted(GAP, 0, -GAP, 0)
        words = QRectF(inner.left(), rect.top(), self._words_width(), ROW)
        self._draw_words(painter, words, bar)
        painter.setPen(theme.colour("text" if bar.shown else "quiet"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{bar.shown:,}")
        start = words.right() + GAP
        room = inner.right() - figures - GAP - start
        painter.setPen(Qt.PenStyle.NoPen)
        for count, token in ((bar.count, "edge"), (bar.shown, "accent" if chosen else "quiet")):
            if count:
                painter.setBrush(theme.colour(token))
                painter.drawRect(QRectF(start, rect.center().y() - 4, max(1.5, room * count / max(1, most)), 8))

    def _draw_ground(self, painter: QPainter, rect: QRectF, number: int, chosen: bool) -> None:
        in_front = self.hasFocus() and number == self._current
        if chosen or in_front or number == self._hovered:
            painter.setPen(theme.colour("accent") if in_front else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("raised" if chosen else "hover"))
            inside = rect.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(inside, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)

    def _draw_words(self, painter: QPainter, rect: QRectF, bar: Bar) -> None:
        if bar.mark:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(bar.mark))
            painter.drawRoundedRect(QRectF(rect.left(), rect.center().y() - 5, 10, 10), 2, 2)
            rect = rect.adjusted(MARK_ROOM, 0, 0, 0)
        painter.setPen(theme.colour("text"))
        shown = painter.fontMetrics().elidedText(bar.text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _words_width(self) -> float:
        """Words take as much as they need, at most half of the row."""
        metrics = self.fontMetrics()
        marks = MARK_ROOM if any(bar.mark for bar in self.bars) else 0
        needed = max((metrics.horizontalAdvance(bar.text) for bar in self.bars), default=0) + marks + 2
        return min(needed, (self.width() - 2 * GAP) * 0.5)
