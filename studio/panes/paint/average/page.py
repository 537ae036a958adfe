"""The middle of painting averages: people, the average twice, who is in it, the way from A to B, painting again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.words import plural
from studio.look import theme
from studio.panes.base import SidePanel
from studio.panes.paint.average.cells import PictureCells
from studio.panes.paint.average.groups import Group
from studio.panes.paint.average.letters import GroupList, LetterTag
from studio.widgets.controls import plain_button
from studio.widgets.labels import ElidedLabel, QuietLabel, SectionLabel
from studio.widgets.sliders import BareSlider

WAY = 7
"""A, five between, B."""
TIMES = 6
"""The face itself, and painted once to five times."""
IN_WALL = 12
STEPS = 1000
"""Of the slider from A to B."""


_NARROW = 140
"""Up to this width only the numbers of faces stand over them."""


class WaySlider(BareSlider):
    """From A to B, with a tick at each picture in between."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, STEPS)
        self.setSingleStep(STEPS // 100)
        self.setPageStep(STEPS // (WAY - 1))
        self.setAccessibleName("From A to B")
        self.setToolTip("How far the average is on its way from A to B (left and right keys)")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme.colour("edge"), 1))
        for place in range(1, WAY - 1):
            x = 7.0 + place / (WAY - 1) * (self.width() - 14.0)
            painter.drawLine(QPointF(x, 4), QPointF(x, self.height() - 4))
        painter.end()
        super().paintEvent(event)


class Headed(QWidget):
    """Pictures under a line: a heading, perhaps with a letter before it, and quiet words at its right."""

    def __init__(self, title: str, cells: PictureCells, letter: str = "") -> None:
        super().__init__()
        self.cells = cells
        self.title: QLabel = ElidedLabel() if letter else SectionLabel(title)
        self.words: QLabel = QLabel() if letter else ElidedLabel()
        self.words.setProperty("role", "quiet")
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_8)
        row.setContentsMargins(3, 0, 3, 0)
        if letter:
            row.addWidget(LetterTag(letter))
            row.addWidget(self.title, 1)
            row.addWidget(self.words)
        else:
            row.addWidget(self.title)
            row.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_4)
        column.addLayout(row)
        column.addWidget(cells, 1)


class AveragePage(QWidget):
    """Shows and emits: chosen(key, other) of the people; what is painted comes from the screen."""

    chosen = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people, self.subsets = GroupList(), GroupList()
        self.painted = Headed("The encoder's average", PictureCells("The encoder's average", 1))
        self.mean = Headed("The mean of the pixels", PictureCells("The mean of the pixels", 1))
        self.walls = tuple(Headed("", PictureCells(f"Faces of {one}", 4, gap=4), one) for one in "AB")
        self.slider = WaySlider()
        self.ends = ElidedLabel(), ElidedLabel()
        self.export = plain_button("Export loop")
        self.export.setToolTip("The way from A to B and back as a film")
        self.way = PictureCells("The way from A to B", WAY, words=True, spread=True)
        self.strips = tuple(PictureCells(f"Painted again and again, {one}", TIMES, words=True, gap=4) for one in "AB")
        self.alone = QuietLabel("Shift and click other people to make them B: the way from A to B stands here then.")
        self.alone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.again_words = ElidedLabel()
        self.way_row, self.again_rows = QWidget(), QWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addLayout(self._canvas(), 1)
        self.people.chosen.connect(self.chosen)
        self.subsets.chosen.connect(self.chosen)

    def _side(self) -> SidePanel:
        side = SidePanel("left", 208)
        side.add(SectionLabel("People"))
        side.add(self.people)
        side.add(QuietLabel("Click for A, Shift and click for B."))
        side.add_space()
        self._subsets_head = SectionLabel("Subsets")
        side.add(self._subsets_head)
        side.add(self.subsets)
        side.add_stretch()
        return side

    def _canvas(self) -> QVBoxLayout:
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE_16)
        top.addWidget(self.painted, 3)
        top.addWidget(self.mean, 3)
        self._who = QWidget()
        who = QVBoxLayout(self._who)
        who.setContentsMargins(0, 0, 0, 0)
        for wall in self.walls:
            who.addWidget(wall, 1)
        top.addWidget(self._who)
        self._lay_out_way()
        self._lay_out_again()
        column = QVBoxLayout()
        column.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_8)
        column.setSpacing(theme.SPACE_8)
        column.addLayout(top, 1)
        column.addWidget(self.way_row)
        column.addWidget(self.way)
        column.addWidget(self.alone)
        column.addWidget(self.again_rows)
        return column

    def _lay_out_way(self) -> None:
        row = QHBoxLayout(self.way_row)
        row.setContentsMargins(3, 0, 3, 0)
        row.setSpacing(theme.SPACE_8)
        for name in self.ends:
            name.setMinimumWidth(64)
        row.addWidget(LetterTag("A"))
        row.addWidget(self.ends[0], 1)
        row.addWidget(self.slider, 5)
        self.ends[1].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.ends[1], 1)
        row.addWidget(LetterTag("B"))
        row.addWidget(self.export)

    def _lay_out_again(self) -> None:
        grid = QGridLayout(self.again_rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE_16)
        grid.setVerticalSpacing(theme.SPACE_4)
        head = QHBoxLayout()
        head.setContentsMargins(3, 0, 3, 0)
        head.addWidget(SectionLabel("Painted again and again"))
        self.again_words.setProperty("role", "quiet")
        self.again_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.again_words, 1)
        grid.addLayout(head, 0, 0, 1, 2)
        for place, strip in enumerate(self.strips):
            grid.addWidget(strip, 1, place)
            grid.setColumnStretch(place, 1)
        grid.setRowStretch(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        high, wide = self.height(), self.width() - 208
        self.way.setFixedHeight(max(76, min(172, round(high * 0.19))))
        self.again_rows.setFixedHeight(max(92, min(140, round(high * 0.16))))
        self._who.setFixedWidth(max(96, min(204, round(wide * 0.2))))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("canvas"))

    def set_share(self, share: float) -> None:
        """Silent."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(share * STEPS))
        self.slider.blockSignals(False)
        self.slider.update()

    def show_groups(self, groups: Sequence[Group], first: Group, second: Group | None) -> None:
        """The lists, the letters in them, and the names of A and B."""
        keys = first.key, "" if second is None else second.key
        self.people.set_groups([group for group in groups if not group.is_subset], *keys)
        subsets = [group for group in groups if group.is_subset]
        self.subsets.set_groups(subsets, *keys)
        self._subsets_head.setVisible(bool(subsets))
        for wall, end, group in zip(self.walls, self.ends, (first, second), strict=True):
            wall.setVisible(group is not None)
            if group is not None:
                count = len(group.crops)
                wall.title.setText(group.name)
                wall.words.setText(plural(count, "face") if self._who.width() > _NARROW else f"{count:,}")
                end.setText(group.name)
        for widget in (self.way_row, self.way):
            widget.setVisible(second is not None)
        self.alone.setVisible(second is None and len(groups) > 1)
