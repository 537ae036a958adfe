"""Recipes that go out as files and come in as files, asked for by file dialogs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from models.errors import BottegaError
from models.recipes.recipe_file import SUFFIX, read_recipe, write_recipe
from models.records import Recipe

if TYPE_CHECKING:
    from studio.state.session import Session


class RecipeFiles(QObject):
    """imported(key): a recipe came in and is kept with the project."""

    imported = Signal(str)

    def __init__(self, session: Session, page: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page

    def ask_export(self, key: str) -> None:
        recipe = self._session.recipes.get(key)
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

    def ask_import(self) -> None:
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
                self.imported.emit(self._session.recipes.add(recipe, "Import recipe"))
                self._session.say(f"{recipe.title} imported", "Undo", self._session.undo)
