"""A slim row that is pressed by mouse, Space or Return, and knows whether the mouse is over it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class PressableRow(QWidget):
    """Subclasses paint it by `hovered` and hasFocus(), and say in press() what a press does."""

    def __init__(self, height: int, width: int = 160, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered = False
        self._width = width
        self.setFixedHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def press(self, at: QPointF | None) -> None:
        """at: where the mouse was let go; None by key."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        return QSize(self._width, self.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        self.hovered = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.hovered = False
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.press(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press(None)
        else:
            super().keyPressEvent(event)
