"""The Recipe page of Filters: decide what goes in and what comes out, for whom, and see it before anything is learned.

Shows recipes and pictures and emits what a person wants; it knows no project and computes no picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.recipes import RECIPES
from models.records import Picture, Recipe
from studio.look import theme
from studio.panes.filters.recipe import settings_form
from studio.panes.filters.recipe.draft import Draft
from studio.panes.filters.recipe.recipe_list import Entry, Pair, RecipeList
from studio.panes.filters.recipe.settings_form import RecipeForm
from studio.panes.filters.recipe.stage import TWELVE, RecipeStage

if TYPE_CHECKING:
    from studio.state.supply import SupplyReport

__all__ = ["Entry", "RecipePage"]

_REST_MS = 300
"""A change is told to be kept when nothing moved for so long."""
_NARROW = theme.NARROW - theme.RAIL_WIDTH
"""Below this width of the page the list is slim and the panel narrower: the pictures need the room."""


class RecipePage(QWidget):
    """chosen(key); live(recipe) at once with every change; edited(key, recipe) when it rests, to be kept.

    A ready recipe that was edited comes back as a copy under a new key by set_recipes: the page goes on with it as if
    nothing had happened. The other signals ask for what only the pane can do.
    """

    chosen = Signal(str)
    edited = Signal(str, object)
    live = Signal(object)
    duplicate_wanted = Signal(str)
    remove_wanted = Signal(str)
    export_wanted = Signal(str)
    import_wanted = Signal()
    reseed_wanted = Signal()
    pick_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ready = [Entry(name, RECIPES.get(name), False) for name in RECIPES.names()]
        self._entries = {entry.key: entry for entry in ready}
        self._draft = Draft(ready[0].key, ready[0].recipe)
        self._left: Draft | None = None
        self._made_from: dict[str, str] = {}
        self.list = RecipeList()
        self.stage = RecipeStage()
        self.settings = RecipeForm()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.stage, 1)
        row.addWidget(self.settings)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.keep)
        self._connect()
        self.list.set_entries(ready, ready[0].key)
        self._load(ready[0])

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.duplicate_wanted.connect(lambda key: self.duplicate_wanted.emit(self._kept(key)))
        self.list.export_wanted.connect(lambda key: self.export_wanted.emit(self._kept(key)))
        self.list.remove_wanted.connect(self.remove_wanted)
        self.list.import_wanted.connect(self.import_wanted)
        self.stage.title_typed.connect(self._on_title)
        self.stage.reseed_wanted.connect(self.reseed_wanted)
        self.stage.asked.connect(self.settings.reveal)
        self.settings.changed.connect(self._on_changed)
        self.settings.pick_wanted.connect(self._on_pick)

    # what the pane shows

    def set_recipes(self, entries: Sequence[Entry], chosen: str = "") -> None:
        """Every recipe there is, and the one to show ("" for the same as before). What is being changed stays so."""
        self._entries = {entry.key: entry for entry in entries}
        key = self._which(chosen)
        self.list.set_entries(entries, key)
        entry = self._entries[key]
        if key == self._draft.key or (entry.own and self._draft.is_copy(entry.recipe)):
            self._receive(entry)
        else:
            self._load(entry)

    def set_people(self, people: Sequence[tuple[str, int]]) -> None:
        """(name, how many crops) of everyone in the project."""
        self.settings.set_people(people)

    def set_fact_values(self, values: Mapping[str, Sequence[float]]) -> None:
        """What every crop has of each fact (models.recipes.subset.FACTS): ranges can be drawn over these."""
        self.settings.set_fact_values(values)

    def set_subset_words(self, text: str) -> None:
        """How much the recipe learns from: "431 faces of 5 people"."""
        self.stage.set_subset_words(text)

    def set_supply(self, report: SupplyReport) -> None:
        self.settings.set_supply(report)
        self.stage.set_supply(report)

    def set_pairs(self, pairs: Sequence[tuple[Picture, Picture]]) -> None:
        """Twelve (input, target) pictures as training draws them, or those of them that have come."""
        self.stage.set_pairs(pairs[:TWELVE])

    def set_step_pictures(self, input: Picture | None, target: Picture | None) -> None:
        """One face through the recipe."""
        self.stage.set_one(input, target)
        self.list.set_pictures({self._draft.key: (input, target)})

    def set_card_pictures(self, pictures: Mapping[str, Pair]) -> None:
        """(input, target) of every recipe of the list on one face, by key."""
        self.list.set_pictures(pictures)

    # what the pane asks

    def recipe(self) -> Recipe:
        """The recipe as it stands on the page, kept or not."""
        return self._draft.recipe

    def current_key(self) -> str:
        return self._draft.key

    def settled(self) -> bool:
        """Whether nothing that was changed still waits to be kept."""
        return not self._rest.isActive() and not self._draft.waits

    def keep(self) -> None:
        """Tell now what should be kept, as when the page is left."""
        self._rest.stop()
        if self._draft.waits and not self._entries[self._draft.key].own:
            return  # its copy is on the way: a second one must not be made
        recipe = self._draft.take()
        if recipe is not None:
            self.edited.emit(self._draft.key, recipe)

    # recipes that come

    def _which(self, chosen: str) -> str:
        """The recipe to show; a copy that comes late does not call back someone who has gone on to another one."""
        late = self._left is not None and chosen in self._entries and self._left.is_copy(self._entries[chosen].recipe)
        if late:
            self._left = None
        wanted = self._draft.key if late or not chosen else chosen
        for key in (wanted, self._made_from.get(wanted)):  # a copy that was undone gives way to what it was made from
            if key in self._entries:
                return key
        return next(iter(self._entries))

    def _load(self, entry: Entry) -> None:
        self._rest.stop()
        self._draft = Draft(entry.key, entry.recipe)
        self.settings.show_recipe(entry.recipe, fresh=True)
        self.stage.show_recipe(entry.recipe, entry.own)

    def _receive(self, entry: Entry) -> None:
        before = self._draft.recipe
        if entry.key != self._draft.key:
            self._made_from[entry.key] = self._draft.key
        self._draft.receive(entry.key, entry.recipe)
        if self._draft.recipe != before:
            self.settings.show_recipe(self._draft.recipe, fresh=False)
        self._show_words()
        if self._draft.pending:
            self._rest.start()

    def _show_words(self) -> None:
        key, recipe = self._draft.key, self._draft.recipe
        self.stage.show_recipe(recipe, self._entries[key].own)
        self.list.show_recipe(key, recipe)

    # what a person does

    def _on_chosen(self, key: str) -> None:
        self.keep()
        self._left = self._draft if self._draft.waits else None
        self._load(self._entries[key])
        self.list.set_current(key)
        self.chosen.emit(key)

    def _on_changed(self, recipe: Recipe) -> None:
        self._change(replace(recipe, name=self._draft.recipe.name, title=self._draft.recipe.title))

    def _on_title(self, text: str) -> None:
        if text.strip():
            self._change(replace(self._draft.recipe, title=text.strip()))

    def _change(self, recipe: Recipe) -> None:
        self._draft.change(recipe)
        self._show_words()
        self._rest.start()
        self.live.emit(recipe)

    def _on_pick(self) -> None:
        self.keep()
        self.pick_wanted.emit()

    def _kept(self, key: str) -> str:
        """The key once what was changed is kept: that of the copy where a ready recipe was changed."""
        if key != self._draft.key:
            return key
        self.keep()
        return self._draft.key

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < _NARROW
        self.list.set_slim(narrow)
        self.settings.setFixedWidth(settings_form.NARROW if narrow else settings_form.WIDE)
        super().resizeEvent(event)
