"""A stand-in for the pane around the Recipe page: keeps what is edited in a real project, at once or a little later."""

from __future__ import annotations

from dataclasses import replace

from models.project import Project
from models.recipes import RECIPES
from models.records import Recipe
from studio.panes.filters.recipe.page import Entry, RecipePage


class RecipeKeeper:
    """told: every (key, recipe) that was to be kept; slow: keep nothing until `catch_up`."""

    def __init__(self, project: Project, page: RecipePage) -> None:
        self.project, self.page = project, page
        self.slow = False
        self.told: list[tuple[str, Recipe]] = []
        self.live: list[Recipe] = []
        self._waiting: list[tuple[str, Recipe]] = []
        page.edited.connect(self._on_edited)
        page.live.connect(self.live.append)
        self.show("colourise")

    def show(self, key: str = "") -> None:
        own = [Entry(f"own {number}", recipe, True) for number, recipe in self.project.recipes.all()]
        self.page.set_recipes([*(Entry(name, RECIPES.get(name), False) for name in RECIPES.names()), *own], key)

    def add(self, recipe: Recipe) -> str:
        """One more of the project's own, shown."""
        key = f"own {self.project.recipes.add(replace(recipe, name='custom'))}"
        self.show(key)
        return key

    def own(self) -> list[Recipe]:
        return [recipe for _, recipe in self.project.recipes.all()]

    def _on_edited(self, key: str, recipe: Recipe) -> None:
        self.told.append((key, recipe))
        self._waiting.append((key, recipe))
        if not self.slow:
            self.catch_up()

    def catch_up(self, most: int = 99) -> None:
        """Keep what waits, the oldest first."""
        for _ in range(min(most, len(self._waiting))):
            key, recipe = self._waiting.pop(0)
            if key.startswith("own "):
                self.project.recipes.update(int(key.removeprefix("own ")), recipe)
                self.show()
            else:
                self.add(replace(recipe, title=f"{recipe.title}, mine"))
