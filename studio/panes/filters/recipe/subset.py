"""Whom a recipe learns from: everyone or some people, ranges of what was measured, and what was picked by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.records import Recipe
from studio.look import theme
from studio.panes.filters.recipe.check_list import CheckList
from studio.panes.filters.recipe.ranges import RangeRows
from studio.panes.filters.recipe.words import People, thing_of
from studio.widgets.chips import Chip
from studio.widgets.controls import link_button
from studio.widgets.labels import QuietLabel
from studio.widgets.segmented import SegmentedControl


class SubsetEditor(QWidget):
    """changed() when a person chose others: `put_into` puts them into a recipe; pick_wanted() for the Collection."""

    changed = Signal()
    pick_wanted = Signal()
    bleeds = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: People = ()
        self._ticked: tuple[str, ...] = ()
        self._picked: tuple[int, ...] = ()
        self.who = SegmentedControl([("everyone", "Everyone"), ("some", "Some people")])
        self.people = CheckList("Find a person")
        self.hint = QuietLabel("Nobody is ticked yet, so it is everyone.")
        self.ranges = RangeRows()
        self.picked = Chip("picked", "")
        self.picked.setToolTip("Take all of them, not only those picked by hand")
        self.pick = link_button("Pick by hand …")
        self.pick.setToolTip("Choose single crops in the Collection")
        self._lay_out()
        self.who.chosen.connect(self._on_who)
        self.people.changed.connect(self._on_people)
        self.ranges.changed.connect(self.changed)
        self.picked.pressed.connect(self._on_picked_cleared)
        self.pick.clicked.connect(self.pick_wanted)
        self._show_people()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_4)
        column.addLayout(_inset(self.who))
        column.addWidget(self.people)
        column.addLayout(_inset(self.hint, 1))
        column.addWidget(self.ranges)
        column.addLayout(_inset(self.picked))
        column.addLayout(_inset(self.pick))

    # what the page shows

    def set_people(self, people: People) -> None:
        self._people = tuple(people)
        self._show_people()

    def set_fact_values(self, values: Mapping[str, Sequence[float]]) -> None:
        self.ranges.set_values(values)

    def show_recipe(self, recipe: Recipe, fresh: bool = False) -> None:
        """Show whom this recipe learns from, without changed(); fresh: it is another recipe than before."""
        if fresh or set(recipe.people) != set(self.put_into(recipe).people):
            self.who.set_value("some" if recipe.people else "everyone")
            self._ticked = recipe.people
            self._show_people()
        self.ranges.set_ranges(recipe.ranges)
        self._show_picked(recipe)

    def put_into(self, recipe: Recipe) -> Recipe:
        """The recipe with what is chosen here."""
        people = self._ticked if self.who.value() == "some" else ()
        return replace(recipe, people=people, ranges=self.ranges.ranges(), picked=self._picked)

    def _show_people(self) -> None:
        """Everyone there is, and those of the recipe who have left: they can still be unticked."""
        known = {name for name, _ in self._people}
        gone = [(name, name or "unsorted", 0) for name in self._ticked if name not in known]
        self.people.set_items([*gone, *((name, name or "unsorted", count) for name, count in self._people)])
        self.people.set_checked(self._ticked)
        self._show_who()

    def _show_who(self) -> None:
        some = self.who.value() == "some"
        self.who.setVisible(len(self._people) > 1 or some)
        self.people.setVisible(some)
        self.hint.setVisible(some and not self._ticked)

    def _show_picked(self, recipe: Recipe) -> None:
        self._picked = recipe.picked
        count = len(recipe.picked)
        self.picked.text = f"{count:,} {thing_of(recipe, count)} picked by hand"
        self.picked.setAccessibleName(f"{self.picked.text}, take all of them again")
        self.picked.setVisible(bool(count))
        self.picked.updateGeometry()
        self.picked.update()
        self.pick.setText("Pick others …" if count else "Pick by hand …")

    # what a person does

    def _on_who(self, _who: str) -> None:
        self._show_who()
        if self._ticked:
            self.changed.emit()

    def _on_people(self, ticked: tuple[str, ...]) -> None:
        self._ticked = ticked
        self._show_who()
        self.changed.emit()

    def _on_picked_cleared(self) -> None:
        self._picked = ()
        self.pick.setFocus()
        self.changed.emit()


def _inset(widget: QWidget, stretch: int = 0) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(theme.SPACE_8, 0, theme.SPACE_8, 0)
    row.addWidget(widget, stretch)
    if not stretch:
        row.addStretch(1)
    return row
