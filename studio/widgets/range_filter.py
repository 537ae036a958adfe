"""A slim row "Taken  1927 – 2019" that opens to a histogram with two handles; one click lets everything in again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from studio import icons, theme

BINS = 36
HEIGHT = 58
KNOB = 6
STEP = 0.02
"""What an arrow key moves, of the whole scale."""

Words = Callable[[float, float], str]


class RangeSlider(QWidget):
    """A histogram over a scale with a handle at either end of what is chosen. moved() while a handle moves;

    values are on the scale given to set_values; low() and high() are the chosen ends.
    """

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(80)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._least, self._most = 0.0, 1.0
        self._low: float | None = None  # None: as low as there is
        self._high: float | None = None
        self._bars: Sequence[int] = ()
        self._held = ""  # "low", "high" or "": which handle the mouse or the keys move
        self._last = "high"

    def set_values(self, values: Sequence[float]) -> None:
        """Draw how these are spread; what was chosen stays chosen."""
        if values:
            self._least, self._most = float(min(values)), float(max(values))
            if self._most <= self._least:
                self._most = self._least + 1e-6
            self._bars = np.histogram(values, BINS, (self._least, self._most))[0].tolist()
        else:
            self._bars = ()
        self.update()

    @property
    def active(self) -> bool:
        """Whether less than everything is chosen."""
        return self._low is not None or self._high is not None

    def low(self) -> float:
        return self._least if self._low is None else min(self._low, self._most)

    def high(self) -> float:
        return self._most if self._high is None else max(self._high, self._least)

    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest value there is."""
        return self._least, self._most

    def set_range(self, low: float | None, high: float | None) -> None:
        """Choose without moved(); None: as far as there is."""
        self._low, self._high = low, high
        self.update()

    # places

    def _x(self, value: float) -> float:
        share = (value - self._least) / (self._most - self._least)
        return KNOB + 1 + min(1.0, max(0.0, share)) * (self.width() - 2 * KNOB - 2)

    def _value(self, x: float) -> float:
        share = (x - KNOB - 1) / max(1.0, self.width() - 2 * KNOB - 2)
        return self._least + min(1.0, max(0.0, share)) * (self._most - self._least)

    def handle(self, which: str) -> QPointF:
        """Where a handle stands."""
        return QPointF(self._x(self.low() if which == "low" else self.high()), HEIGHT - KNOB - 2)

    def _nearest(self, x: float) -> str:
        low, high = self.handle("low").x(), self.handle("high").x()
        if abs(x - low) == abs(x - high):
            return "low" if x < low or low > KNOB + 2 else "high"
        return "low" if abs(x - low) < abs(x - high) else "high"

    def _move(self, which: str, value: float) -> None:
        """Put a handle there; it stops at the other one, and at the end of the scale it lets go of the bound."""
        nothing = (self._most - self._least) * 1e-4
        if which == "low":
            value = min(value, self.high())
            self._low = None if value <= self._least + nothing else value
        else:
            value = max(value, self.low())
            self._high = None if value >= self._most - nothing else value
        self.update()
        self.moved.emit()

    # mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._bars:
            self._held = self._last = self._nearest(event.position().x())
            self._move(self._held, self._value(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._move(self._held, self._value(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = ""
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._held = ""
        self.set_range(None, None)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -STEP, Qt.Key.Key_Down: -STEP, Qt.Key.Key_Right: STEP, Qt.Key.Key_Up: STEP}
        if event.key() in steps and self._bars:
            at = self.low() if self._last == "low" else self.high()
            self._move(self._last, at + steps[Qt.Key(event.key())] * (self._most - self._least))
        elif event.key() == Qt.Key.Key_Space:
            self._last = "low" if self._last == "high" else "high"
            self.update()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        low, high = self.handle("low"), self.handle("high")
        self._draw_bars(painter, low.x(), high.x())
        y = low.y()
        painter.setBrush(theme.colour("edge"))
        painter.drawRoundedRect(QRectF(1, y - 1, self.width() - 2, 2), 1, 1)
        painter.setBrush(theme.colour("accent"))
        painter.drawRect(QRectF(low.x(), y - 1, high.x() - low.x(), 2))
        for which, place in (("low", low), ("high", high)):
            if self.hasFocus() and which == self._last:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accent"))
                painter.drawEllipse(place, KNOB + 1, KNOB + 1)
            painter.setPen(theme.colour("edge"))
            painter.setBrush(theme.colour("knob"))
            painter.drawEllipse(place, KNOB - 1, KNOB - 1)

    def _draw_bars(self, painter: QPainter, low: float, high: float) -> None:
        """Roots of the counts: a few hundred of one year would hide all others."""
        if not self._bars:
            return
        room, most = HEIGHT - 2 * KNOB - 8, max(self._bars) ** 0.5
        left, width = KNOB + 1, (self.width() - 2 * KNOB - 2) / len(self._bars)
        for number, count in enumerate(self._bars):
            if count:
                tall = max(1.5, room * count**0.5 / most)
                bar = QRectF(left + number * width, room + 2 - tall, max(1.0, width - 1), tall)
                inside = bar.right() >= low and bar.left() <= high
                painter.setBrush(theme.colour("quiet" if inside else "edge"))
                painter.drawRect(bar)


class RangeHead(QWidget):
    """Title, what is chosen, and a sign: a caret, or a cross that lets everything in again."""

    pressed = Signal()
    reset = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.words = title, ""
        self.active = self.open = False
        self._hovered = False
        self.setFixedHeight(26)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, 26)

    def cross(self) -> QRectF:
        """Where the sign is drawn, and pressed."""
        return QRectF(self.width() - 22, 3, 20, 20)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hovered = False
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            (self.reset if self.active and self.cross().contains(event.position()) else self.pressed).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.active:
            self.reset.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._hovered or self.hasFocus():
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
