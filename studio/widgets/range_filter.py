"""A slim row "Taken  1927 – 2019" that opens to a histogram with two handles; one click lets everything in again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.look import icons, theme
from studio.widgets.pressable import PressableRow
from studio.widgets.range_slider import RangeSlider

Words = Callable[[float, float], str]


class RangeHead(PressableRow):
    """Title, what is chosen, and a sign: a caret, or a cross that lets everything in again."""

    pressed = Signal()
    reset = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(26, parent=parent)
        self.title, self.words = title, ""
        self.active = self.open = False

    def cross(self) -> QRectF:
        """Where the sign is drawn, and pressed."""
        return QRectF(self.width() - 22, 3, 20, 20)

    def press(self, at: QPointF | None) -> None:
        (self.reset if at is not None and self.active and self.cross().contains(at) else self.pressed).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.active:
            self.reset.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hovered or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        inner = self.rect().adjusted(8, 0, -24, 0)
        painter.setPen(theme.colour("text" if self.active else "quiet"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.title)
        painter.setPen(theme.colour("accent" if self.active else "text"))
        room = inner.width() - painter.fontMetrics().horizontalAdvance(self.title) - 8
        words = painter.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        sign = "ph.x" if self.active else "ph.caret-up" if self.open else "ph.caret-down"
        icons.draw(painter, sign, self.cross().adjusted(4, 4, -4, -4), "accent" if self.active else "quiet")


class RangeFilter(QWidget):
    """The row, and below it the slider while it is open. changed() when another range was chosen: read range()."""

    changed = Signal()
    opened = Signal()

    def __init__(self, title: str, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.head = RangeHead(title)
        self.slider = RangeSlider()
        self.slider.setAccessibleName(title)
        self.slider.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        inner = QVBoxLayout()
        inner.setContentsMargins(8, 0, 8, 0)
        inner.addWidget(self.slider)
        column.addLayout(inner)
        self.head.pressed.connect(self._on_pressed)
        self.head.reset.connect(self.reset)
        self.slider.moved.connect(self._on_moved)
        self.set_values(())

    @property
    def is_open(self) -> bool:
        return self.head.open

    def set_open(self, is_open: bool) -> None:
        self.head.open = is_open
        self.slider.setVisible(is_open)
        self.head.update()
        if is_open:
            self.opened.emit()

    def set_values(self, values: Sequence[float]) -> None:
        """What there is to choose among; hidden when that is no more than one value."""
        self.slider.set_values(values)
        low, high = self.slider.bounds()
        self.setVisible(bool(values) and (high - low > 1e-5 or self.slider.active))
        self.say()

    def range(self) -> tuple[float, float] | None:
        """What is chosen; None for everything, also for what has no value at all."""
        return (self.slider.low(), self.slider.high()) if self.slider.active else None

    def words(self) -> str:
        """What is chosen, in words."""
        return self._words(self.slider.low(), self.slider.high())

    def reset(self) -> None:
        """Choose everything again, as a change."""
        if self.slider.active:
            self.slider.set_range(None, None)
            self._on_moved()

    def _on_pressed(self) -> None:
        self.set_open(not self.is_open)

    def _on_moved(self) -> None:
        self.say()
        self.changed.emit()

    def say(self) -> None:
        """Write what is chosen; after a silent change of the slider."""
        self.head.active = self.slider.active
        self.head.words = self.words()
        self.head.setAccessibleName(f"{self.head.title}, {self.head.words}")
        self.head.update()
