"""Follows the chosen recipe: its pictures on the user's own faces, whether they are enough, which are pinned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.records import CutFrom, Picture, Recipe
from models.words import plural
from models.workflow.project_crops import ProjectCrop
from studio.jobs import Questions, unsaid
from studio.panes.train.setup.panel import SetUpPanel
from studio.panes.train.setup.preview_view import PreviewView
from studio.panes.train.setup.previews import preview_cards, preview_faces
from studio.state.supply import report_supply

if TYPE_CHECKING:
    from studio.state.session import Session

_SHOWN = 5


class RecipePresenter(QObject):
    """listed(): the project's crops are known (`ready`); `has_crops` is False while there is nothing to learn from.

    pictured(): `pictures` holds what goes in and must come out, by the key of the recipe's card.
    """

    listed = Signal()
    pictured = Signal()

    def __init__(
        self, session: Session, panel: SetUpPanel, preview: PreviewView, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._preview = preview
        self._panel = panel
        self.pictures: dict[str, tuple[Picture, Picture]] = {}
        self._crops = session.crops
        self._crops.listed.connect(self.listed)
        self.pinned: list[int] = []
        self._questions = Questions(session.background, self)
        self._cards = self._questions.answered_by(self._on_cards, failed=unsaid)
        self._previewing = self._questions.answered_by(self._on_previewed, failed=unsaid)
        preview.face_chosen.connect(self._on_face_chosen)

    def _on_cards(self, pictures: dict[str, tuple[Picture, Picture]]) -> None:
        self.pictures = pictures
        self._panel.show_pictures(pictures)
        self.pictured.emit()

    @property
    def settled(self) -> bool:
        return self._crops.settled and not self._questions.busy

    @property
    def ready(self) -> bool:
        return self._crops.ready

    @property
    def has_crops(self) -> bool:
        return bool(self._crops.collection.of())

    def fit(self, recipe: Recipe) -> Recipe:
        """The recipe on the crops there are."""
        return self._crops.collection.fit(recipe)

    def count(self, recipe: Recipe) -> str:
        """ "376 faces"."""
        noun = "face" if recipe.cut_from is CutFrom.FACES else "whole photo"
        return plural(self._crops.collection.supply(recipe).crops, noun)

    def show_cards(self, recipes: Mapping[str, Recipe]) -> None:
        """A pair of pictures on every card."""
        if self.has_crops:
            self._cards.ask(preview_cards, self._crops, {key: self.fit(recipe) for key, recipe in recipes.items()})

    def show(self, recipe: Recipe) -> None:
        """What this recipe will teach."""
        report = report_supply(recipe, self._crops.collection.supply(recipe))
        self._preview.show_recipe(recipe.title, recipe.help)
        self._preview.show_verdict(report.light, report.sentence)
        self._preview.doubtful.show_count(report.doubtful, taken=report.taken)
        self._previewing.ask(preview_faces, self._crops, recipe, _SHOWN)

    def _on_previewed(self, pairs: list[tuple[str, Picture, Picture]]) -> None:
        self._preview.show_pairs(pairs, slots=_SHOWN)
        self._show_pins()

    def _on_face_chosen(self, key: str) -> None:
        """Pin a face to the samples of the next run, or unpin it."""
        photos = {crop.photo_id for crop in self._all() if crop.key == key}
        self.pinned = [photo for photo in self.pinned if photo not in photos] + [
            photo for photo in photos if photo not in self.pinned
        ]
        self._show_pins()

    def _show_pins(self) -> None:
        self._preview.show_pinned({crop.key for crop in self._all() if crop.photo_id in self.pinned})

    def _all(self) -> list[ProjectCrop]:
        return [crop for crops in self._crops.collection.crops.values() for crop in crops]
