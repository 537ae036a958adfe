"""Changes a recipe without end, telling each time the window says that the project has it; to be killed.

python -m tests.flow.editing_recipes PROJECT
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from models.recipes import RECIPES
from studio.state.preferences import Preferences
from studio.state.session import Session


def main(folder: Path) -> int:
    application = QGuiApplication([])
    session = Session(Preferences(folder.parent / "killed.ini"))
    session.open_project(folder)
    recipes = session.recipes
    key = recipes.add(RECIPES.get("colourise"))

    def change() -> None:
        recipe = recipes.get(key)
        recipes.change(key, replace(recipe, help=f"{int(recipe.help or 0) + 1}"))
        recipes.write()

    def tell() -> None:
        print(recipes.get(key).help, flush=True)
        QTimer.singleShot(0, change)

    recipes.change(key, replace(recipes.get(key), help="0"))
    recipes.flush()
    session.changed.connect(tell)
    change()
    return application.exec()


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
