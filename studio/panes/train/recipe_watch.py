"""Follows the chosen recipe: its pictures on the user's own faces, whether they are enough, which are pinned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.recipes import check_recipe, judge_supply
from models.records import CutFrom, Picture, Recipe
from studio.face_crops import Crops, Source, count_people, first_shown, list_sources
from studio.jobs import Latest
from studio.panes.train.preview_view import PreviewView
from studio.panes.train.previews import preview_cards, preview_faces
from studio.panes.train.set_up import SetUpPanel

if TYPE_CHECKING:
    from studio.session import Session

_SHOWN = 5
_LIGHTS = {"enough": "confirmed", "few": "suggested", "too few": "rejected"}


class RecipeWatch(QObject):
    """listed(): the project's crops are known (`ready`); `sources` is empty while there is nothing to learn from."""

    listed = Signal()

    def __init__(
        self, session: Session, panel: SetUpPanel, preview: PreviewView, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._preview = preview
        self._crops = Crops()
        self._cut_from = CutFrom.FACES
        self.sources: list[Source] = []
        self.ready = False
        self.pinned: list[int] = []
        self._listing = Latest(session.background, self)
        self._listing.answered.connect(self._on_listed)
        self._cards = Latest(session.background, self)
        self._cards.answered.connect(panel.show_pictures)
        self._previewing = Latest(session.background, self)
        self._previewing.answered.connect(self._on_previewed)
        preview.face_chosen.connect(self._on_face_chosen)

    def reload(self) -> None:
        """Ask the project anew what there is to learn from."""
        self._listing.ask(list_sources, self._session.project)

    def _on_listed(self, answer: tuple[CutFrom, list[Source]]) -> None:
        self._cut_from, self.sources = answer
        self.ready = True
        self.listed.emit()

    def fit(self, recipe: Recipe) -> Recipe:
        """The recipe on the crops there are: faces, or whole photos while no face was found."""
        return replace(recipe, cut_from=self._cut_from)

    def count(self) -> str:
        """ "376 faces"."""
        noun = "face" if self._cut_from is CutFrom.FACES else "whole photo"
        return f"{len(self.sources):,} {noun}{'' if len(self.sources) == 1 else 's'}"

    def show_cards(self, recipes: Mapping[str, Recipe]) -> None:
        """A pair of pictures on every card."""
        first = first_shown(self.sources)
        if first is not None:
            self._cards.ask(preview_cards, self._crops, self.sources, self.sources.index(first), dict(recipes))

    def show(self, recipe: Recipe) -> None:
        """What this recipe will teach."""
        people = count_people(self.sources)
        self._preview.show_recipe(recipe.title, recipe.help)
        self._preview.show_verdict(_LIGHTS[judge_supply(recipe, people)], " ".join(check_recipe(recipe, people)))
        self._previewing.ask(preview_faces, self._crops, self.sources, recipe, _SHOWN)

    def _on_previewed(self, pairs: list[tuple[str, Picture, Picture]]) -> None:
        self._preview.show_pairs(pairs, slots=_SHOWN)
        self._show_pins()

    def _on_face_chosen(self, key: str) -> None:
        """Pin a face to the samples of the next run, or unpin it."""
        photos = {source.photo_id for source in self.sources if source.key == key}
        self.pinned = [photo for photo in self.pinned if photo not in photos] + [
            photo for photo in photos if photo not in self.pinned
        ]
        self._show_pins()

    def _show_pins(self) -> None:
        self._preview.show_pinned({source.key for source in self.sources if source.photo_id in self.pinned})
