"""The line under the photo in Faces: that it seems to be turned the wrong way, and what to do. Does nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.look import theme
from studio.state.turning import lies
from studio.widgets.controls import plain_button, soft_button
from studio.widgets.labels import QuietLabel


class LyingLine(QWidget):
    """turn_asked(quarters clockwise); leave_asked() where it is right as it is. Hidden while nothing is proposed."""

    turn_asked = Signal(int)
    leave_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quarters = 0
        self.words = QuietLabel()
        self.turn = soft_button("Turn it")
        self.leave = plain_button("Leave it")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
        row.addWidget(self.words, 1)
        row.addWidget(self.turn)
        row.addWidget(self.leave)
        self.turn.clicked.connect(lambda: self.turn_asked.emit(self._quarters))
        self.leave.clicked.connect(self.leave_asked)
        self.hide()

    def set_proposal(self, quarters: int) -> None:
        """By how many quarters clockwise the photo in front should be turned; 0: it is right."""
        self._quarters = quarters
        self.words.setText(f"{lies([quarters])} Faces are seen on it only when it is turned." if quarters else "")
        self.setVisible(quarters != 0)
