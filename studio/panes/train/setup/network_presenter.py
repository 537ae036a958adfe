"""Asks the networks of the chosen recipe and settings to describe themselves, once somebody looks at their page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QObject

from models.events import NetworksDescribed, closing
from models.records import WIDTHS, Recipe
from models.training.config import Size, TrainConfig
from models.training.network_cache import network_key, recall_networks
from models.workflow.child import Child
from models.workflow.describe_networks import describe_networks
from studio.jobs import Questions
from studio.panes.train.setup.network_page import NetworkPage

if TYPE_CHECKING:
    from studio.state.session import Session

Known = dict[str, NetworksDescribed]


class NetworkPresenter(QObject):
    """What was described once is kept here by its network_key, and on disk for the next start."""

    def __init__(self, session: Session, page: NetworkPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self._known: Known = {}
        self._wanted: tuple[Recipe, TrainConfig] | None = None
        self._asked = ""
        self._reading = Questions(session.background, self).answered_by(self._on_read, failed=self._on_failed)
        page.shown.connect(self._show_wanted)

    @property
    def settled(self) -> bool:
        return not self._reading.busy

    def show(self, recipe: Recipe, config: TrainConfig) -> None:
        """Draw what a training of this recipe with these settings would build, at once where it is known."""
        self._wanted = recipe, config
        key = network_key(config, recipe.width)
        if key in self._known:
            self._page.show_networks(recipe, config, self._known[key])
        elif self._page.isVisible() and not (self._reading.busy and key == self._asked):
            self._asked = key
            self._page.show_reading()
            background = self._session.background
            self._reading.ask(read_networks, config, recipe.width, lambda: background.closed)

    def _show_wanted(self) -> None:
        if self._wanted is not None:
            self.show(*self._wanted)

    def _on_read(self, known: Known) -> None:
        self._known |= known
        self._show_wanted()

    def _on_failed(self, error: Exception) -> None:
        self._page.show_trouble(str(error))


def read_networks(config: TrainConfig, width: int, given_up: Callable[[], bool]) -> Known:
    """Descriptions by their key: the one asked for from disk, else every size and width from a process of its own.

    Not from the one that paints: a long painting would be waited for, and torch kept where nobody paints.
    """
    known = recall_networks(config, width)
    if known is not None:
        return {network_key(config, width): known}
    others = [(replace(config, size=size), pixels) for size, pixels in product(get_args(Size), WIDTHS)]
    wanted = [(config, width), *(one for one in others if one != (config, width))]
    child = Child(given_up)
    try:
        with closing(child.stream(describe_networks, wanted)) as events:
            described = [event for event in events if isinstance(event, NetworksDescribed)]
    finally:
        child.close()
    return {network_key(*one): event for one, event in zip(wanted, described, strict=False)}
