"""The Recipe page at work: its recipes come from the project and go back to it, its pictures are made as training does.

Everything is kept at once and can be undone; a ready recipe that is changed becomes one of the project's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from models.datasets import CropSet, filter_pair, preview_crops, preview_pairs
from models.errors import BottegaError, TrainingError
from models.events import Changed
from models.project import Project
from models.project.recipes import added
from models.recipes import RECIPES, Supply
from models.recipes.recipe_file import SUFFIX, read_recipe, write_recipe
from models.recipes.subset import FACTS, chooser, fact_of
from models.records import CutFrom, FactRange, Pairing, Picture, Recipe
from models.training.config import TrainConfig
from models.workflow.gather_crops import crop_reader, store_of
from studio.jobs import Latest
from studio.panes.filters.bank_recipe import ready_name
from studio.panes.filters.recipe.page import Entry, RecipePage
from studio.panes.filters.steady import Steady
from studio.state.crops import CropStock, Stock, StockCrop, chosen_of, partner
from studio.state.speed import Speed
from studio.state.supply import report_supply

if TYPE_CHECKING:
    from studio.state.session import Session

_TWELVE = 12
_MEASURED_AT_ONCE = 2_000
"""So many crops are measured as soon as the page shows them (in 20 s): the pairs are then to the last the training's,

which keeps near-duplicates out of what it is judged by. More are measured when a range asks for it.
"""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a recipe makes of the crops there are. pairs: the first a training would see, none when they are too few."""

    recipe: Recipe
    supply: Supply
    pairs: list[tuple[Picture, Picture]]


