"""Several paintings were dropped: which one's recipe is to be opened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.records import PaintingRecipe
from models.words import plural
from studio.dialogs.base import Dialog
from studio.dialogs.choices import Choice, Choices
from studio.widgets.labels import QuietLabel


class DroppedPaintings(Dialog):
    """chosen(PaintingRecipe), after which it has closed."""

    chosen = Signal(PaintingRecipe)

    def __init__(self, paintings: Sequence[tuple[Path, PaintingRecipe]], parent: QWidget | None = None) -> None:
        super().__init__(f"{plural(len(paintings), 'painting')} of Bottega", parent)
        self.setMinimumWidth(520)
        self.column.addWidget(QuietLabel("Each carries the recipe it was painted by. Paint opens one at a time."))
        self.column.addWidget(Choices([self._choice_of(path, recipe) for path, recipe in paintings]))
        self.column.addStretch(1)

    def _choice_of(self, path: Path, recipe: PaintingRecipe) -> Choice:
        return Choice(path.name, recipe.encoder_title, "Open its recipe", lambda: self._on_chosen(recipe))

    def _on_chosen(self, recipe: PaintingRecipe) -> None:
        self.close()
        self.chosen.emit(recipe)
