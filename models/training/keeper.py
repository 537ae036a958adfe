"""The state of a run together with its folder: saved, loaded, rolled back, kept within memory. Knows no loop."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import torch

from models.datasets import PairSource
from models.errors import DeviceError, TrainingError
from models.events import Event, Noted, Saved, Scored
from models.training.backend import Backend, naming_out_of_memory
from models.training.checkpoint import has_checkpoint, load_checkpoint, save_checkpoint
from models.training.clock import Clock
from models.training.config import TrainConfig
from models.training.history import HistoryWriter, cut_history
from models.training.interrupts import whole_steps
from models.training.judging import score_held_out
from models.training.loader import Batch
from models.training.samples import forget_samples
from models.training.state import TrainState
from models.training.step import train_step

_LOWEST_RATE = 1 / 64


class RunKeeper:
    """The state of a run together with its folder: every way in which the one becomes the other."""

    def __init__(
        self, state: TrainState, config: TrainConfig, pairs: PairSource, folder: Path, backend: Backend
    ) -> None:
        self.state = state
        self._config = config
        self._pairs = pairs
        self._folder = folder
        self._backend = backend
        self._history = HistoryWriter(folder)
        self._saved_step = -1
        self._whole = True
        self.notes: tuple[str, ...] = ()

    def open(self, resume: bool) -> Iterator[Event]:
        """Load the newest checkpoint, or save the first one of a new run."""
        if not resume and has_checkpoint(self._folder):
            raise TrainingError("there is a run in this folder already", path=self._folder, remedy="Resume it instead")
        if resume and self._load():
            yield from map(Noted, self.notes)
            return
        if resume:
            yield Noted("This run had saved nothing yet: it starts at the beginning.")
        cut_history(self._folder, 0)
        self.save()

    def _load(self) -> bool:
        """Become the newest whole checkpoint; False when none was ever written."""
        checkpoint = load_checkpoint(self._folder)
        if checkpoint is None:
            return False
        self.notes = checkpoint.notes
        self.state.unpack(checkpoint.header, checkpoint.members)
        self._saved_step = self.state.step
        self._history.forget()
        cut_history(self._folder, self.state.step)
        forget_samples(self._folder, self.state.step)
        return True

    def is_over(self, seconds: float) -> bool:
        late = self._config.minutes is not None and seconds >= self._config.minutes * 60
        return late or self.state.step >= self._config.steps

    def learn(self, batch: Batch, clock: Clock) -> dict[str, float]:
        """One step, and its line in the history."""
        self._whole = False
        with naming_out_of_memory():
            losses = train_step(self.state, *batch, self._config, self._backend)
        self.state.seconds = clock.seconds()
        self._history.add_step(self.state.step, self.state.seconds, losses)
        self._whole = all(map(math.isfinite, losses.values()))
        return losses

    def judge(self) -> Iterator[Event]:
        """Score the average on what was held out."""
        scores = score_held_out(self.state.average, self._pairs, self._backend)
        if scores is not None:
            self.state.scores = scores
            self._history.add_scores(self.state.step, scores)
            yield Scored(self.state.step, scores)

    def save(self) -> Saved:
        """A checkpoint of this step, after the history up to it."""
        with whole_steps():
            self._history.flush()
            path = save_checkpoint(self._folder, *self.state.pack())
            self._saved_step = self.state.step
        return Saved(path, "checkpoint")

    def save_if_whole(self) -> None:
        """Keep what was trained since the last checkpoint, unless a step broke off in the middle."""
        if self._whole and self._saved_step != self.state.step and self.state.is_finite():
            self.save()

    def roll_back(self) -> str:
        """Return to the last good state with half the rate; says so. Raises TrainingError when that no longer helps."""
        failed, rate = self.state.step, self.state.rate / 2
        if rate < _LOWEST_RATE:
            raise TrainingError(
                "the training broke down again and again: its losses are no longer numbers",
                why=f"even {_LOWEST_RATE * 2:.3g} of the learning rate did not help",
                remedy=f"The state after step {self._saved_step} is kept; start anew with a lower learning rate",
            )
        self._load()
        self.state.set_rate(rate)
        self._whole = True
        self.save()
        return (
            f"The losses were no longer numbers at step {failed}: "
            f"back to step {self.state.step}, at {rate:.3g} of the learning rate."
        )

    def halve_part(self, error: MemoryError) -> str:
        """Take half as many pictures at once from now on; says so. Raises DeviceError when it is one already."""
        if self.state.part == 1:
            raise DeviceError(
                "there is not enough memory for one picture", why=str(error), remedy="Train a smaller size"
            ) from error
        self.state.part = math.ceil(self.state.part / 2)
        if self._backend.device.type == "cuda":
            torch.cuda.empty_cache()
        pictures = "1 picture" if self.state.part == 1 else f"{self.state.part} pictures"
        return f"Out of memory: taking {pictures} at once, and adding up to a batch of {self._config.batch_size}."

    def summary(self) -> str:
        """How far it is, in a sentence."""
        minutes = self.state.seconds / 60
        words = f"{self.state.step} steps in {minutes:.1f} minutes"
        if self.state.scores is None:
            return words
        scores = self.state.scores
        return f"{words}, held-out PSNR {scores.psnr:.1f} dB (input as is: {scores.psnr_input:.1f})"
