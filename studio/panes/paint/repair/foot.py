"""Below the photo: from one damaged place to the next, undo, and the keys."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from models.photos.damage import DamagedPlace, DamageKind
from studio.look import theme
from studio.widgets.controls import icon_button, plain_button
from studio.widgets.labels import QuietLabel

_WORDS = {DamageKind.CRACK: "crack or fold", DamageKind.SCRATCH: "scratch", DamageKind.SPECK: "speck of dust"}


class RepairFoot(QWidget):
    """stepped(-1 or 1) among the places; undo()."""

    stepped = Signal(int)
    undo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = icon_button("ph.caret-left", "The place before (Shift N)")
        self.after = icon_button("ph.caret-right", "The next place (N)")
        self.number = QLabel()
        self.kind = QuietLabel()
        self.undo_button = plain_button("Undo stroke", "ph.arrow-counter-clockwise")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
        row.setSpacing(theme.SPACE_8)
        row.addWidget(QuietLabel("Marked places"))
        for widget in (self.before, self.number, self.after):
            row.addWidget(widget)
        row.addWidget(self.kind, 1)
        row.addWidget(self.undo_button)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.undo_button.clicked.connect(self.undo)

    def show_place(self, number: int, count: int, place: DamagedPlace | None) -> None:
        """number: from 1, 0 for none of them."""
        self.number.setText(f"{number} of {count}" if number else f"{count}")
        self.kind.setText(_WORDS[place.kind] if place is not None else "")
        for button in (self.before, self.after):
            button.setEnabled(count > 0)
