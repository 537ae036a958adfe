"""Finds the recipe that a word stands for: a ready one's name, a title of the project's own, or a file."""

from __future__ import annotations

from pathlib import Path

from models.errors import UnknownNameError
from models.project import Project
from models.recipes import RECIPES
from models.recipes.recipe_file import read_recipe
from models.records import Recipe


def find_recipe(word: str, project: Project) -> Recipe:
    """Raises UnknownNameError with the nearest names, UsageError for a file that holds no recipe."""
    if word in RECIPES:
        return RECIPES.get(word)
    own = project.recipes.named(word)
    if own is not None:
        return own
    path = Path(word).expanduser()
    if path.suffix == ".json" or path.is_file():
        return read_recipe(path)
    try:
        return RECIPES.get(word)
    except UnknownNameError as error:
        titles = ", ".join(recipe.title for _, recipe in project.recipes.all())
        remedy = f"{error.remedy.rstrip('.')}; this project's own: {titles}" if titles else error.remedy
        raise UnknownNameError(error.what, remedy=remedy) from None
