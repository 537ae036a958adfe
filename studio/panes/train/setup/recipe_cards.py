"""Which recipes stand as cards at the left, and which is chosen: the ready ones, the project's own, those of runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from models.records import Recipe, Run
from studio.panes.train.setup.panel import SetUpPanel

if TYPE_CHECKING:
    from studio.state.session import Session

FIRST = "colourise"


class RecipeCards(QObject):
    """recipes: by key, "own 3" of the project's number 3, "run TITLE" of a run whose recipe is no longer kept."""

    def __init__(self, session: Session, panel: SetUpPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._panel = panel
        self.recipes = self._list()
        self.key, self.doubtful = FIRST, False
        panel.set_recipes(self.recipes)
        self.choose(self.key)
        panel.suit(self.recipes[self.key])

    @property
    def chosen(self) -> Recipe:
        """As it is set: whether pictures are mirrored, and doubtful faces learned from, may be changed for a run."""
        return replace(self.recipes[self.key], flip=self._panel.flip(), doubtful=self.doubtful)

    def _list(self) -> dict[str, Recipe]:
        """What to make of one's own is decided in Filters: the empty one has no card."""
        return {entry.key: entry.recipe for entry in self._session.recipes.entries() if entry.key != "custom"}

    def choose(self, key: str) -> None:
        self.key = key
        self._panel.choose_recipe(key)
        self.set_as(self.recipes[key])

    def set_as(self, recipe: Recipe) -> None:
        """Set what may be changed for a run as this recipe has it."""
        self._panel.show_flip(recipe.flip)
        self.doubtful = recipe.doubtful

    def set_doubtful(self, taken: bool) -> None:
        """Whether the next run learns from doubtful faces too."""
        self.doubtful = taken

    def reload(self, more: dict[str, Recipe] | None = None) -> bool:
        """Show the cards anew; the chosen one stays chosen while it is there. Whether any is another now."""
        before = self.recipes
        loose = {key: recipe for key, recipe in before.items() if key.startswith("run ")}
        self.recipes = self._list() | loose | (more or {})
        if self.key not in self.recipes:
            self.key = FIRST
        if self.recipes != before:
            self._panel.set_recipes(self.recipes)
        self._panel.choose_recipe(self.key)
        if self.recipes[self.key] != before.get(self.key):
            self.set_as(self.recipes[self.key])
        return self.recipes != before

    def find(self, recipe: Recipe) -> str:
        """The key of this recipe, or of one that is this on the crops there are, however it is set; else empty."""
        fit = self._session.crops.collection.fit
        cards = {key: _set_as(one, recipe) for key, one in self.recipes.items()}
        found = [key for key, one in cards.items() if one == recipe]
        return next(iter(found or [key for key, one in cards.items() if fit(one) == recipe]), "")

    def show_lines(self, runs: Sequence[Run], learning: str, queued: dict[str, str]) -> None:
        """What is true of every recipe: it is learned, it waits (for how long, in words), or its best score."""
        for key, recipe in self.recipes.items():
            scores = [run.psnr for run in runs if run.psnr is not None and _is_of(run, recipe)]
            line = f"best {max(scores):.1f} dB" if scores else ""
            if key in queued:
                line = f"queued, {queued[key]}"
            self._panel.card(key).set_line("learning" if key == learning else line)


def _is_of(run: Run, recipe: Recipe) -> bool:
    """Whether the run learned this recipe; one that was edited since is still called the same."""
    return (run.recipe.name, run.recipe.title) == (recipe.name, recipe.title)


def _set_as(card: Recipe, recipe: Recipe) -> Recipe:
    """The recipe of a card, set as that one is in what may be changed for a run."""
    return replace(card, flip=recipe.flip, doubtful=recipe.doubtful, augmentation=recipe.augmentation)
