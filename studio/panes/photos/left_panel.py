"""The panel at the left of Photos: people, filters, ranges, what came of the last drop."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.look import theme
from studio.panes.base import SidePanel
from studio.panes.photos.people_list import PeopleList
from studio.panes.photos.photo_axes import AXES, Range
from studio.state.importing import ImportReport
from studio.widgets.controls import link_button
from studio.widgets.count_list import CountList
from studio.widgets.labels import QuietLabel, SectionLabel
from studio.widgets.range_filter import RangeFilter

SHOWN = (
    ("gray", "Black and white"),
    ("blurred", "Blurred"),
    ("dark", "Dark"),
    ("left_out", "Left out of training"),
    ("missing", "Missing original"),
    ("changed", "Changed on disk"),
    ("lying", "Turned wrongly?"),
)


class BleedingWidget(QWidget):
    """Its rows' text stands 8 px inside, as a CountList's does."""

    bleeds = True


class PeoplePanel(SidePanel):
    """chosen() when people, a filter or a range was chosen: read people.people(), show_filter() and ranges();

    range_opened() when a histogram needs its values; why_asked() for the skipped files.
    """

    chosen = Signal()
    range_opened = Signal()
    why_asked = Signal()

    def __init__(self, left_out: Callable[[Sequence[str]], bool], parent: QWidget | None = None) -> None:
        super().__init__("left", 208, parent)
        self.people = PeopleList(left_out)
        self.shows = CountList(may_be_none=True, quiet=True)
        self.axes = {name: RangeFilter(axis.title, axis.words) for name, axis in AXES.items()}
        self._drop_title = SectionLabel("Last drop")
        self._drop_text = QuietLabel()
        self._why = link_button("see why")
        self.add(SectionLabel("People"))
        self.add(self.people, 100)
        self.add_space()
        self.add(SectionLabel("Show"))
        self.add(self.shows)
        self.column.addSpacing(-theme.SPACE_8)  # the rows of the ranges go on where the filters end
        self.add(self._build_ranges())
        self.add_space()
        for widget in (self._drop_title, self._drop_text, self._why):
            self.add(widget)
            widget.hide()
        self.add_stretch()
        for signal in (self.people.chosen, self.shows.chosen):
            signal.connect(self.chosen)
        self._why.clicked.connect(self.why_asked)

    def _build_ranges(self) -> QWidget:
        rows = BleedingWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for axis in self.axes.values():
            column.addWidget(axis)
            axis.changed.connect(self.chosen)
            axis.opened.connect(self.range_opened)
        return rows

    def show_filter(self) -> str:
        return self.shows.current()

    def ranges(self) -> tuple[Range, ...]:
        """The ranges that let less than everything through."""
        chosen = ((name, axis.range()) for name, axis in self.axes.items())
        return tuple((name, *ends) for name, ends in chosen if ends is not None)

    def reset(self) -> None:
        """Choose everyone and everything, silently."""
        self.people.set_current(())
        self.shows.set_current("")
        for axis in self.axes.values():
            axis.slider.set_range(None, None)
            axis.say()

    def set_counts(self, photos: int, people: Sequence[tuple[str, int]], shown: Mapping[str, int]) -> None:
        """people: (name, photos); shown: how many photos each filter of SHOWN would show."""
        self.people.set_people(photos, people)
        self.shows.set_items([(key, words, f"{shown[key]:,}") for key, words in SHOWN])

    def set_report(self, report: ImportReport | None) -> None:
        for widget in (self._drop_title, self._drop_text):
            widget.setVisible(report is not None)
        self._why.setVisible(report is not None and bool(report.refused))
        if report is not None:
            self._drop_text.setText("\n".join(report.lines()))
