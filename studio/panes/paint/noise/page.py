"""The middle of painting noise: the seeds, beside them the neighbours of one, below them the way to another."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from studio.look import theme
from studio.panes.paint.noise.grid import NoiseGrid
from studio.panes.paint.noise.points import NoisePoint
from studio.widgets.controls import plain_button
from studio.widgets.labels import SectionLabel

_WAY_AT_MOST = 168
_WAY_SHARE = 0.22
"""Of the height; the cells of the way are as wide as its nine allow."""


class NoisePage(QWidget):
    """Three grids of points, each under its head."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.seeds = NoiseGrid("Paintings of noise, one for each seed")
        self.around = NoiseGrid("Neighbours of the chosen noise")
        self.way = NoiseGrid("The way from A to B")
        self.export = plain_button("Export loop")
        self._heads = [SectionLabel("Seeds"), SectionLabel("Neighbours"), SectionLabel("From A to B")]
        layout = QGridLayout(self)
        layout.setContentsMargins(theme.SPACE_8, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        layout.setHorizontalSpacing(theme.SPACE_8)
        layout.setVerticalSpacing(0)
        layout.setColumnStretch(0, 3)
        layout.setColumnStretch(1, 2)
        layout.setRowStretch(1, 1)
        layout.addWidget(_inset(self._heads[0]), 0, 0)
        layout.addWidget(_inset(self._heads[1]), 0, 1)
        layout.addWidget(self.seeds, 1, 0)
        layout.addWidget(self.around, 1, 1)
        layout.addWidget(_inset(self._heads[2], self.export), 2, 0, 1, 2)
        layout.addWidget(self.way, 3, 0, 1, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.way.setFixedHeight(min(_WAY_AT_MOST, max(96, round(self.height() * _WAY_SHARE))))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("canvas"))

    def grids(self) -> tuple[NoiseGrid, NoiseGrid, NoiseGrid]:
        """In the order in which they are painted."""
        return self.seeds, self.around, self.way

    def show_marks(self, middle: NoisePoint, current: NoisePoint, goal: NoisePoint) -> None:
        """middle: A, whose neighbours are shown; goal: B; current: what would be painted."""
        self.seeds.set_marks(middle, goal)
        self.around.set_marks(current if current in self.around.points else middle)
        self.way.set_marks(current if current in self.way.points else None)
        words = (
            f"Seeds {self.seeds.points[0].name} to {self.seeds.points[-1].name}",
            f"{middle.name} and its neighbours",
            f"From A, {middle.name}, to B, {goal.name}",
        )
        for head, text in zip(self._heads, words, strict=True):
            head.setText(text.upper())


def _inset(head: QLabel, *more: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(theme.SPACE_8, 0, theme.SPACE_8, 0)
    row.addWidget(head, 1)
    for widget in more:
        row.addWidget(widget)
    return line
