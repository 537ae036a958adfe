"""All that narrows the grid of photos down or orders it, joined to one choice: panel, views, search, order, chips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from studio.panes.photos.chosen import chip_line
from studio.panes.photos.left_panel import PeoplePanel
from studio.panes.photos.photo_choice import DUPLICATES, PhotoChoice
from studio.panes.photos.sorting import SortButton
from studio.state.photo_rows import PhotoRow
from studio.state.preferences import Preferences
from studio.widgets.chips import ChipLine
from studio.widgets.controls import search_field
from studio.widgets.segmented import SegmentedControl

VIEWS = (("", "All"), ("to_review", "To review"), ("no_face", "No face"), (DUPLICATES, "Near-duplicates"))
ORDER = "photos/order"


class PhotoFilters(QObject):
    """changed(): read choice() again."""

    changed = Signal()

    def __init__(self, panel: PeoplePanel, chips: ChipLine, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._panel = panel
        self._chips = chips
        self._preferences = preferences
        self.search = search_field("Search person, file, date")
        self.views = SegmentedControl(VIEWS)
        self.sort = SortButton(preferences.text(ORDER, "person"))
        for signal in (panel.chosen, self.search.textChanged, self.views.chosen):
            signal.connect(self._on_chosen)
        self.sort.chosen.connect(self._on_sorted)
        chips.taken.connect(self._on_chip_taken)
        chips.cleared.connect(self.clear)

    def choice(self) -> PhotoChoice:
        panel = self._panel
        shown = panel.people.people(), panel.show_filter(), self.views.value(), self.search.text(), panel.ranges()
        return PhotoChoice(*shown, order=self.sort.order)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many photos each view would show."""
        for key, words in VIEWS[1:]:
            self.views.set_text(key, f"{words} {counts[key]:,}")

    def show_chips(self, rows: Sequence[PhotoRow]) -> None:
        """Say what narrows these rows down."""
        self._chips.set_content(*chip_line(self.choice(), rows, self._panel.axes))

    def clear(self) -> None:
        """Everyone and everything."""
        self.show_people(())

    def show_only(self, kind: str) -> None:
        """All photos of this kind, whoever they show."""
        self.views.set_value("")
        self.search.clear()
        self._panel.reset()
        self._panel.shows.set_current(kind)
        self.changed.emit()

    def show_people(self, people: Sequence[str]) -> None:
        """Them alone, and everything of them."""
        self.views.set_value("")
        self.search.clear()
        self._panel.reset()
        self._panel.people.set_current(people)
        self.changed.emit()

    def _on_chosen(self) -> None:
        self.changed.emit()

    def _on_sorted(self, order: str) -> None:
        self._preferences.set_text(ORDER, order)
        self.changed.emit()

    def _on_chip_taken(self, key: str) -> None:
        kind, _, name = key.partition(":")
        people = self._panel.people
        if kind == "person":
            people.set_current([one for one in people.people() if one != name])
        elif kind == "show":
            self._panel.shows.set_current("")
        else:
            self._panel.axes[name].reset()
        self.changed.emit()
