"""The Filters pane: a bank of filters on one's own faces, the recipe they make, and the collection it learns from.

Three pages over the project's crops; this file places them and leads from one to the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from models.events import Changed
from models.filters import FILTERS, parse_chain
from models.recipes.matching import ready_name, recipe_of
from models.records import CutFrom, FactRange, Pairing, Recipe
from models.training.usual import usual_config
from models.words import plural
from models.workflow.project_crops import ProjectCrop
from studio.panes.base import Pane
from studio.panes.filters.bank.page import BankPage
from studio.panes.filters.bank.preset_controller import PresetController
from studio.panes.filters.collection.controller import CollectionController
from studio.panes.filters.collection.page import CollectionPage
from studio.panes.filters.recipe.controller import RecipeController
from studio.panes.filters.recipe.page import RecipePage
from studio.panes.filters.recipe.recipe_form import RecipeForm
from studio.state.collection import Collection, first_shown
from studio.state.supply import report_supply
from studio.widgets.controls import icon_button, keep_room, plain_button, primary_button
from studio.widgets.empty import EmptyState
from studio.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from studio.state.session import Session

_BLANK, _EMPTY, _BANK, _RECIPE, _COLLECTION = range(5)
_PAGES = {"bank": _BANK, "recipe": _RECIPE, "collection": _COLLECTION}
_ORIGINAL = parse_chain("original")


class FiltersPane(Pane):
    """session.go("filters", face=<id>), (recipe=Recipe), (recipe_files=paths) or (page="collection")."""

    def make(self) -> Iterator[None]:
        self._crop: ProjectCrop | None = None
        self._wanted = ""
        self._arriving = False  # shown before its crops were counted
        self._shown: Collection | None = None
        self.crops = self.session.crops
        self.bank = BankPage(self.session, self.crops)
        yield
        form = RecipeForm()
        yield
        self.recipe_page = RecipePage(form)
        yield
        self.collection = CollectionPage()
        yield
        self._make_top()
        self._lay_out()
        yield
        self._join(self.session)

    def _join(self, session: Session) -> None:
        self.recipes = RecipeController(session, self.recipe_page, self.name, self)
        self.collecting = CollectionController(session, self.crops, self.collection, self)
        self.presets = PresetController(session, self.bank, self)
        self._connect()
        self._enable()

    # what is on the screen

    def _make_top(self) -> None:
        self.pages = SegmentedControl([("bank", "Bank"), ("recipe", "Recipe"), ("collection", "Collection")])
        self.previous = icon_button("ph.caret-left", "The face before (P)")
        self.next = icon_button("ph.caret-right", "The next face (N)")
        self.save = plain_button("Save as preset")
        self.save.setToolTip("Keep this chain of filters behind the others, in every project (Ctrl+S)")
        self.train = primary_button("Train from this")
        for button in (self.previous, self.next, self.save):
            keep_room(button)

    def _lay_out(self) -> None:
        self.empty = EmptyState(
            "ph.sliders",
            "Filters show what goes in and what comes out, on faces of your own. Bring some photos first.",
            "Add photos",
        )
        self._stack = QStackedWidget()
        for page in (QWidget(), self.empty, self.bank, self.recipe_page, self.collection):
            self._stack.addWidget(page)  # blank until the crops are counted
        self.set_body(centre=self._stack)

    def _connect(self) -> None:
        self.pages.chosen.connect(self.show_page)
        self.previous.clicked.connect(lambda: self._walk(-1))
        self.next.clicked.connect(lambda: self._walk(1))
        self.save.clicked.connect(self.presets.save)
        self.train.clicked.connect(self._on_train)
        self.empty.pressed.connect(lambda: self.session.go("photos", add="files"))
        self.crops.listed.connect(self._on_listed)
        self.session.speed.measured.connect(self._show_supply)
        self.session.changed.connect(self._on_changed)
        self.bank.crop_chosen.connect(self._go_to)
        self.bank.chain_changed.connect(self._show_supply)
        self.bank.panel.edit_wanted.connect(self._on_edit)
        self.recipes.changed.connect(self.top_line_changed)
        self.recipes.pick_wanted.connect(lambda: self.show_page("collection"))
        self.collecting.opened.connect(self._on_opened)
        self.collecting.subset_wanted.connect(self._on_subset_wanted)

    def _enable(self) -> None:
        there = bool(self.crops.collection.of())
        for button in (self.train, self.previous, self.next, self.pages, self.save):
            button.setEnabled(there)

    def show_page(self, name: str) -> None:
        """Bring "bank", "recipe" or "collection" to the front."""
        self.pages.set_value(name)
        for button, pages in (
            (self.save, ("bank",)),
            (self.previous, ("bank", "recipe")),
            (self.next, ("bank", "recipe")),
        ):
            button.setVisible(name in pages)
        if not self.crops.collection.of():
            return
        self._stack.setCurrentIndex(_PAGES[name])
        self.crops.retry()
        if name == "recipe":
            self.recipes.show_crops(self._crop)
        elif name == "collection":
            self.collecting.show_crops()
        self._take_focus()
        self.top_line_changed.emit()

    def _take_focus(self) -> None:
        """Keys work at once, without a click into the page."""
        tile = self.recipe_page.list.tile(self.recipe_page.current_key())
        first = {_BANK: self.bank.view, _RECIPE: tile, _COLLECTION: self.collection.view}
        page, here, focused = self._stack.currentIndex(), self._stack.currentWidget(), QApplication.focusWidget()
        inside = focused is not None and here is not None and here.isAncestorOf(focused)
        if self.isVisible() and page in first and not inside:
            first[page].setFocus()

    # what the window asks

    def top_line(self) -> str:
        if self._crop is None:
            return "What goes in, what comes out"
        if self.pages.value() == "recipe":
            return self.recipe_page.recipe().title
        crops = self.crops.collection.of()
        thing = "face" if self.crops.collection.cut_from is CutFrom.FACES else "photo"
        if self.pages.value() == "collection":
            return plural(len(crops), thing)
        return f"{thing.capitalize()} {self._place() + 1:,} of {len(crops):,}, {self._crop.person or 'unsorted'}"

    def top_middle(self) -> list[QWidget]:
        return [self.pages]

    def top_right(self) -> list[QWidget]:
        return [self.previous, self.next, self.save, self.train]

    def keys(self) -> list[tuple[str, str]]:
        return [
            ("Space", "hold for the original"),
            ("1 … 9", "choose a filter"),
            ("N", "next face"),
            ("P", "the face before"),
            ("G", "one face, or every face"),
            ("← →", "move the wipe, or along the strip"),
            ("0", "fit the picture"),
            ("Z", "pixel by pixel"),
            ("Ctrl S", "save as preset"),
            ("Del", "delete the preset chosen in the strip"),
        ]

    def activated(self) -> None:
        self._arriving = self.crops.stale or not self.crops.ready
        self.crops.retry()
        self.session.speed.resume(self.name)
        if self.crops.stale:
            self.crops.reload()
        elif self.crops.ready and self._shown is not self.crops.collection:
            self._on_listed()  # it was listed while another pane was in front
        elif self._stack.currentIndex() == _COLLECTION:
            self.crops.measure(self.crops.collection.cut_from)
        self._take_focus()

    def settled(self) -> bool:
        """Whether nothing is on its way that would still change what is shown."""
        page = self.pages.value()
        here = self.bank if page == "bank" else self.recipes if page == "recipe" else self.collecting
        return self.crops.settled and here.settled

    def asked(self, **what: object) -> None:
        if "face" in what:
            self._wanted = f"f{what['face']}"
            self.show_page("bank")
            self.crops.reload()
        recipe, files, page = what.get("recipe"), what.get("recipe_files"), what.get("page")
        if isinstance(recipe, Recipe):
            self.recipes.show_recipe(recipe)
        if isinstance(files, Sequence):
            self.recipes.files.import_from([path for path in files if isinstance(path, Path)])
        if isinstance(recipe, Recipe) or files:
            self.show_page("recipe")
        if isinstance(page, str):
            self.show_page(page)

    # the project's crops

    def _on_changed(self, change: Changed) -> None:
        if self.isVisible():
            self.crops.refresh()

    def _on_listed(self) -> None:
        if not self.isVisible():
            return  # activated() shows it
        self._shown = self.crops.collection
        crops = self.crops.collection.of()
        wanted = self._wanted or (self._crop.key if self._crop else "")
        self._wanted = ""
        self._stack.setCurrentIndex(_PAGES[self.pages.value()] if crops else _EMPTY)
        self._enable()
        self.bank.show_crops()
        found = next((crop for crop in crops if crop.key == wanted), None)
        self._go_to(found or first_shown(crops))
        if self._arriving:
            self._arriving = False
            self._take_focus()
        self._show_supply()
        if crops and self.pages.value() == "collection":
            self.collecting.show_crops()

    def _place(self) -> int:
        crops = self.crops.collection.of()
        return next((place for place, crop in enumerate(crops) if self._crop and crop.key == self._crop.key), 0)

    def _go_to(self, crop: ProjectCrop | None) -> None:
        self._crop = crop
        self.top_line_changed.emit()
        self.bank.show_crop(crop)
        if self.pages.value() == "recipe":
            self.recipes.show_crops(crop)

    def _walk(self, by: int) -> None:
        crops = self.crops.collection.of()
        if crops:
            self._go_to(crops[(self._place() + by) % len(crops)])

    def _on_opened(self, crop: ProjectCrop) -> None:
        self.show_page("bank")
        self.bank.show_one()
        self._go_to(crop)

    # the recipe

    def recipe(self) -> Recipe:
        """What "Train from this" would train."""
        if self.pages.value() != "bank":
            return self.recipes.recipe()
        return recipe_of(self.bank.chain(), _ORIGINAL, Pairing.SAME, self.crops.collection.cut_from)

    def _show_supply(self) -> None:
        if self.crops.ready:
            recipe = recipe_of(self.bank.chain(), _ORIGINAL, Pairing.SAME, self.crops.collection.cut_from)
            usual, ask = usual_config(recipe, {}), self.session.speed.ask
            speed = ask(self.name, usual.size, recipe.width, usual.generator) if self.isVisible() else None
            self.bank.panel.show_supply(report_supply(recipe, self.crops.collection.supply(recipe), speed))

    def _on_edit(self) -> None:
        """Go on with the bank's chain as a recipe."""
        self.recipes.show_recipe(self.recipe())
        self.show_page("recipe")

    def _on_subset_wanted(self, subset: tuple[FactRange, ...] | tuple[int, ...]) -> None:
        self.recipes.learn_from(subset)
        self.show_page("recipe")

    def _on_train(self) -> None:
        recipe = self.recipe()
        if self.pages.value() == "bank" and not ready_name(recipe):
            self.recipes.show_recipe(recipe)  # kept with the project, so that it is there tomorrow
        self.session.recipes.flush()
        self.session.go("train", recipe=recipe)

    # keys that work wherever the focus is

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._stack.currentIndex() != _BANK or not self._act_on(event):
            super().keyPressEvent(event)

    def _act_on(self, event: QKeyEvent) -> bool:
        """Whether it was a key of the bank."""
        key, number, names = event.key(), event.key() - Qt.Key.Key_1, FILTERS.names()
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_S:
            self.presets.save()
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        elif key == Qt.Key.Key_Space:
            self.bank.view.hold_left(True)
        elif key in (Qt.Key.Key_N, Qt.Key.Key_P):
            self._walk(1 if key == Qt.Key.Key_N else -1)
        elif key == Qt.Key.Key_G:
            self.bank.toggle_many()
        elif key == Qt.Key.Key_Z:
            self.bank.view.show_actual()
        elif 0 <= number < min(9, len(names)):
            self.bank.choose(names[number])
        else:
            return False
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        self.session.speed.pause(self.name)
        super().hideEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.bank.view.hold_left(False)
        else:
            super().keyReleaseEvent(event)
