"""The row in front, below the table: its picture and what is known of it in words. Knows no project."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from models.records import Picture
from studio.look import theme
from studio.look.qt_images import to_image
from studio.panes.filters.collection.crop_rows import CropRow, note_words, person_words
from studio.widgets.controls import link_button
from studio.widgets.labels import ElidedLabel
from studio.widgets.picture_view import PictureView

PICTURE = (84, 112)
HEIGHT = PICTURE[1] + 2 * theme.SPACE_8


class FrontRow(QFrame):
    """Always as tall, whatever stands in it. opened(key): show it in the bank."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self.setProperty("role", "panel")
        self.setProperty("side", "bottom")
        self.setFixedHeight(HEIGHT)
        self.picture = PictureView(PICTURE[0])
        self.picture.setFixedHeight(PICTURE[1])
        self.title = ElidedLabel()
        self.title.setFont(theme.font("strong"))
        self.lines = [ElidedLabel() for _ in range(3)]
        self.bank = link_button("Show in the bank")
        self.bank.setToolTip("Every filter on this face (Enter)")
        self.bank.clicked.connect(lambda: self.opened.emit(self.key))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
        row.setSpacing(theme.SPACE_16)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._lay_out_words(), 1)
        self.show_row(None)

    def _lay_out_words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE_4)
        column.addWidget(self.title)
        for line in self.lines:
            line.setProperty("role", "quiet")
            column.addWidget(line)
        column.addStretch(1)
        column.addWidget(self.bank, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def show_row(self, row: CropRow | None) -> None:
        """Say what is known of it; its picture comes by set_picture."""
        key = row.key if row else ""
        if key != self.key:
            self.picture.set_image(QImage())
        self.key = key
        self.title.setText(row.name if row else "")
        for label, words in zip(self.lines, front_words(row), strict=True):
            label.setText(words)
        self.bank.setVisible(row is not None and not row.problem)

    def set_picture(self, picture: Picture) -> None:
        self.picture.set_image(to_image(picture))


def front_words(row: CropRow | None) -> tuple[str, str, str]:
    """Whose and when, the figures, what to know of it."""
    if row is None:
        return "Choose a row to see its face", "", ""
    whose = person_words(row.person)
    if row.facts is None:
        return whose, "" if row.problem else "Not measured yet", row.problem
    facts = row.facts
    when = f", taken {facts.taken[:10]}" if facts.taken else ""
    means = f"Red {facts.mean_red:.0f}, green {facts.mean_green:.0f}, blue {facts.mean_blue:.0f}"
    lead = "no channel leads" if facts.dominant == "none" else f"{facts.dominant} leads"
    figures = f"{means}: {lead}. Brightness {facts.brightness:.0f} of 255, sharpness {facts.sharpness:,.0f}"
    notes = note_words(row)
    return whose + when, figures, notes[:1].upper() + notes[1:]
