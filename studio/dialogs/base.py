"""What the dialogs share: margins, a title, a row of buttons; not modal to the work, deleted when closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.look import theme
from studio.widgets.controls import primary_button


class Dialog(QDialog):
    """`column` takes the contents; `buttons` stands at the foot, with Close at its right end."""

    def __init__(self, title: str, parent: QWidget | None = None, close_text: str = "Close") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = QLabel(title)
        heading.setFont(theme.font("title"))
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.SPACE_8)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.close_button = primary_button(close_text)
        self.close_button.clicked.connect(self.close)
        self.buttons.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_16)
        whole.setSpacing(theme.SPACE_16)
        whole.addWidget(heading)
        whole.addLayout(self.column, 1)
        whole.addLayout(self.buttons)
