"""What a recipe will teach, before it starts: what goes in and what must come out, on the user's own faces."""

from __future__ import annotations

from collections.abc import Sequence, Set

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from models.records import Picture
from studio.look import theme
from studio.widgets.doctor_line import DoctorLine
from studio.widgets.doubtful_links import DoubtfulLinks
from studio.widgets.labels import QuietLabel, SectionLabel
from studio.widgets.picture_strip import PictureStrip

_AROUND = 150
"""Pixels of the page that are neither strips nor what is said over them: labels, spaces, the line below."""


class PreviewView(QWidget):
    """Two strips of the same faces under the recipe's name, and whether they are enough. face_chosen(key)."""

    face_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slots = 0
        self.title = QLabel()
        self.title.setFont(theme.font("title"))
        self.help = QuietLabel()
        self.verdict = DoctorLine()
        self.doubtful = DoubtfulLinks()
        self.inputs, self.targets = PictureStrip(), PictureStrip()
        self.inputs.setAccessibleName("What goes in")
        self.targets.setAccessibleName("What must come out")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE_8, 0, 0)
        column.setSpacing(theme.SPACE_8)
        for widget in (self.title, self.help, self.verdict, self.doubtful):
            column.addWidget(widget)
        column.addSpacing(theme.SPACE_8)
        for label, strip in (("What goes in", self.inputs), ("What must come out", self.targets)):
            column.addWidget(SectionLabel(label))
            column.addWidget(strip)
            column.addSpacing(theme.SPACE_16)
            strip.chosen.connect(self._on_chosen)
        column.addWidget(QuietLabel("Click a face to pin it: you see it all the while the encoder learns."))
        column.addStretch(1)

    def _on_chosen(self, key: str) -> None:
        for strip in (self.inputs, self.targets):
            strip.set_current("")
        self.face_chosen.emit(key)

    def show_pinned(self, keys: Set[str]) -> None:
        """Mark the pinned faces among those shown."""
        for strip in (self.inputs, self.targets):
            strip.set_items([(key, "pinned" if key in keys else "") for key in strip.names()], slots=self._slots)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_strips()

    def _fit_strips(self) -> None:
        """As tall as what is said over them leaves room for."""
        shown = [one for one in (self.title, self.help, self.verdict, self.doubtful) if not one.isHidden()]
        said = sum(one.height() + theme.SPACE_8 for one in shown)
        room = (self.height() - said - _AROUND) / 2
        for strip in (self.inputs, self.targets):
            strip.set_tallest(max(96.0, min(room, self.height() * 0.32)))

    def show_recipe(self, title: str, help: str) -> None:
        self.title.setText(title)
        self.help.setText(help)
        self.help.setVisible(bool(help))

    def show_verdict(self, light: str, sentence: str) -> None:
        self.verdict.say(light, sentence)
        self.verdict.offer("Add photos" if light != "confirmed" else "", "More faces teach more")
        self._fit_strips()

    def show_pairs(self, pairs: Sequence[tuple[str, Picture, Picture]], slots: int) -> None:
        """(key, what goes in, what must come out) per face."""
        self._slots = slots
        for strip in (self.inputs, self.targets):
            strip.set_items([(key, "") for key, _, _ in pairs], slots=slots)
        for key, goes_in, comes_out in pairs:
            self.inputs.set_picture(key, goes_in)
            self.targets.set_picture(key, comes_out)
