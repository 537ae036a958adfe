"""The state of a run together with its folder: saved, loaded, judged, kept from harm. Knows no loop."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from pathlib import Path

from models.datasets import PairSource
from models.errors import DiskFullError, TrainingError
from models.events import CriticJoined, Event, Noted, Saved, Scored
from models.files import sweep_temporary
from models.training.config import TrainConfig
from models.training.loop.clock import Clock
from models.training.loop.evaluation import score_held_out
from models.training.loop.interrupts import whole_steps
from models.training.loop.loader import Batch
from models.training.loop.recovery import TRIES, give_up, tell_roll_back
from models.training.loop.schedule import critic_joins
from models.training.loop.state import TrainState
from models.training.loop.step import train_step
from models.training.machine.backend import Backend, naming_out_of_memory
from models.training.machine.process_group import ProcessGroup
from models.training.run_folder.checkpoint import FOLDER, has_checkpoint, load_checkpoint
from models.training.run_folder.history import HistoryWriter, cut_history
from models.training.run_folder.samples import forget_samples
from models.training.run_folder.writer import CheckpointWriter


class CheckpointManager:
    """The state of a run together with its folder: every way in which the one becomes the other.

    wants_saving: the state is the best so far and should become a checkpoint now. Of several processes the first alone
    writes; the others hold the same state.
    """

    def __init__(
        self, state: TrainState, config: TrainConfig, pairs: PairSource, folder: Path, backend: Backend
    ) -> None:
        self.state = state
        self.wants_saving = False
        self._config = config
        self._pairs = pairs
        self._folder = folder
        self._backend = backend
        self._history = HistoryWriter(folder)
        self._group = state.group
        self._writer = CheckpointWriter(folder)
        self._saved_step = -1
        self._whole = False  # nothing is opened yet, so there is nothing to keep

    def open(self, resume: bool) -> Iterator[Event]:
        """Load the newest checkpoint, or save the first one of a new run. Of several processes the first does so,

        then the others become what it has saved.
        """
        if self._group.is_first:
            yield from self._open(resume)
        self._group.share(0)
        if not self._group.is_first:
            self._load()

    def _open(self, resume: bool) -> Iterator[Event]:
        if not resume and has_checkpoint(self._folder):
            raise TrainingError("there is a run in this folder already", path=self._folder, remedy="Resume it instead")
        if (self._folder / FOLDER).is_dir():
            sweep_temporary(self._folder / FOLDER)  # what a killed training was just writing
        if resume and (notes := self._load()) is not None:
            self._whole = True
            yield from map(Noted, notes)
            return
        if resume:
            yield Noted("This run had saved nothing yet: it starts at the beginning.")
        cut_history(self._folder, 0)
        self._whole = True
        self._begin_saving()
        yield from self.written(wait=True)

    def _load(self) -> tuple[str, ...] | None:
        """Become the newest whole checkpoint; what is to be said of it, or None when none was ever written."""
        checkpoint = load_checkpoint(self._folder)
        if checkpoint is None:
            return None
        self.state.restore(checkpoint.header, checkpoint.members)
        if self._group.is_first:
            self._saved_step = self.state.step
            self._history.forget()
            cut_history(self._folder, self.state.step, checkpoint.header.get("history"))
            forget_samples(self._folder, self.state.step)
        return checkpoint.notes

    @property
    def is_whole(self) -> bool:
        """Whether the state stands between two steps."""
        return self._whole

    def is_over(self, seconds: float) -> bool:
        late = self._config.minutes is not None and seconds >= self._config.minutes * 60
        return late or self.state.step >= self._config.steps

    def critic_is_due(self, seconds: float) -> bool:
        """Whether the critic should join before the next step."""
        return not self.state.has_critic and critic_joins(self._config, self.state.step, seconds)

    def join_critic(self) -> Iterator[Event]:
        """Let it take part from now on, and save that: by the clock it would never come at the same step again."""
        self.state.join_critic()
        self._history.add_phase(self.state.step, self.state.seconds)
        self.wants_saving = True
        yield CriticJoined(self.state.step, self.state.seconds)

    def learn(self, batch: Batch, clock: Clock) -> dict[str, float]:
        """One step, and its line in the history."""
        self._whole = False
        with naming_out_of_memory():
            losses = train_step(self.state, batch, self._config, self._backend)
        self.state.seconds = clock.seconds()
        self._whole = all(map(math.isfinite, losses.values()))
        if self._whole:
            self._history.add_step(self.state.step, self.state.seconds, losses)
        return losses

    def show_history(self) -> None:
        """Let whoever looks at the run read its newest steps. A full disk is told by the next checkpoint."""
        with contextlib.suppress(DiskFullError, OSError):
            self._history.flush()

    def evaluate(self) -> Iterator[Event]:
        """Score the average on what was held out."""
        scores = score_held_out(self.state.average, self._pairs, self._backend, self.state.networks.view)
        if scores is not None:
            self.wants_saving |= self.state.note_scores(scores)
            self._history.add_scores(self.state.step, scores)
            self.show_history()
            yield Scored(self.state.step, scores)

    def seconds_to_save(self) -> float:
        """How long before a checkpoint must be safe it has to be begun."""
        return self._writer.seconds

    def save(self) -> Iterator[Event]:
        """Copy this step's state; it is written while the training goes on, after the history up to it."""
        yield from self.written(wait=True)
        self._begin_saving()

    def _begin_saving(self) -> None:
        if self.state.step > self.state.failed_at:
            self.state.tries = 0
        if not self._group.is_first:
            return
        with whole_steps():
            history = self._history.flush()
            self._saved_step = self.state.step
            self.wants_saving = False
            self._writer.begin(self.state.snapshot(), history)

    def written(self, *, wait: bool = False) -> Iterator[Event]:
        """The checkpoint that has become safe, if any. Raises DiskFullError, OSError for one that could not."""
        path = self._collect(wait=wait)
        if path is not None:
            yield Saved(path, "checkpoint")

    def _collect(self, *, wait: bool) -> Path | None:
        try:
            return self._writer.collect(wait=wait)
        except Exception:
            self._saved_step = -1
            raise

    def close(self) -> None:
        """Keep what was trained since the last checkpoint, unless a step broke off in the middle."""
        try:
            self._collect(wait=True)
            if self._group.is_first and self._whole and self._saved_step != self.state.step and self.state.is_finite():
                self._begin_saving()
                self._collect(wait=True)
        finally:
            self._writer.close()

    def roll_back(self) -> str:
        """Return to the last good state with half the rate; says so. Raises TrainingError when that no longer helps."""
        failed, tries, rate = self.state.step, self.state.tries + 1, self.state.rate / 2
        photos = [self._pairs.name_of(failed - 1, place) for place in range(self._config.batch_size)]
        self._collect(wait=True)
        self._group.share(0)  # the others read what the first has written
        self._load()
        self._whole = True
        if tries > TRIES:
            raise give_up(self.state.step, failed, photos)
        self.state.set_rate(rate)
        self.state.failed_at, self.state.tries = failed, tries
        self._history.add_breakdown(self.state.step, failed)
        self._begin_saving()
        return tell_roll_back(self.state.step, failed, photos, rate)

    def summary(self) -> str:
        """How far it is, in a sentence."""
        minutes = self.state.seconds / 60
        words = f"{self.state.step} steps in {minutes:.1f} minutes"
        if self.state.scores is None:
            return words
        scores = self.state.scores
        return f"{words}, held-out PSNR {scores.psnr:.1f} dB (input as is: {scores.psnr_input:.1f})"


@contextlib.contextmanager
def ending_well(run: CheckpointManager, group: ProcessGroup) -> Iterator[None]:
    """However the block ends: let the other processes go, and keep every whole step."""
    try:
        yield
    finally:
        try:
            if run.is_whole:  # in the middle of a step they wait for something else, and fail with this one
                group.dismiss()
        finally:
            run.close()
