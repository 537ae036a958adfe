"""What an empty pane shows: a drop place, one sentence, one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.look import icons, theme
from studio.widgets.controls import soft_button


class EmptyState(QWidget):
    """pressed() when the button is clicked; without a button text there is only the sentence."""

    pressed = Signal()

    def __init__(self, icon: str, sentence: str, button_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.place = QFrame()
        self.place.setProperty("role", "drop")
        self.place.setMaximumSize(520, 340)
        self.place.setMinimumSize(360, 240)
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.sentence = QLabel(sentence, alignment=Qt.AlignmentFlag.AlignCenter)
        self.sentence.setWordWrap(True)
        self.sentence.setProperty("role", "quiet")
        self.button = soft_button(button_text)
        if not button_text:
            self.button.hide()  # never show() before it has a parent: it would pop up as a window
        self.button.clicked.connect(self.pressed)
        column = QVBoxLayout(self.place)
        column.setContentsMargins(*(4 * [theme.SPACE_24]))
        column.setSpacing(theme.SPACE_16)
        column.addStretch(1)
        column.addWidget(self._icon)
        column.addWidget(self.sentence)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.place, 100)
        row.addStretch(1)
        outer.addLayout(row, 100)
        outer.addStretch(1)
        theme.signals.changed.connect(self._on_theme)
        self._on_theme()

    def set_texts(self, sentence: str, button_text: str = "") -> None:
        self.sentence.setText(sentence)
        self.button.setText(button_text)
        self.button.setVisible(bool(button_text))

    def set_over(self, over: bool) -> None:
        """Light the place up while something is dragged over the window."""
        self.place.setProperty("over", "true" if over else "false")
        self.place.style().polish(self.place)

    def _on_theme(self) -> None:
        self._icon.setPixmap(icons.pixmap(self._icon_name, 48, "off"))
