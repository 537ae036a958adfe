"""The recipes table: a project's own recipes, as readable JSON in a row each. The ready ones need no row.

Reading a recipe checks its filters, which load OpenCV: that is imported late, since every project opens this table.
"""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Callable, Sequence

from models.errors import BottegaError
from models.events import Changed
from models.person_names import same_name
from models.project import soundness
from models.project.database import Database, Row
from models.project.soundness import Soundness
from models.records import Recipe

LONGEST_TITLE = 200
"""Characters, as recipes.schema reads them."""

SOUND = Soundness("recipes", "recipe", (soundness.json_text("recipes.recipe"),))
_RECIPES = frozenset({"recipes"})


class RecipeTable:
    """The recipes a person made, by number. Their titles are told apart: a taken one gets a number behind it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, recipe: Recipe) -> int:
        """Keep a recipe; returns its number. Tell `changed` with `added`. Raises UsageError for one past all bounds."""
        with self._database.write() as writer:
            row = (_dump(recipe, self._titles()),)
            return writer.execute("INSERT INTO recipes (recipe) VALUES (?)", row).lastrowid or 0

    def put(self, recipe_id: int, recipe: Recipe) -> Changed:
        """Keep a recipe under this number, one that next_number told or that has a row. Raises UsageError as add."""
        with self._database.write() as writer:
            text = _dump(recipe, self._titles(but=recipe_id))
            if self._database.row("SELECT id FROM recipes WHERE id = ?", (recipe_id,)) is None:
                writer.execute("INSERT INTO recipes (id, recipe) VALUES (?, ?)", (recipe_id, text))
            else:
                writer.execute("UPDATE recipes SET recipe = ? WHERE id = ?", (text, recipe_id))
        return Changed(_RECIPES, (recipe_id,))

    def next_number(self) -> int:
        """The number that the next recipe gets: one that none ever had."""
        row = self._database.row("SELECT seq FROM sqlite_sequence WHERE name = 'recipes'")
        return row["seq"] + 1 if row is not None else 1

    def update(self, recipe_id: int, recipe: Recipe) -> Changed:
        """Put another recipe in its place. Raises ProjectError when there is none of that number, UsageError as add."""
        self.get(recipe_id)
        with self._database.write() as writer:
            text = _dump(recipe, self._titles(but=recipe_id))
            writer.execute("UPDATE recipes SET recipe = ? WHERE id = ?", (text, recipe_id))
        return Changed(_RECIPES, (recipe_id,))

    def remove(self, recipe_id: int) -> Changed:
        """Forget a recipe; runs and encoders keep their own copy of it."""
        with self._database.write() as writer:
            writer.execute("DELETE FROM recipes WHERE id = ?", (recipe_id,))
        return Changed(_RECIPES, (recipe_id,))

    def get(self, recipe_id: int) -> Recipe:
        """Raises ProjectError when there is none of that number, UsageError when this Bottega can't read it."""
        row = self._database.row(f"SELECT id, recipe FROM recipes WHERE {SOUND.where} AND id = ?", (recipe_id,))
        if row is None:
            raise SOUND.missing(self._database, recipe_id)
        return _load(row)

    def all(self) -> list[tuple[int, Recipe]]:
        """(number, recipe) of all that can be read, in the order they were made; `problems` names the others."""
        return SOUND.records(self._rows(), lambda row: (int(row["id"]), _load(row)))

    def problems(self) -> list[str]:
        """A sentence for every row that can't be read, as after going back to an older Bottega."""
        return SOUND.problems(self._database, _load)

    def named(self, title: str) -> Recipe | None:
        """The recipe of that title, in capitals or not."""
        return next((recipe for _, recipe in self.all() if recipe.title.casefold() == title.casefold()), None)

    def _rows(self) -> list[Row]:
        return self._database.rows(f"SELECT id, recipe FROM recipes WHERE {SOUND.where} ORDER BY id")

    def _titles(self, but: int = 0) -> set[str]:
        return {recipe.title for number, recipe in self.all() if number != but}


def added(recipe_id: int) -> Changed:
    """What to tell the window after `add`."""
    return Changed(_RECIPES, (recipe_id,))


def rename_in_recipes(writer: sqlite3.Connection, names: Sequence[str], new: str, known: Sequence[str]) -> bool:
    """Let recipes that learn from these people learn from the new name; returns whether there was one.

    known: the names of everyone, by which the names in a recipe are understood.
    """

    def renamed(recipe: Recipe) -> Recipe:
        meant = ((name, same_name(name, known) or name) for name in recipe.people)
        people = dict.fromkeys(new if one in names else name for name, one in meant)
        return dataclasses.replace(recipe, people=tuple(people))

    return _change_all(writer, renamed)


def _change_all(writer: sqlite3.Connection, change: Callable[[Recipe], Recipe]) -> bool:
    changed = False
    for row in writer.execute("SELECT id, recipe FROM recipes").fetchall():
        recipe = _try(row)
        if recipe is not None and (new := change(recipe)) != recipe:
            writer.execute("UPDATE recipes SET recipe = ? WHERE id = ?", (_dump(new, set()), row["id"]))
            changed = True
    return changed


def _dump(recipe: Recipe, taken: set[str]) -> str:
    """The recipe under a title of its own. Raises UsageError for what could not be read again."""
    from models.recipes import recipe_from_json, recipe_to_json

    values = recipe_to_json(dataclasses.replace(recipe, title=free_title(recipe.title, taken)))
    recipe_from_json(values)
    return json.dumps(values, ensure_ascii=False)


def free_title(title: str, taken: set[str]) -> str:
    """The title, with a number behind it when it is taken, never longer than a title may be."""
    number, free = 1, title[:LONGEST_TITLE]
    while free in taken:
        number += 1
        ending = f" {number}"
        free = title[: LONGEST_TITLE - len(ending)] + ending
    return free


def _load(row: Row) -> Recipe:
    from models.recipes import recipe_from_json

    return recipe_from_json(json.loads(row["recipe"]))


def _try(row: Row) -> Recipe | None:
    try:
        return _load(row)
    except (BottegaError, ValueError, RecursionError):
        return None
