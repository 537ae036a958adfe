"""Below the two pictures: zoom, the lines over the answer, and the strokes one by one. Knows no drawing."""

from __future__ import annotations

from math import log2

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.look import theme
from studio.widgets.controls import icon_button
from studio.widgets.keys import KeyHints
from studio.widgets.labels import ElidedLabel
from studio.widgets.sliders import BareSlider

_PER_DOUBLING = 100
"""Notches of the zoom slider."""
_DOUBLINGS = 4
_STROKE_MS = 60
"""How long each stroke stands when the drawing is played."""
_KEYS = (
    ("1 2 3 4", "pens"),
    ("R G B", "channels"),
    ("E", "eraser"),
    ("[ ]", "size"),
    ("Shift", "straight line"),
    ("Space", "move"),
    ("Ctrl Z", "undo"),
)


class BrushFoot(QFrame):
    """zoomed(factor: 1 is the whole); lines_toggled(bool); count_chosen(int): so many strokes are to be shown."""

    zoomed = Signal(float)
    lines_toggled = Signal(bool)
    count_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom = BareSlider()
        self.zoom.setRange(0, _PER_DOUBLING * _DOUBLINGS)
        self.zoom.setFixedWidth(140)
        self.zoom.setAccessibleName("Zoom")
        self.percent = QLabel()
        self.lines = QCheckBox("show my lines on it, faint")
        self.play = icon_button("play", "Draw it again from the first stroke")
        self.strokes = BareSlider()
        self.strokes.setAccessibleName("Strokes")
        self.count = QLabel()
        self._playing = QTimer(self, interval=_STROKE_MS)
        self._lay_out()
        self.zoom.valueChanged.connect(self._on_zoom)
        self.zoom.reset_asked.connect(lambda: self.zoom.setValue(0))
        self.lines.toggled.connect(self.lines_toggled)
        self.strokes.valueChanged.connect(self.count_chosen)
        self.play.clicked.connect(self._on_play)
        self._playing.timeout.connect(self._on_next)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(theme.SPACE_8)
        shared = ElidedLabel("zoom and place are shared")
        shared.setProperty("role", "quiet")
        above.addWidget(self.zoom)
        above.addWidget(self.percent)
        above.addWidget(shared, 1)
        above.addWidget(self.lines)
        below = QHBoxLayout()
        below.setSpacing(theme.SPACE_8)
        below.addWidget(self.play)
        below.addWidget(QLabel("Strokes"))
        below.addWidget(self.strokes, 1)
        below.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.SPACE_8)
        column.setSpacing(theme.SPACE_4)
        column.addLayout(above)
        column.addLayout(below)
        column.addWidget(KeyHints(_KEYS))

    def show_zoom(self, factor: float, percent: float) -> None:
        """factor: 1 is the whole; percent: widget pixels of a pixel of the drawing."""
        with QSignalBlocker(self.zoom):
            self.zoom.setValue(round(log2(max(1.0, factor)) * _PER_DOUBLING))
        self.zoom.update()
        self.percent.setText(f"{percent:.0f} %")

    def show_strokes(self, shown: int, total: int) -> None:
        """How many strokes are on the picture, of how many there are."""
        with QSignalBlocker(self.strokes):
            self.strokes.setRange(0, total)
            self.strokes.setValue(shown)
        self.strokes.update()
        self.strokes.setEnabled(total > 0)
        self.play.setEnabled(total > 0)
        self.count.setText(f"{shown} of {total}")

    def stop(self) -> None:
        """Play no further."""
        self._playing.stop()

    def _on_zoom(self, notch: int) -> None:
        self.zoomed.emit(2.0 ** (notch / _PER_DOUBLING))

    def _on_play(self) -> None:
        self.strokes.setValue(0)
        self._playing.start()

    def _on_next(self) -> None:
        self.strokes.setValue(self.strokes.value() + 1)
        if self.strokes.value() >= self.strokes.maximum():
            self._playing.stop()
