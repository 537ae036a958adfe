"""The right side of a comparison: where one looks, what is different, two of them in words, what is the same."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.records import Painting
from studio.look import theme
from studio.panes.base import SidePanel
from studio.panes.gallery.compare.differences import LETTERS, Difference, differences, in_words, same_in_all
from studio.panes.gallery.compare.letter_rows import LetterRows, Line
from studio.panes.gallery.compare.navigator import Navigator
from studio.panes.gallery.compare.pictures import Compared
from studio.widgets.controls import plain_button, soft_button
from studio.widgets.labels import QuietLabel, SectionLabel

_WIDTH = 280


class ComparePanel(SidePanel):
    """paint_again(), others() for the current one."""

    paint_again = Signal()
    others = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("right", _WIDTH, parent)
        self.navigator = Navigator()
        self.colours = LetterRows()
        self.nothing = QuietLabel("Nothing: they were made by the same recipe.")
        self.rows: list[tuple[QuietLabel, LetterRows]] = []
        self.pair_label, self.pair = SectionLabel(""), QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.same_label, self.same = SectionLabel("The same in all"), QuietLabel()
        self.same.setTextFormat(Qt.TextFormat.PlainText)
        self.again, self.other_photos = plain_button("Open in Paint"), soft_button("On other photos")
        self.again.clicked.connect(self.paint_again)
        self.other_photos.clicked.connect(self.others)
        self._lay_out()

    def _lay_out(self) -> None:
        self.add(SectionLabel("Where you look"))
        look, side = QWidget(), QVBoxLayout()
        line = QHBoxLayout(look)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_8)
        line.addWidget(self.navigator, 0, Qt.AlignmentFlag.AlignTop)
        side.addWidget(QuietLabel("Under the ring"))
        side.addWidget(self.colours)
        side.addStretch(1)
        line.addLayout(side, 1)
        self.add(look)
        self.add_space()
        self.add(SectionLabel("What is different"))
        self.add(self.nothing)
        self._differing = QVBoxLayout()
        self._differing.setSpacing(2)
        inner = QWidget()
        inner.setLayout(self._differing)
        self._differing.setContentsMargins(0, 0, 0, 0)
        self.add(inner)
        self.add_space()
        for widget in (self.pair_label, self.pair):
            self.add(widget)
        self.add_space()
        for widget in (self.same_label, self.same):
            self.add(widget)
        self.add_space()
        self.add_row(self.other_photos)
        self.add_row(self.again)
        self.add_stretch()

    def show_paintings(self, paintings: Sequence[Painting], pictures: Sequence[Compared | None], current: int) -> None:
        letter = LETTERS[current]
        found = differences(paintings)
        self.nothing.setVisible(not found)
        self._show_differences(found, letter)
        other = 0 if current else min(1, len(paintings) - 1)
        first, second = sorted((other, current))
        self.pair_label.set_text(f"{LETTERS[first]} and {LETTERS[second]} in words")
        known = [pictures[one] for one in (first, second)] if pictures else []
        means = [one.mean for one in known if one is not None]
        pair = [paintings[first], paintings[second]]
        words = in_words(LETTERS[first], LETTERS[second], pair, means if len(means) == 2 else None)
        self.pair.setText(words)
        self.same.setText(same_in_all(paintings))
        for widget in (self.same_label, self.same):
            widget.setVisible(bool(self.same.text()))
        self.other_photos.setText(f"{letter} on other photos")
        self.again.setText(f"Open {letter} in Paint")
        shown = pictures[current] if pictures else None
        if shown is not None:
            self.navigator.set_image(shown.small)

    def _show_differences(self, found: Sequence[Difference], current: str) -> None:
        while len(self.rows) < len(found):
            label, rows = QuietLabel(), LetterRows()
            self.rows.append((label, rows))
            self._differing.addWidget(label)
            self._differing.addWidget(rows)
        for number, (label, rows) in enumerate(self.rows):
            there = number < len(found)
            label.setVisible(there)
            rows.setVisible(there)
            if there:
                label.setText(found[number].label)
                rows.set_lines([(those, value, None) for those, value in found[number].groups], current)

    def show_place(self, seen: QRectF, ring: QPointF | None, pictures: Sequence[Compared | None], current: int) -> None:
        """What is in sight, and the colours there; ring: the place pointed at, 0 to 1."""
        self.navigator.set_seen(seen)
        lines: list[Line] = []
        for letter, picture in zip(LETTERS, pictures, strict=False):
            if ring is None or picture is None:
                lines.append((letter, "", None))
            else:
                colour = _colour_at(picture, ring)
                lines.append((letter, f"{colour.red()} {colour.green()} {colour.blue()}", colour))
        self.colours.set_lines(lines, LETTERS[current])


def _colour_at(picture: Compared, at: QPointF) -> QColor:
    x = min(int(at.x() * picture.image.width()), picture.image.width() - 1)
    y = min(int(at.y() * picture.image.height()), picture.image.height() - 1)
    return picture.image.pixelColor(x, y)
