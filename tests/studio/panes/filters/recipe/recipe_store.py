"""A stand-in for the pane around the Recipe page: real recipes of a real project, and what the page told of them."""

from __future__ import annotations

from dataclasses import replace

from models.project import Project
from models.recipes import RECIPES
from models.records import Recipe
from studio.panes.filters.recipe.page import RecipePage
from studio.state.recipes import Recipes, is_own


class RecipeStore:
    """told: every (key, recipe) that was changed, with the key under which it is kept."""

    def __init__(self, project: Project, page: RecipePage) -> None:
        self.project, self.page = project, page
        self.recipes = Recipes(lambda: project, page)
        self.recipes.changed.connect(self.show)
        self.told: list[tuple[str, Recipe]] = []
        page.edited.connect(self._on_edited)
        page.left.connect(self.recipes.write)
        self.show("colourise")

    def show(self, key: str = "") -> None:
        self.page.set_recipes(self.recipes.entries(), key)

    def add(self, recipe: Recipe) -> str:
        """One more of the project's own, shown."""
        key = self.recipes.add(recipe)
        self.show(key)
        return key

    def own(self) -> list[Recipe]:
        """As the project has them."""
        return [recipe for _, recipe in self.project.recipes.all()]

    def settled(self) -> bool:
        return self.recipes.settled

    def _on_edited(self, key: str, recipe: Recipe) -> None:
        if not is_own(key):
            title = f"{recipe.title}, mine" if recipe.title == RECIPES.get(key).title else recipe.title
            recipe, key = replace(recipe, title=title), self.recipes.reserve()
            self.page.go_on_as(key)
        self.told.append((key, recipe))
        self.recipes.change(key, recipe)
