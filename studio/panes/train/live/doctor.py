"""The doctor's button: what each remedy is called, and that it is done. The judgement itself belongs to the engine."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from models.errors import EncoderError
from models.records import Run, RunState
from models.training.config import TrainConfig
from models.training.loop.health import Diagnosis, Light, Remedy
from models.training.run_folder.run_file import read_run_file
from models.workflow.prepare_run import More
from studio.panes.train.live.run_presenter import RunPresenter
from studio.panes.train.training_controller import TrainingController
from studio.widgets.doctor_line import DoctorLine

if TYPE_CHECKING:
    from studio.state.session import Session

_COLOURS = {
    Light.EARLY: "off",
    Light.HEALTHY: "confirmed",
    Light.SETTLED: "corrected",
    Light.AILING: "suggested",
}
_LONGER = 15.0
"""Minutes more, once asked for."""
_SLOWER, _CLOSER = 1 / 3, 3.0


@dataclass(frozen=True, slots=True)
class Offer:
    """text: on the button; help: what it does, in its tooltip."""

    text: str
    help: str


OFFERS = {
    Remedy.STOP_AND_KEEP: Offer("Stop and keep", "Stop, and put what it has learned on the shelf of encoders"),
    Remedy.KEEP_BEST: Offer("Keep the best", "Stop, and make an encoder of the moment with the best held-out score"),
    Remedy.ANEW_SLOWER: Offer("Start anew, slower", "Pause this run and begin another at a third of its learning rate"),
    Remedy.ANEW_CLOSER: Offer(
        "Start anew, closer", "Pause this run and begin another that counts closeness to the target three times as much"
    ),
}
LONGER = Offer("Go on for 15 min", "Go on exactly where it stopped, for a quarter of an hour more")


class Doctor(QObject):
    """Shows a diagnosis in its line, and does the remedy when the button is pressed."""

    def __init__(
        self,
        session: Session,
        line: DoctorLine,
        presenter: RunPresenter,
        training: TrainingController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._line = line
        self._presenter = presenter
        self._training = training
        self._offer: Offer | None = None
        line.pressed.connect(self._on_pressed)

    def show(self, diagnosis: Diagnosis) -> None:
        """Its light, its sentence, and its remedy while that can be done."""
        self._offer = self._possible(diagnosis)
        self._line.say(_COLOURS[diagnosis.light], diagnosis.sentence)
        self._line.offer(self._offer.text if self._offer else "", self._offer.help if self._offer else "")
        self._line.setVisible(bool(diagnosis.sentence))

    def _possible(self, diagnosis: Diagnosis) -> Offer | None:
        """What can be done about it now; a run that ended while it still improved may go on."""
        run, training = self._presenter.run, self._training
        if run is None or training.stopping or training.making or training.queueing:
            return None
        kept = run.encoder is not None and not training.running
        if diagnosis.remedy in (Remedy.STOP_AND_KEEP, Remedy.KEEP_BEST) and kept:
            return None
        if diagnosis.light is Light.HEALTHY and run.state is RunState.FINISHED and not training.running:
            return LONGER
        return OFFERS.get(diagnosis.remedy)

    def _on_pressed(self) -> None:
        run, offer, config = self._presenter.run, self._offer, self._presenter.config
        if run is None or offer is None:
            return
        if offer is LONGER:
            self._training.resume(run.id, More(minutes=_LONGER))
        elif offer is OFFERS[Remedy.ANEW_SLOWER]:
            self._anew(run, replace(config, learning_rate=config.learning_rate * _SLOWER))
        elif offer is OFFERS[Remedy.ANEW_CLOSER]:
            self._anew(run, replace(config, l1_weight=config.l1_weight * _CLOSER))
        else:
            self._training.keep(best=offer is OFFERS[Remedy.KEEP_BEST])

    def _anew(self, run: Run, config: TrainConfig) -> None:
        """Another run of the same recipe, with the same faces pinned; this one keeps what it has learned."""
        pinned: tuple[int, ...] = ()
        with contextlib.suppress(EncoderError):
            pinned = read_run_file(run.folder).pinned
        self._training.pause(lambda: self._training.start(run.recipe, config, pinned))
