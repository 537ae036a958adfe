"""A short message over the pane's foot with one thing to do about it (Undo); goes by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from studio.look import theme
from studio.widgets.controls import link_button

SECONDS = 6


class Toast(QFrame):
    """Lives in its parent, centred above its lower edge; a newer message replaces the older."""

    def __init__(self, parent: QWidget, bottom: int = theme.STATUS_BAR_HEIGHT + theme.SPACE_16) -> None:
        super().__init__(parent)
        self._window = parent
        self._bottom = bottom
        self.setProperty("role", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.label = QLabel(textFormat=Qt.TextFormat.PlainText)  # names are in it
        self.button = link_button("")
        self._action: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
        row.setSpacing(theme.SPACE_16)
        row.addWidget(self.label)
        row.addWidget(self.button)
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        self.button.clicked.connect(self._on_clicked)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        """Show the text, and a link that does on_action."""
        self.button.setText(action)
        self.button.setVisible(bool(action))
        room = self._window.width() - self.button.sizeHint().width() * bool(action) - 4 * theme.SPACE_24
        self.label.setText(self.label.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, max(0, room)))
        self._action = on_action
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def _on_clicked(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()

    def _place(self) -> None:
        window = self._window
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - self._bottom)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
