"""Follows one run: its row, its folder on the disk, its events while it learns. Fills the LiveView, starts nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.events import Event, Noted, RunStarted, SampleReady, Saved, Scored, StepDone
from models.records import Run
from models.training.config import TrainConfig
from models.training.loop.health import Diagnosis, Light, diagnose
from models.training.run_folder.history_reader import HistoryPart
from models.training.usual import with_generator
from studio.jobs import Questions, unsaid
from studio.panes.train import words
from studio.panes.train.live.page import LiveView
from studio.panes.train.live.run_folder_reader import Kept, RunFolderReader
from studio.panes.train.live.sheets import Triple, read_sheet

if TYPE_CHECKING:
    from studio.panes.train.live.lane_plot import LanePlot
    from studio.state.session import Session

NOTHING = Diagnosis(Light.EARLY, "")
_PACED = 20.0
"""Seconds a training takes at least before its pace is worth remembering."""

_OVERVIEW = 300
"""Points of the curve the doctor looks at."""


class RunPresenter(QObject):
    """started(): the row of the run is known; told(): line, speed or diagnosis are others; kept(path): an encoder is

    on the shelf; paced(size, width, generator, pictures per second): how fast a training was, everything included.
    `run` is None while nothing is shown, and while a new run still cuts its crops.
    """

    started = Signal()
    told = Signal()
    kept = Signal(Path)
    paced = Signal(str, int, str, float)

    def __init__(self, session: Session, live: LiveView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._live = live
        self.run: Run | None = None
        self.config = TrainConfig()
        self.learning = False
        self._line, self._memory, self.speed = "", "", ""
        self._first: StepDone | None = None
        self._newest: StepDone | None = None
        self.diagnosis = NOTHING
        self._folder = RunFolderReader(session.background, self)
        self._folder.came.connect(self._on_history)
        self._folder.kept.connect(self._on_kept_there)
        self._questions = Questions(session.background, self)
        self._sheet = self._questions.answered_by(self._on_sheet, failed=unsaid)
        live.sheet_wanted.connect(self._on_sheet_wanted)
        self._drawing = self._questions.answered_by(live.plot.draw_with, failed=unsaid)
        self._drawing.ask(_load_drawing)

    @property
    def line(self) -> str:
        """ "Colourise, studio size, 376 faces, 20 held out, CPU, 2 threads, 1.2 of 16 GB"."""
        return f"{self._line}, {self._memory}" if self._memory else self._line

    @property
    def settled(self) -> bool:
        return not (self._folder.busy or self._questions.busy)

    @property
    def percent(self) -> int:
        """How much of its steps or of its time the training has used up, whichever is more."""
        newest = self._newest
        if newest is None:
            return 0
        return words.percent_done(self.config, newest.step, newest.seconds)

    def forget(self) -> None:
        """Show no run."""
        self.run, self._line, self._memory, self.speed = None, "", "", ""
        self.diagnosis = NOTHING
        self._open(None)

    def show(self, run_id: int) -> None:
        """Show a run as it lies on the disk."""
        self.forget()
        self.refresh(run_id)
        if self.run is not None:
            run = self.run
            self._line = f"{run.title}, {self.config.size} size, {words.word_run(run)}, step {run.step:,}"
            self._open(run.folder)

    def _open(self, folder: Path | None) -> None:
        """Read that folder from now on, from its beginning."""
        self._folder.open(folder)
        self._live.show_run(self._folder.curves)
        self._folder.read_on()

    def refresh(self, run_id: int | None = None) -> None:
        """What the run's row says now."""
        run_id = run_id if run_id is not None else self.run.id if self.run is not None else None
        if run_id is not None:
            runs = self._session.project.runs
            self.run, self.config = runs.get(run_id), runs.config(run_id)

    def begin(self, title: str, config: TrainConfig) -> None:
        """A training starts: its events come to `take` from now on."""
        self.config, self.learning = config, True
        self._line, self._memory, self.speed = f"{title}, {config.size} size", "", ""
        self._live.show_note("")
        self._live.set_learning(True)
        self._diagnose()

    def end(self) -> None:
        """No more events come."""
        self._tell_pace()
        self.learning, self.speed, self._memory = False, "", ""
        self._live.set_learning(False)
        self.refresh()
        self._folder.read_on()
        self._diagnose()

    def take(self, event: Event) -> None:
        """One event of the training."""
        if isinstance(event, StepDone):
            self._on_step(event)
        elif isinstance(event, SampleReady):
            self._live.add_samples(event)
        elif isinstance(event, Scored):
            self._folder.look_again()
        elif isinstance(event, Noted):
            self._live.show_note(event.text)
        elif isinstance(event, RunStarted):
            self._on_run_started(event)
        elif isinstance(event, Saved):
            self._on_saved(event)

    def _on_run_started(self, event: RunStarted) -> None:
        self._tell_pace()
        if self.run is not None and self.run.id != event.run:
            self._live.show_note("")  # the next one of a queue
        self.refresh(event.run)
        title = self.run.title if self.run is not None else ""
        counts = f"{event.crops:,} faces, {event.held_out} held out, {event.device}"
        self._line = f"{title}, {self.config.size} size, {counts}"
        if event.folder == self._folder.folder:
            self._folder.read_on()
        else:
            self._open(event.folder)
        self.started.emit()

    def _on_saved(self, event: Saved) -> None:
        if event.what == "encoder":
            self.kept.emit(event.path)
        elif event.what == "checkpoint":
            self._folder.read_on()

    def _tell_pace(self) -> None:
        """By the generator's usual batch, as the few steps that are measured beforehand; another has another pace."""
        first, newest = self._first, self._newest
        self._first = self._newest = None
        config = self.config
        usual = with_generator(config, config.generator).batch_size
        if first is None or newest is None or self.run is None or config.batch_size != usual:
            return
        seconds, pictures = newest.seconds - first.seconds, (newest.step - first.step) * usual
        if seconds >= _PACED:
            self.paced.emit(config.size, self.run.recipe.width, config.generator, pictures / seconds)

    def _on_step(self, event: StepDone) -> None:
        self._first, self._newest = self._first or event, event
        self._folder.look_again()
        left = words.seconds_left(self.config, event.step, event.seconds, event.images_per_second)
        speed = words.word_speed(event.images_per_second, left)
        memory = words.word_memory(event.memory_used, event.memory_total)
        if (speed, memory) != (self.speed, self._memory):
            self.speed, self._memory = speed, memory
            self.told.emit()

    def _on_history(self, part: HistoryPart) -> None:
        self._live.show_curves()
        if not part.more and (part.begun or part.scores or part.broken or part.critic):
            self._diagnose()

    def _on_kept_there(self, kept: Kept) -> None:
        self._live.machine.set_kept(kept.checkpoints)
        self._live.set_sheets(kept.sheets, kept.pinned)

    def _on_sheet_wanted(self, step: int, path: Path) -> None:
        self._sheet.ask(_read_moment, step, path)

    def _on_sheet(self, answer: tuple[int, list[Triple]]) -> None:
        self._live.show_sheet(*answer)

    def _diagnose(self) -> None:
        curves = self._folder.curves
        means = {
            name: parts[1] for name, parts in curves.losses.columns(0, curves.last("step"), _OVERVIEW, "step").items()
        }
        if len(curves.losses) or self.learning:
            seconds, steps, losses = means["second"], means["step"], means["discriminator"]
            joined = curves.critic[0] if curves.critic is not None else None
            comes = joined is None and 0 < self.config.critic_part < 1
            self.diagnosis = diagnose(
                seconds, steps, losses, curves.scored, curves.broken, critic=joined, critic_comes=comes
            )
        else:
            self.diagnosis = NOTHING
        self.told.emit()


def _read_moment(step: int, path: Path) -> tuple[int, list[Triple]]:
    return step, read_sheet(path)


def _load_drawing() -> type[LanePlot]:
    """Importing pyqtgraph takes a moment that no click should wait for."""
    from studio.panes.train.live.lane_plot import LanePlot

    return LanePlot
