"""The Recipe page of Filters: decide what goes in and what comes out, for whom, and see it before anything is learned.

Shows recipes and pictures and emits what a person wants; it keeps no recipe, knows no project, computes no picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.recipes import RECIPES
from models.records import Picture, Recipe
from studio.look import theme
from studio.panes.filters.recipe import recipe_form
from studio.panes.filters.recipe.recipe_form import RecipeForm
from studio.panes.filters.recipe.recipe_list import Pair, RecipeList
from studio.panes.filters.recipe.stage import TWELVE, RecipeStage
from studio.state.recipes import RecipeEntry

if TYPE_CHECKING:
    from studio.state.supply import SupplyReport

_NARROW = theme.NARROW - theme.RAIL_WIDTH
"""Below this width of the page the list is slim and the panel narrower: the pictures need the room."""


class RecipePage(QWidget):
    """chosen(key); edited(key, recipe) at once with every change, which comes back by set_recipes; left() when a person

    goes elsewhere. The other signals ask for what only the pane can do.
    """

    chosen = Signal(str)
    edited = Signal(str, Recipe)
    left = Signal()
    duplicate_wanted = Signal(str)
    remove_wanted = Signal(str)
    export_wanted = Signal(str)
    import_wanted = Signal()
    reseed_wanted = Signal()
    pick_wanted = Signal()

    def __init__(self, form: RecipeForm | None = None) -> None:
        super().__init__()
        ready = [RecipeEntry(name, RECIPES.get(name), own=False) for name in RECIPES.names()]
        self._entries = {entry.key: entry for entry in ready}
        self._key, self._recipe = ready[0].key, ready[0].recipe
        self._made_from: dict[str, str] = {}
        self.list = RecipeList()
        self.stage = RecipeStage()
        self.form = form or RecipeForm()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.stage, 1)
        row.addWidget(self.form)
        self._connect()
        self.list.set_entries(ready, ready[0].key)
        self._load(ready[0])

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.duplicate_wanted.connect(self.duplicate_wanted)
        self.list.export_wanted.connect(self.export_wanted)
        self.list.remove_wanted.connect(self.remove_wanted)
        self.list.import_wanted.connect(self.import_wanted)
        self.stage.title_typed.connect(self._on_title)
        self.stage.reseed_wanted.connect(self.reseed_wanted)
        self.stage.asked.connect(self.form.reveal)
        self.stage.doubtful.decided.connect(lambda taken: self._on_changed(replace(self._recipe, doubtful=taken)))
        self.form.changed.connect(self._on_changed)
        self.form.pick_wanted.connect(self.pick_wanted)

    # what the pane shows

    def set_recipes(self, entries: Sequence[RecipeEntry], chosen: str = "") -> None:
        """Every recipe there is, and the one to show ("" for the same as before)."""
        self._entries = {entry.key: entry for entry in entries}
        key = self._which(chosen or self._key)
        self.list.set_entries(entries, key)
        entry = self._entries[key]
        if key != self._key:
            self._load(entry)
        else:
            if entry.recipe != self._recipe:
                self._recipe = entry.recipe
                self.form.show_recipe(entry.recipe, fresh=False)
            self.stage.show_recipe(entry.recipe, entry.own)

    def go_on_as(self, key: str) -> None:
        """The ready recipe on the page has been copied: what is changed from now on is the copy."""
        self._made_from[key] = self._key
        self._key = key

    def set_people(self, people: Sequence[tuple[str, int]]) -> None:
        """(name, how many crops) of everyone in the project."""
        self.form.set_people(people)

    def set_fact_values(self, values: Mapping[str, Sequence[float]]) -> None:
        """What every crop has of each fact (models.recipes.subset.FACTS): ranges can be drawn over these."""
        self.form.set_fact_values(values)

    def set_subset_words(self, text: str) -> None:
        """How much the recipe learns from: "431 faces of 5 people"."""
        self.stage.set_subset_words(text)

    def set_supply(self, report: SupplyReport) -> None:
        self.form.set_supply(report)
        self.stage.set_supply(report)

    def set_pairs(self, pairs: Sequence[tuple[Picture, Picture]]) -> None:
        """Twelve (input, target) pictures as training draws them, or those of them that have come."""
        self.stage.set_pairs(pairs[:TWELVE])

    def set_step_pictures(self, input: Picture | None, target: Picture | None) -> None:
        """One face through the recipe."""
        self.stage.set_one(input, target)
        self.list.set_pictures({self._key: (input, target)})

    def set_card_pictures(self, pictures: Mapping[str, Pair]) -> None:
        """(input, target) of every recipe of the list on one face, by key."""
        self.list.set_pictures(pictures)

    # what the pane asks

    def recipe(self) -> Recipe:
        """The recipe on the page."""
        return self._recipe

    def current_key(self) -> str:
        return self._key

    # recipes that come

    def _which(self, wanted: str) -> str:
        """The recipe to show: a copy that was undone gives way to what it was made from."""
        for key in (wanted, self._made_from.get(wanted)):
            if key in self._entries:
                return key
        return next(iter(self._entries))

    def _load(self, entry: RecipeEntry) -> None:
        self._key, self._recipe = entry.key, entry.recipe
        self.form.show_recipe(entry.recipe, fresh=True)
        self.stage.show_recipe(entry.recipe, entry.own)

    # what a person does

    def _on_chosen(self, key: str) -> None:
        self.left.emit()
        self._load(self._entries[key])
        self.list.set_current(key)
        self.chosen.emit(key)

    def _on_changed(self, recipe: Recipe) -> None:
        self.edited.emit(self._key, replace(recipe, name=self._recipe.name, title=self._recipe.title))

    def _on_title(self, text: str) -> None:
        if text.strip():
            self.edited.emit(self._key, replace(self._recipe, title=text.strip()))

    def hideEvent(self, event: QHideEvent) -> None:
        self.left.emit()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < _NARROW
        self.list.set_slim(narrow)
        self.form.setFixedWidth(recipe_form.NARROW if narrow else recipe_form.WIDE)
        super().resizeEvent(event)
