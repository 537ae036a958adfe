"""The pictures of the Bank, made by the engine's own functions in the background; the newest question wins.

Knows the chosen face and the chains it is asked for; what is shown where is left to the page.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from models.filters import apply_chain
from models.records import Chain, Picture
from models.workflow.project_crops import ProjectCrop
from studio.jobs import Background, Questions, unsaid
from studio.panes.filters.steady import Steady
from studio.state.crops import Crops

OTHERS = 10
_OTHERS_WAIT_MS = 60
"""The other faces follow when a slider rests this long: until then the large picture has the processor for itself."""


class Filtered(NamedTuple):
    """What a chain made of a picture, and how long it took."""

    picture: Picture
    chain: Chain
    result: Picture
    milliseconds: float


class BankPictures(QObject):
    """cut(): the face chosen with show_crop is there; failed(Exception): it can't be read.

    filtered(Filtered), tile(key, Picture) and others([(key, Picture)]) answer ask, ask_all and ask_others.
    """

    cut = Signal()
    failed = Signal(Exception)
    filtered = Signal(Filtered)
    tile = Signal(str, np.ndarray)
    others = Signal(object)

    def __init__(self, background: Background, crops: Crops, parent: QObject) -> None:
        super().__init__(parent)
        self._crops = crops
        self.crop: ProjectCrop | None = None
        self.picture: Picture | None = None
        self._others_chain: Chain = ()
        self._questions = Questions(background, self)
        self._cutting = self._questions.answered_by(self._on_cut, failed=self._on_cut_failed)
        self._filtering = Steady(background, self)
        self._filtering.answered.connect(self._on_filtered)
        self._filtering_all = self._questions.answered_by(self._on_all_filtered, failed=unsaid)
        self._filtering_others = self._questions.answered_by(self.others, failed=unsaid)
        self._others_timer = QTimer(self, singleShot=True, interval=_OTHERS_WAIT_MS)
        self._others_timer.timeout.connect(self._on_others_due)

    @property
    def settled(self) -> bool:
        """Whether nothing is on its way that would still change what is shown."""
        return not self._questions.busy and not self._others_timer.isActive()

    def show_crop(self, crop: ProjectCrop | None) -> None:
        """Cut this crop; None: there is none."""
        self.crop = crop
        if crop is not None:
            self._cutting.ask(lambda: (crop, self._crops.picture(crop)))

    def ask(self, chain: Chain) -> None:
        """What the chain makes of the face."""
        if self.picture is not None:
            self._filtering.ask(_filter, self.picture, chain)

    def ask_all(self, chains: Mapping[str, Chain]) -> None:
        """What each of these chains makes of the face."""
        if self.picture is not None:
            self._filtering_all.ask(_filter_all, self.picture, dict(chains))

    def ask_others(self, chain: Chain) -> None:
        """What the chain makes of the faces that follow."""
        self._others_chain = chain
        self._others_timer.start()

    def _on_others_due(self) -> None:
        if self.crop is None or self.picture is None:
            return
        crops = self._crops.collection.of()
        at = next((place for place, crop in enumerate(crops) if crop.key == self.crop.key), 0)
        following = (crops[at + 1 :] + crops[:at])[: OTHERS * 3]
        self._filtering_others.ask(_filter_others, self._crops, following, self._others_chain)

    def _on_cut(self, answer: tuple[ProjectCrop, Picture]) -> None:
        crop, picture = answer
        if crop is self.crop:
            self.picture = picture
            self.cut.emit()

    def _on_cut_failed(self, error: Exception) -> None:
        self.picture = None
        self.failed.emit(error)

    def _on_filtered(self, answer: Filtered) -> None:
        if answer.picture is self.picture:
            self.filtered.emit(answer)

    def _on_all_filtered(self, answer: dict[str, Picture]) -> None:
        for key, picture in answer.items():
            self.tile.emit(key, picture)


def _filter(picture: Picture, chain: Chain) -> Filtered:
    """The first one also loads what draws the histogram: too long a moment for the window's thread."""
    import_module("studio.panes.filters.bank.histogram_view")
    start = time.perf_counter()
    filtered = apply_chain(picture, chain)
    return Filtered(picture, chain, filtered, (time.perf_counter() - start) * 1000)


def _filter_all(picture: Picture, chains: dict[str, Chain]) -> dict[str, Picture]:
    return {key: apply_chain(picture, chain) for key, chain in chains.items()}


def _filter_others(crops: Crops, following: Sequence[ProjectCrop], chain: Chain) -> list[tuple[str, Picture]]:
    """(key, filtered) of the first that can be read."""
    found: list[tuple[str, Picture]] = []
    for crop in following:
        if len(found) == OTHERS:
            break
        try:
            found.append((crop.key, apply_chain(crops.picture(crop), chain)))
        except Exception:  # a missing photo is named where it is chosen; here the next one steps in
            continue
    return found
