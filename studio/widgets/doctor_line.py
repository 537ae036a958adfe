"""A light and a sentence: how a training does. The light never speaks alone, the words say it too."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio import theme
from studio.widgets.labels import QuietLabel


class DoctorLine(QWidget):
    """light: a colour token ("confirmed", "suggested", "rejected", "off")."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = "off"
        self._words = QuietLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)  # it names recipes, which may come from a stranger's file
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 0, 0)
        row.addWidget(self._words)

    def say(self, light: str, words: str) -> None:
        self._light = light
        self._words.setText(words)
        self.setAccessibleName(words)
        self.update()

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
        painter.drawEllipse(QRectF(2, 5, 8, 8))
