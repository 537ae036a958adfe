"""A histogram over a scale with two handles, between which lies what is chosen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.look import theme

BINS = 36
HEIGHT = 58
KNOB = 6
STEP = 0.02
"""What an arrow key moves, of the whole scale."""


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