class RecipeController(QObject):
    """pick_wanted(): faces are to be picked by hand; changed(): the recipe on the page is another one."""

    pick_wanted = Signal()
    changed = Signal()

    def __init__(self, session: Session, stock: CropStock, speed: Speed, page: RecipePage, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._project = session.project
        self._stock = stock
        self._page = page
        self._crop: StockCrop | None = None
        self._seed = TrainConfig().seed
        self._speed = speed
        self._shown: Preview | None = None
        self._sets = _Sets()
        self._stepping = Steady(session.background, self)
        self._stepping.answered.connect(self._on_stepped)
        self._previewing = Latest(session.background, self)
        self._previewing.answered.connect(self._on_previewed)
        self._previewing.failed.connect(session.failed)
        self._knowing = Latest(session.background, self)
        self._knowing.answered.connect(self._on_known)
        self._knowing.failed.connect(session.failed)
        self._asked_about: tuple[Stock, CutFrom] | None = None
        self._cards = Latest(session.background, self)
        self._cards.answered.connect(page.set_card_pictures)
        self._connect()
        self.list_recipes("colourise")

    def _connect(self) -> None:
        page = self._page
        page.chosen.connect(self._on_chosen)
        page.live.connect(self._on_live)
        page.edited.connect(self._on_edited)
        page.duplicate_wanted.connect(self._on_duplicate)
        page.remove_wanted.connect(self._on_remove)
        page.export_wanted.connect(self._on_export)
        page.import_wanted.connect(self._on_import)
        page.reseed_wanted.connect(self.reseed)
        page.pick_wanted.connect(self.pick_wanted)
        self._speed.measured.connect(self._show_supply)
        self._session.changed.connect(self._on_project_changed)
        self._session.stepping_back.connect(page.keep)

    @property
    def settled(self) -> bool:
        questions = (self._knowing, self._previewing, self._cards)
        return self._page.settled() and not any(question.busy for question in questions) and not self._stepping.busy

    # recipes of the project

    def recipe(self) -> Recipe:
        """The recipe on the page, on the crops there are, kept if it was changed."""
        self._page.keep()
        return self._fit(self._page.recipe())

    def _fit(self, recipe: Recipe) -> Recipe:
        """While no face was found, recipes of faces look at whole photos; not those of picked faces, whose numbers

        would mean other photos.
        """
        faces = bool(self._stock.stock.of(CutFrom.FACES))
        return recipe if faces or recipe.picked else replace(recipe, cut_from=CutFrom.WHOLE)

    def entries(self) -> list[Entry]:
        own = [Entry(f"own {number}", recipe, True) for number, recipe in self._session.project.recipes.all()]
        return [Entry(recipe.name, recipe, False) for recipe in RECIPES] + own

    def list_recipes(self, chosen: str = "") -> None:
        """Show the recipes there are now."""
        self._page.set_recipes(self.entries(), chosen)
        self._follow()

    def _on_project_changed(self, change: Changed) -> None:
        if "recipes" in change.tables:
            self.list_recipes()
            self._ask_cards()

    def add(self, recipe: Recipe, label: str = "Add recipe") -> str:
        """Keep one more recipe and show it; returns its key."""
        number = 0

        def write() -> Changed:
            nonlocal number
            number = self._session.project.recipes.add(replace(recipe, name="custom"))
            return added(number)

        self._session.edit(label, write)
        key = f"own {number}"
        self.list_recipes(key)
        return key

    def show_recipe(self, recipe: Recipe) -> None:
        """Bring this recipe up: a ready one, one of the project's, or a new one."""
        ready = ready_name(recipe)
        kept = next((entry.key for entry in self.entries() if entry.own and entry.recipe == recipe), "")
        if ready or kept:
            self.list_recipes(ready or kept)
        else:
            self.add(recipe)

    def learn_from(self, subset: tuple[FactRange, ...] | tuple[int, ...]) -> None:
        """Let the recipe on the page learn from these ranges, or from these very crops."""
        recipe, cut_from = self._page.recipe(), self._stock.stock.cut_from
        if subset and isinstance(subset[0], FactRange):
            changed = replace(recipe, ranges=subset, picked=(), cut_from=cut_from)
        else:
            changed = replace(recipe, picked=subset, ranges=(), people=(), cut_from=cut_from)
        self._on_edited(self._page.current_key(), changed)

    def _on_edited(self, key: str, recipe: Recipe) -> None:
        if self._session.project is not self._project:
            return  # changed a moment before another project was opened: it must not land there
        if key.startswith("own "):
            number = int(key.removeprefix("own "))
            self._session.edit("Change recipe", lambda: self._session.project.recipes.update(number, recipe))
        else:
            title = recipe.title
            if title == RECIPES.get(key).title:
                title = f"{title}, mine"
            self.add(replace(recipe, title=title), "Change recipe")

    def _on_duplicate(self, key: str) -> None:
        recipe = next(entry.recipe for entry in self.entries() if entry.key == key)
        self.add(replace(recipe, title=f"{recipe.title}, copy"), "Copy recipe")

    def _on_remove(self, key: str) -> None:
        number = int(key.removeprefix("own "))
        title = self._session.project.recipes.get(number).title
        if self._session.edit("Delete recipe", lambda: self._session.project.recipes.remove(number)) is not None:
            self._session.say(f"{title} deleted", "Undo", self._session.undo)

    # recipe files

    def _on_export(self, key: str) -> None:
        recipe = next(entry.recipe for entry in self.entries() if entry.key == key)
        beside = str(Path.home() / f"{recipe.title}{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(self._page, "Export the recipe", beside, f"Recipes (*{SUFFIX})")
        if name:
            self.export_to(recipe, Path(name if name.endswith(".json") else name + SUFFIX))

    def export_to(self, recipe: Recipe, path: Path) -> None:
        try:
            write_recipe(path, recipe)
        except (BottegaError, OSError) as error:
            self._session.failed.emit(error)
            return
        left = ", without the faces picked by hand: they belong to this project" if recipe.picked else ""
        self._session.say(f"Exported as {path.name}{left}")

    def _on_import(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self._page, "Import recipes", str(Path.home()), f"Recipes (*{SUFFIX} *.json)"
        )
        self.import_from([Path(name) for name in names])

    def import_from(self, paths: Sequence[Path]) -> None:
        """Take in recipe files, each or a sentence why not."""
        for path in paths:
            try:
                recipe = read_recipe(path)
            except (BottegaError, OSError) as error:
                self._session.failed.emit(error)
            else:
                self.add(recipe, "Import recipe")
                self._session.say(f"{recipe.title} imported", "Undo", self._session.undo)

    # what is shown of it

    def show_stock(self, crop: StockCrop | None) -> None:
        """The crops are other ones now, or another is in front."""
        self._crop = crop
        self._follow()
        self._ask_cards()

    def _on_chosen(self, key: str) -> None:
        self._follow()

    def _on_live(self, recipe: Recipe) -> None:
        self._ask_step()
        self._ask_pairs()
        self.changed.emit()

    def reseed(self) -> None:
        """Draw twelve other pairs."""
        self._seed += 1
        self._ask_pairs()

    def _follow(self) -> None:
        recipe = self._fit(self._page.recipe())
        self._ask_known(recipe.cut_from)
        few = len(self._stock.stock.of(recipe.cut_from)) <= _MEASURED_AT_ONCE
        if (recipe.ranges or few) and self._page.isVisible():
            self._stock.measure(recipe.cut_from)
        self._ask_step()
        self._ask_pairs()
        self.changed.emit()

    def _ask_known(self, cut_from: CutFrom) -> None:
        """Whom and what there is to choose from, unless it was asked of these very crops before."""
        stock = self._stock.stock
        if self._asked_about != (stock, cut_from):
            self._asked_about = (stock, cut_from)
            self._knowing.ask(_known_of, stock, cut_from)

    def _on_known(self, known: tuple[list[tuple[str, int]], dict[str, list[float]]]) -> None:
        people, values = known
        self._page.set_people(people)
        self._page.set_fact_values(values)

    def _ask_step(self) -> None:
        recipe, stock = self._fit(self._page.recipe()), self._stock
        if self._crop is not None and self._page.isVisible():
            self._stepping.ask(_step_pictures, stock, recipe, self._crop)

    def _on_stepped(self, pictures: tuple[Picture | None, Picture | None]) -> None:
        self._page.set_step_pictures(*pictures)

    def _ask_pairs(self) -> None:
        recipe, stock = self._fit(self._page.recipe()), self._stock.stock
        if self._stock.ready and self._page.isVisible():
            self._previewing.ask(_preview, self._session.project, stock, recipe, self._seed, self._sets)

    def _on_previewed(self, preview: Preview) -> None:
        self._shown = preview
        self._page.set_pairs(preview.pairs)
        self._show_supply()

    def _show_supply(self) -> None:
        if self._shown is None:
            return
        recipe, supply = self._shown.recipe, self._shown.supply
        noun = "face" if recipe.cut_from is CutFrom.FACES else "photo"
        people = f" of {len(supply.people):,} people" if len(supply.people) > 1 else ""
        self._page.set_subset_words(f"{supply.crops:,} {noun}{'' if supply.crops == 1 else 's'}{people}")
        speed = self._speed.ask(TrainConfig().size, recipe.width) if self._page.isVisible() else None
        self._page.set_supply(report_supply(recipe, supply, speed))

    def _ask_cards(self) -> None:
        if self._crop is not None and self._page.isVisible():
            recipes = {entry.key: self._fit(entry.recipe) for entry in self.entries()}
            self._cards.ask(_card_pictures, self._stock, recipes, self._crop)


def _known_of(stock: Stock, cut_from: CutFrom) -> tuple[list[tuple[str, int]], dict[str, list[float]]]:
    """(name, crops) of everyone, and what every crop has of each fact."""
    every = [crop.facts for crop in stock.of(cut_from)]
    values = {name: [value for facts in every if (value := fact_of(facts, name)) is not None] for name in FACTS}
    return stock.people(cut_from), values


class _Sets:
    """The crops of the last subset, so that a slider of a filter does not sort ten thousand of them again."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._crops: CropSet | None = None

    def get(self, project: Project, stock: Stock, recipe: Recipe) -> CropSet:
        parts = (
            recipe.cut_from,
            recipe.people,
            recipe.ranges,
            recipe.picked,
            recipe.width,
            recipe.pairing is Pairing.RANDOM,
        )
        if self._crops is None or self._of[1:] != parts or self._of[0] is not stock:
            self._of, self._crops = (stock, *parts), _crops_of(project, stock, recipe)
        return self._crops


def _crops_of(project: Project, stock: Stock, recipe: Recipe) -> CropSet:
    is_chosen = chooser(recipe)
    listed = [(crop, is_chosen(crop.person, crop.source.number, crop.facts)) for crop in stock.of(recipe.cut_from)]
    kept = [(crop, chosen) for crop, chosen in listed if chosen or recipe.pairing is Pairing.RANDOM]
    entries = [crop.source.entry(crop.facts if crop.measured else None, chosen) for crop, chosen in kept]
    store = store_of(project, recipe.cut_from, recipe.width)
    return preview_crops(recipe, entries, crop_reader(store, [crop.source for crop, _ in kept]))


def _preview(project: Project, stock: Stock, recipe: Recipe, seed: int, sets: _Sets) -> Preview:
    supply = stock.supply(recipe)
    try:
        pairs = preview_pairs(sets.get(project, stock, recipe), recipe, seed, _TWELVE)
    except TrainingError:  # the verdict says that they are too few
        pairs = []
    return Preview(recipe, supply, pairs)


def _step_pictures(stock: CropStock, recipe: Recipe, crop: StockCrop) -> tuple[Picture | None, Picture | None]:
    everyone = stock.stock.of(recipe.cut_from)
    other = partner(chosen_of(recipe, everyone) or everyone, everyone, crop, recipe.pairing)
    try:
        return filter_pair(recipe, stock.picture(crop, recipe.width), stock.picture(other, recipe.width), 0)
    except Exception:  # a missing photo is named in the bank
        return None, None


def _card_pictures(
    stock: CropStock, recipes: dict[str, Recipe], crop: StockCrop
) -> dict[str, tuple[Picture | None, Picture | None]]:
    return {key: _step_pictures(stock, replace(recipe, width=256), crop) for key, recipe in recipes.items()}
