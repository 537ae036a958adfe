"""A light, a sentence, and a button that does what the sentence advises. The light never speaks alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.look import theme
from studio.widgets.controls import soft_button
from studio.widgets.labels import QuietLabel


class DoctorLine(QWidget):
    """light: a colour token ("confirmed", "suggested", "rejected", "off"). pressed(): the button was."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = "off"
        self._words = QuietLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)  # it names recipes, which may come from a stranger's file
        self.button = soft_button("")
        self.button.clicked.connect(self.pressed)
        self.button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 0, 0)
        row.setSpacing(theme.SPACE_16)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, light: str, words: str) -> None:
        self._light = light
        self._words.setText(words)
        self.setAccessibleName(words)
        self.update()

    def offer(self, text: str, help: str = "") -> None:
        """A button with what can be done about it; none without a text."""
        self.button.setText(text)
        self.button.setToolTip(help)
        self.button.setVisible(bool(text))

    @property
    def light(self) -> str:
        return self._light

    def text(self) -> str:
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._light))
        painter.drawEllipse(QRectF(2, self._words.y() + 5, 8, 8))  # beside the first line
