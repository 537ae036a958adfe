"""The panel at the left of Photos: people, filters, what came of the last drop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.importing import ImportReport
from studio.panes.base import SidePanel
from studio.widgets.controls import link_button
from studio.widgets.count_list import CountList
from studio.widgets.labels import QuietLabel, SectionLabel

SHOWN = (
    ("gray", "Black and white"),
    ("blurred", "Blurred"),
    ("dark", "Dark"),
    ("left_out", "Left out of training"),
    ("missing", "Missing original"),
)


class PeoplePanel(SidePanel):
    """chosen() when a person or a filter was chosen: read person() and show(); why_asked() for the skipped files."""

    chosen = Signal()
    why_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("left", 208, parent)
        self.people = CountList()
        self.shows = CountList(may_be_none=True, quiet=True)
        self._drop_title = SectionLabel("Last drop")
        self._drop_text = QuietLabel()
        self._why = link_button("see why")
        self.add(SectionLabel("People"))
        self.add(self.people)
        self.add_space()
        self.add(SectionLabel("Show"))
        self.add(self.shows)
        self.add_space()
        for widget in (self._drop_title, self._drop_text, self._why):
            self.add(widget)
            widget.hide()
        self.add_stretch()
        self.people.set_current("")
        for signal in (self.people.chosen, self.shows.chosen):
            signal.connect(self.chosen)
        self._why.clicked.connect(self.why_asked)

    def person(self) -> str:
        """The chosen person, "" for everyone."""
        return self.people.current()

    def show_filter(self) -> str:
        return self.shows.current()

    def set_counts(self, photos: int, people: Sequence[tuple[str, int]], shown: Mapping[str, int]) -> None:
        """people: (name, photos); shown: how many photos each filter of SHOWN would show."""
        if self.person() and self.person() not in dict(people):
            self.people.set_current("")
        everyone = ("", "Everyone", photos)
        self.people.set_items([everyone, *((name, name, count) for name, count in people)])
        self.shows.set_items([(key, words, shown[key]) for key, words in SHOWN])

    def set_report(self, report: ImportReport | None) -> None:
        for widget in (self._drop_title, self._drop_text):
            widget.setVisible(report is not None)
        self._why.setVisible(report is not None and bool(report.refused))
        if report is not None:
            self._drop_text.setText("\n".join(report.lines()))
