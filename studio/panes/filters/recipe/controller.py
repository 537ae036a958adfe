"""The Recipe page at work: what is changed there goes into the session's recipes, its pictures are made as in training.

A ready recipe that is changed becomes one of the project's own. Everything can be undone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.events import Changed
from models.recipes import RECIPES
from models.recipes.matching import ready_name
from models.records import CutFrom, FactRange, Picture, Recipe
from models.training.config import TrainConfig
from models.training.usual import usual_config
from models.words import plural
from models.workflow.project_crops import ProjectCrop
from studio.jobs import Questions, unsaid
from studio.panes.filters.recipe.files import RecipeFiles
from studio.panes.filters.recipe.page import RecipePage
from studio.panes.filters.recipe.previews import (
    CropSets,
    Preview,
    know_collection,
    preview_cards,
    preview_recipe,
    preview_step,
)
from studio.panes.filters.steady import Steady
from studio.state.collection import Collection
from studio.state.recipes import is_own
from studio.state.supply import report_supply

if TYPE_CHECKING:
    from studio.state.session import Session

_MEASURED_AT_ONCE = 2_000
"""So many crops are measured as soon as the page shows them (in 20 s): the pairs are then to the last the training's,

which keeps near-duplicates out of what it is judged by. More are measured when a range asks for it.
"""


class RecipeController(QObject):
    """pick_wanted(): faces are to be picked by hand; changed(): the recipe on the page is another one.

    who: the pane for which the speed of this computer is asked.
    """

    pick_wanted = Signal()
    changed = Signal()

    def __init__(self, session: Session, page: RecipePage, who: str, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._project = session.project
        self._crops = session.crops
        self._recipes = session.recipes
        self._page = page
        self._who = who
        self._crop: ProjectCrop | None = None
        self._seed = TrainConfig().seed
        self._shown: Preview | None = None
        self._sets = CropSets()
        self.files = RecipeFiles(session, page, self)
        self._make_questions(session)
        self._connect()
        self.show_key("colourise")

    def _make_questions(self, session: Session) -> None:
        background = session.background
        self._stepping = Steady(background, self)
        self._stepping.answered.connect(self._on_stepped)
        self._questions = Questions(background, self)
        self._previewing = self._questions.answered_by(self._on_previewed)
        self._knowing = self._questions.answered_by(self._on_known)
        self._asked_about: tuple[Collection, CutFrom] | None = None
        self._cards = self._questions.answered_by(self._page.set_card_pictures, failed=unsaid)

    def _connect(self) -> None:
        page = self._page
        page.chosen.connect(self._follow)
        page.edited.connect(self._on_edited)
        page.left.connect(self._recipes.write)
        page.duplicate_wanted.connect(self._on_duplicate)
        page.remove_wanted.connect(self._on_remove)
        page.export_wanted.connect(self.files.ask_export)
        page.import_wanted.connect(self.files.ask_import)
        page.reseed_wanted.connect(self.reseed)
        page.pick_wanted.connect(self.pick_wanted)
        page.stage.doubtful.review_wanted.connect(lambda: self._session.go("faces"))
        self.files.imported.connect(self.show_key)
        self._recipes.changed.connect(self._on_recipes_changed)
        self._session.speed.measured.connect(self._show_supply)
        self._session.changed.connect(self._on_project_changed)

    @property
    def settled(self) -> bool:
        return self._recipes.settled and not (self._questions.busy or self._stepping.busy)

    # recipes

    def recipe(self) -> Recipe:
        """The recipe on the page, on the crops there are."""
        return self._crops.collection.fit(self._page.recipe())

    def show_key(self, key: str) -> None:
        """Bring this recipe of the list up."""
        self._page.set_recipes(self._recipes.entries(), key)
        self._follow()

    def show_recipe(self, recipe: Recipe) -> None:
        """Bring this recipe up: a ready one, one of the project's, or a new one."""
        self.show_key(ready_name(recipe) or self._recipes.find(recipe) or self._recipes.add(recipe))

    def learn_from(self, subset: tuple[FactRange, ...] | tuple[int, ...]) -> None:
        """Let the recipe on the page learn from these ranges, or from these very crops."""
        recipe, cut_from = self._page.recipe(), self._crops.collection.cut_from
        ranges = tuple(one for one in subset if isinstance(one, FactRange))
        picked = tuple(one for one in subset if isinstance(one, int))
        people = recipe.people if ranges else ()
        changed = replace(recipe, people=people, ranges=ranges, picked=picked, cut_from=cut_from)
        self._on_edited(self._page.current_key(), changed)
        self._recipes.flush()

    def _on_edited(self, key: str, recipe: Recipe) -> None:
        if self._session.project is not self._project:
            return  # changed a moment before another project was opened: it must not land there
        if not is_own(key):
            mine = f"{recipe.title}, mine" if recipe.title == RECIPES.get(key).title else recipe.title
            recipe, key = replace(recipe, name="custom", title=mine), self._recipes.reserve()
            self._page.go_on_as(key)
        self._recipes.change(key, recipe)

    def _on_recipes_changed(self) -> None:
        """Something was changed here or taken in from elsewhere: the page shows it at once."""
        self._page.set_recipes(self._recipes.entries())
        self._ask_step()
        self._ask_pairs()
        self.changed.emit()

    def _on_project_changed(self, change: Changed) -> None:
        """What moves has come to rest: everything else follows."""
        if "recipes" in change.tables:
            self._follow()
            self._ask_cards()

    def _on_duplicate(self, key: str) -> None:
        recipe = self._recipes.get(key)
        self.show_key(self._recipes.add(replace(recipe, title=f"{recipe.title}, copy"), "Copy recipe"))

    def _on_remove(self, key: str) -> None:
        title = self._recipes.get(key).title
        if self._recipes.remove(key):
            self._session.say(f"{title} deleted", "Undo", self._session.undo)

    # what is shown of it

    def show_crops(self, crop: ProjectCrop | None) -> None:
        """The crops are other ones now, or another is in front."""
        self._crop = crop
        self._follow()
        self._ask_cards()

    def reseed(self) -> None:
        """Draw twelve other pairs."""
        self._seed += 1
        self._ask_pairs()

    def _follow(self) -> None:
        recipe = self.recipe()
        self._ask_known(recipe.cut_from)
        few = len(self._crops.collection.of(recipe.cut_from)) <= _MEASURED_AT_ONCE
        if (recipe.ranges or few) and self._page.isVisible():
            self._crops.measure(recipe.cut_from)
        self._ask_step()
        self._ask_pairs()
        self.changed.emit()

    def _ask_known(self, cut_from: CutFrom) -> None:
        """Whom and what there is to choose from, unless it was asked of these very crops before."""
        collection = self._crops.collection
        if self._asked_about != (collection, cut_from):
            self._asked_about = (collection, cut_from)
            self._knowing.ask(know_collection, collection, cut_from)

    def _on_known(self, known: tuple[list[tuple[str, int]], dict[str, list[float]]]) -> None:
        people, values = known
        self._page.set_people(people)
        self._page.set_fact_values(values)

    def _ask_step(self) -> None:
        if self._crop is not None and self._page.isVisible():
            self._stepping.ask(preview_step, self._crops, self.recipe(), self._crop)

    def _on_stepped(self, pictures: tuple[Picture | None, Picture | None]) -> None:
        self._page.set_step_pictures(*pictures)

    def _ask_pairs(self) -> None:
        if self._crops.ready and self._page.isVisible():
            collection, recipe = self._crops.collection, self.recipe()
            self._previewing.ask(preview_recipe, self._project, collection, recipe, self._seed, self._sets)

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
        self._page.set_subset_words(plural(supply.crops, noun) + people)
        usual, ask = usual_config(recipe, {}), self._session.speed.ask
        speed = ask(self._who, usual.size, recipe.width, usual.generator) if self._page.isVisible() else None
        self._page.set_supply(report_supply(recipe, supply, speed))

    def _ask_cards(self) -> None:
        if self._crop is not None and self._page.isVisible():
            fit = self._crops.collection.fit
            recipes = {entry.key: fit(entry.recipe) for entry in self._recipes.entries()}
            self._cards.ask(preview_cards, self._crops, recipes, self._crop)
