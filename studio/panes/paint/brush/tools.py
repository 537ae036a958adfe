"""The column of tools: channels, pens, eraser, undo, redo, move, size. Holds the pen; draws nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.look import theme
from studio.panes.paint.brush.buttons import ChannelButton, PenButton, SizeSlider, ToolButton
from studio.panes.paint.brush.pen import THICKEST, THINNEST, Pen
from studio.widgets.labels import SectionLabel

WIDTH = 72


class ToolColumn(QFrame):
    """pen_changed() when another pen, size or channel is taken; move_toggled(bool); undo(), redo()."""

    pen_changed = Signal()
    move_toggled = Signal(bool)
    undo = Signal()
    redo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setProperty("side", "left")
        self.setFixedWidth(WIDTH)
        self.pen = Pen()
        self.channels = [ChannelButton(name) for name in "rgb"]
        self.pens: list[PenButton] = []
        self.eraser = ToolButton("eraser", "Eraser", "Take lines away (E)", stays=True)
        self.undo_button = ToolButton("arrow-u-up-left", "Undo", "Take the last stroke back (Ctrl+Z)")
        self.redo_button = ToolButton("arrow-u-up-right", "Redo", "Draw it again (Ctrl+Shift+Z)")
        self.move_button = ToolButton("hand", "Move", "Move the picture (hold Space)", stays=True)
        self.size_slider = SizeSlider(THINNEST, THICKEST)
        self.size_words = QLabel()
        self.size_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._pens_box = QVBoxLayout()
        self._pens_box.setSpacing(0)
        self._lay_out()
        self.size_slider.setValue(self.pen.size)
        self._on_changed()
        for button in self.channels:
            button.toggled.connect(self._on_changed)
        self.eraser.toggled.connect(self._on_changed)
        self.size_slider.valueChanged.connect(self._on_changed)
        self.move_button.toggled.connect(self.move_toggled)
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE_16, 0, theme.SPACE_8)
        column.setSpacing(theme.SPACE_4)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addStretch(1)
        for button in self.channels:
            row.addWidget(button)
        row.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(SectionLabel("Draw in"), 0, centre)
        column.addLayout(row)
        column.addSpacing(theme.SPACE_4)
        column.addWidget(SectionLabel("Pens"), 0, centre)
        column.addLayout(self._pens_box)
        for tool in (self.eraser, self.undo_button, self.redo_button, self.move_button):
            column.addWidget(tool, 0, centre)
        column.addWidget(SectionLabel("Size"), 0, centre)
        column.addWidget(self.size_slider, 1, centre)
        column.addWidget(self.size_words)
        column.addStretch(1)

    def set_pens(self, values: Sequence[int]) -> None:
        """The pens of the present encoder, the strongest in the hand unless the present one is among them."""
        if [button.value for button in self.pens] == list(values):
            return
        for button in self.pens:
            self._pens_box.removeWidget(button)
            button.deleteLater()
        self.pens = [PenButton(value, f"Pen of value {value} ({place})") for place, value in enumerate(values, 1)]
        for button in self.pens:
            self._pens_box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            button.clicked.connect(self._on_pen)
        if self.pen.value not in values:
            self.pen.value = values[-1]
        self.pens[list(values).index(self.pen.value)].setChecked(True)
        self._on_changed()

    def take_pen(self, place: int) -> None:
        """By its place from above, counted from 0; a place without a pen changes nothing."""
        if place < len(self.pens):
            self.pens[place].click()

    def set_history(self, back: bool, on: bool) -> None:
        """Whether there is a stroke to take back, and one to draw again."""
        self.undo_button.setEnabled(back)
        self.redo_button.setEnabled(on)

    def words(self) -> str:
        """ "200 in R, G, B"."""
        if self.pen.erases:
            return "eraser"
        return f"{self.pen.value} in {', '.join(self.pen.channels.upper()) or 'no channel'}"

    def _on_pen(self) -> None:
        self.eraser.setChecked(False)
        self._on_changed()

    def _on_changed(self) -> None:
        pen = self.pen
        pen.channels = "".join(button.channel for button in self.channels if button.isChecked())
        pen.erases, pen.size = self.eraser.isChecked(), self.size_slider.value()
        pen.value = next((button.value for button in self.pens if button.isChecked()), pen.value)
        self.size_words.setText(f"{pen.size} px")
        self.pen_changed.emit()
