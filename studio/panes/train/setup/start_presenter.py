"""Asks which encoders at hand a training of the chosen recipe and settings may begin from; off the GUI thread."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from models.painting.starts import is_shipped, list_starts, usual_start
from models.records import EncoderHeader, Recipe
from models.training.config import TrainConfig
from studio.jobs import Questions, unsaid
from studio.panes.train.setup.order_of_things import OrderOfThings, Start

if TYPE_CHECKING:
    from studio.state.session import Session


class StartPresenter(QObject):
    """Fills the choice of what to begin from."""

    def __init__(self, session: Session, order: OrderOfThings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._questions = Questions(session.background, self)
        self._listing = self._questions.answered_by(order.show_starts, failed=unsaid)

    @property
    def settled(self) -> bool:
        return not self._questions.busy

    def show(self, recipe: Recipe, config: TrainConfig) -> None:
        self._listing.ask(_list_starts, recipe, config, self._session.project.encoders_folder)


def _list_starts(recipe: Recipe, config: TrainConfig, own: Path) -> list[Start]:
    usual = usual_start(recipe, dataclasses.replace(config, warm_start=True))
    return [_word_start(header, usual) for header in list_starts(recipe, config, own)]


def _word_start(header: EncoderHeader, usual: EncoderHeader | None) -> Start:
    title = f"{header.title}, shipped" if is_shipped(header) else header.title
    return Start(header.path, title, header.path.name, usual is not None and header.path == usual.path)
