"""A row of switches of which one is on, or none where something else is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLayout, QPushButton, QSizePolicy, QWidget


class SegmentedControl(QFrame):
    """items: (key, text). chosen(key) comes when a person chose, not from set_value."""

    chosen = Signal(str)

    def __init__(self, items: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "segments")
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)  # a word cut off is no switch
        for key, text in items:
            button = QPushButton(text)
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.setAutoDefault(False)
            self._buttons[key] = button
            self._group.addButton(button)
            layout.addWidget(button)
        next(iter(self._buttons.values())).setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group.buttonClicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.value())

    def value(self) -> str:
        """The key that is on."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def set_value(self, key: str | None) -> None:
        """Switch without chosen(); None: what is shown is none of these."""
        self._group.setExclusive(key is not None)
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        self._group.setExclusive(True)

    def set_text(self, key: str, text: str) -> None:
        self._buttons[key].setText(text)

    def set_enabled(self, key: str, enabled: bool, why: str = "") -> None:
        """Disable one switch, with the reason in its tooltip."""
        self._buttons[key].setEnabled(enabled)
        self._buttons[key].setToolTip("" if enabled else why)

    def button(self, key: str) -> QPushButton:
        return self._buttons[key]
