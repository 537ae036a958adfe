"""The middle of the brush: a head over each picture, the two pictures, what stands below them. Knows no drawing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.look import theme
from studio.panes.paint.brush.canvas import GAP, BrushCanvas
from studio.panes.paint.brush.foot import BrushFoot
from studio.widgets.labels import ElidedLabel, SectionLabel


class BrushTable(QFrame):
    """Zoom and the lines over the answer are kept together here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "canvas")
        self.drawn_words = ElidedLabel()
        self.drawn_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.answer_words = QLabel()
        self.canvas = BrushCanvas()
        self.foot = BrushFoot()
        self._lay_out()
        self.canvas.zoom_changed.connect(self._on_zoom_changed)
        self.foot.zoomed.connect(self.canvas.set_zoom_factor)
        self.foot.lines_toggled.connect(self.canvas.set_lines_over)

    def _lay_out(self) -> None:
        heads = QHBoxLayout()
        heads.setSpacing(GAP)
        answer_title = ElidedLabel("What the encoder makes of it".upper())
        answer_title.setProperty("role", "section")
        answer_title.setFont(theme.font("label"))
        for title, words, wide in (
            (SectionLabel("What you draw"), self.drawn_words, 1),
            (answer_title, self.answer_words, 0),
        ):
            words.setFont(theme.font("small"))
            head = QHBoxLayout()
            head.addWidget(title, 1 - wide)
            head.addWidget(words, wide)
            heads.addLayout(head, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, 0)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(heads)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.foot)

    def show_drawn(self, words: str) -> None:
        """What is on the left, at the right end of its head."""
        self.drawn_words.setText(words)

    def show_answer(self, words: str, wrong: bool = False) -> None:
        """How the right picture came about, or why it did not."""
        colour = QColor(theme.colour("rejected" if wrong else "confirmed")).name()
        self.answer_words.setText(f'<span style="color:{colour}">●</span> {words}' if words else "")

    def resizeEvent(self, event: object) -> None:
        self._on_zoom_changed()

    def _on_zoom_changed(self) -> None:
        self.foot.show_zoom(self.canvas.zoom.factor, 100 * self.canvas.scale)
