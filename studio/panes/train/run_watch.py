"""Follows one run: its row, its history on the disk, its events while it learns. Fills the LiveView, starts nothing."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.errors import EncoderError
from models.events import Event, Noted, RunStarted, SampleReady, Saved, Scored, StepDone
from models.records import Run
from models.training.config import TrainConfig
from models.training.health import Diagnosis, Light, diagnose
from models.training.history import History, read_history
from models.training.run_file import read_run_file
from models.training.samples import list_samples
from studio.jobs import Latest
from studio.panes.train import words
from studio.panes.train.live_view import LiveView
from studio.panes.train.sheets import Triple, read_sheet

if TYPE_CHECKING:
    from studio.session import Session

NOTHING = Diagnosis(Light.EARLY, "")


class RunWatch(QObject):
    """started(): the row of the run is known; told(): line, speed or diagnosis are others; kept(path): an encoder is

    on the shelf. `run` is None while nothing is shown, and while a new run still cuts its crops.
    """

    started = Signal()
    told = Signal()
    kept = Signal(object)

    def __init__(self, session: Session, live: LiveView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._live = live
        self.run: Run | None = None
        self.config = TrainConfig()
        self.learning = False
        self.line, self.speed, self._note = "", "", ""
        self.diagnosis = NOTHING
        self._reading = Latest(session.background, self)
        self._reading.answered.connect(self._on_read)
        self._sheet = Latest(session.background, self)
        self._sheet.answered.connect(self._on_sheet)
        live.sheet_wanted.connect(self._on_sheet_wanted)

    def forget(self) -> None:
        """Show no run."""
        self.run, self.line, self.speed, self._note = None, "", "", ""
        self.diagnosis = NOTHING
        self._reading.forget()
        self._live.clear()

    def show(self, run_id: int) -> None:
        """Show a run as it lies on the disk."""
        self.forget()
        self.refresh(run_id)
        if self.run is not None:
            run = self.run
            self.line = f"{run.title}, {self.config.size} size, {words.word_run(run)}, step {run.step:,}"
            self._reading.ask(_read_run, run.folder)

    def refresh(self, run_id: int | None = None) -> None:
        """What the run's row says now."""
        run_id = run_id if run_id is not None else self.run.id if self.run is not None else None
        if run_id is not None:
            runs = self._session.project.runs
            self.run, self.config = runs.get(run_id), runs.config(run_id)

    def begin(self, title: str, config: TrainConfig) -> None:
        """A training starts: its events come to `take` from now on."""
        self.config, self.learning = config, True
        self.line, self.speed, self._note = f"{title}, {config.size} size", "", ""
        self._live.set_learning(True)
        self._judge()

    def end(self) -> None:
        """No more events come."""
        self.learning, self.speed = False, ""
        self._live.set_learning(False)
        self.refresh()
        self._judge()

    def take(self, event: Event) -> None:
        """One event of the training."""
        if isinstance(event, StepDone):
            self._on_step(event)
        elif isinstance(event, SampleReady):
            self._live.add_samples(event)
        elif isinstance(event, Scored):
            self._live.add_scores(event.step, event.scores)
            self._judge()
        elif isinstance(event, Noted):
            self._note = event.text
            self._judge()
        elif isinstance(event, RunStarted):
            self._on_run_started(event)
        elif isinstance(event, Saved) and event.what == "encoder":
            self.kept.emit(event.path)

    def _on_run_started(self, event: RunStarted) -> None:
        self.refresh(event.run)
        title = self.run.title if self.run is not None else ""
        counts = f"{event.crops:,} faces, {event.held_out} held out, {event.device}"
        self.line = f"{title}, {self.config.size} size, {counts}"
        self._reading.ask(_read_run, event.folder)
        self.started.emit()

    def _on_step(self, event: StepDone) -> None:
        self._live.add_step(event)
        left = words.seconds_left(self.config, event.step, event.seconds, event.images_per_second)
        speed = words.word_speed(event.images_per_second, left)
        if speed != self.speed:
            self.speed = speed
            self.told.emit()

    def _on_read(self, read: _RunOnDisk) -> None:
        if self.run is not None and self.run.folder == read.folder:
            self._live.show_history(read.history)
            if read.sheets:
                self._live.set_sheets(read.sheets, read.pinned)
            self._judge()

    def _on_sheet_wanted(self, step: int, path: object) -> None:
        self._sheet.ask(_read_moment, step, path)

    def _on_sheet(self, answer: tuple[int, list[Triple]]) -> None:
        self._live.show_sheet(*answer)

    def _judge(self) -> None:
        steps, seconds, values = self._live.plot.curve("discriminator").points()
        if self._note:
            self.diagnosis = Diagnosis(Light.AILING, self._note)
        elif len(steps) or self.learning:
            self.diagnosis = diagnose(seconds, steps, values, self._live.scores)
        else:
            self.diagnosis = NOTHING
        self.told.emit()


@dataclass(frozen=True, slots=True)
class _RunOnDisk:
    """What a run's folder tells: its course, its sample sheets by step, how many rows of them are pinned faces."""

    folder: Path
    history: History
    sheets: list[tuple[int, Path]]
    pinned: int


def _read_run(folder: Path) -> _RunOnDisk:
    pinned = 0
    with contextlib.suppress(EncoderError):  # resuming names the damage; looking at the curves needs no pins
        pinned = len(read_run_file(folder).pinned_crops())
    return _RunOnDisk(folder, read_history(folder), list_samples(folder), pinned)


def _read_moment(step: int, path: Path) -> tuple[int, list[Triple]]:
    return step, read_sheet(path)
