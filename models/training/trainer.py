"""Pairs -> a trained state: the loop of a run, as a generator of events. Knows no project and no network by name."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from models.datasets import PairSource
from models.events import Event, Finished, Noted, RunStarted, StepDone
from models.training.backend import open_backend
from models.training.clock import Clock
from models.training.config import TrainConfig
from models.training.interrupts import whole_steps
from models.training.judging import paint_pictures
from models.training.keeper import RunKeeper
from models.training.loader import Loader
from models.training.samples import Sampler
from models.training.state import Networks, TrainState, build_networks

_STEP_EVENTS = 0.1
"""Seconds between two StepDone events: more is not seen by anyone, and costs the window time."""


def train(
    config: TrainConfig,
    pairs: PairSource,
    folder: Path,
    *,
    resume: bool = False,
    pinned: Sequence[int] = (),
    networks: Networks | None = None,
) -> Iterator[Event]:
    """Train in this folder until the steps or the minutes are used up; closing the generator saves and pauses.

    resume: go on from the newest checkpoint, bit for bit on a CPU; pinned: numbers of crops always on the samples;
    networks: others than the settings name. Raises TrainingError, DeviceError, EncoderError, DiskFullError.
    """
    # Open the device, and the run where it stands: its newest checkpoint, or its first weights.
    backend = open_backend(config)
    if backend.note:
        yield Noted(backend.note)
    state = TrainState(networks or build_networks(config, pairs.recipe.width), config, backend.device)
    run = RunKeeper(state, config, pairs, folder, backend)
    yield from run.open(resume)
    yield RunStarted(0, folder, pairs.train_count, pairs.held_out_count, backend.text)
    sampler = Sampler(folder, pairs, pinned)
    clock = Clock(state.seconds)

    with Loader(pairs, config.batch_size, backend.device) as loader:
        try:
            while not run.is_over(clock.seconds()):
                # Both networks learn from one batch.
                batch = loader.take(state.step)
                try:
                    with whole_steps():
                        losses = run.learn(batch, clock)
                except MemoryError as error:
                    yield Noted(run.halve_part(error))
                    continue

                # A loss that is not a number: back to the last good state, slower.
                if not all(map(math.isfinite, losses.values())):
                    yield Noted(run.roll_back())
                    continue

                # Tell how it goes, show what it paints, judge it, save it: each at its own pace.
                last = run.is_over(clock.seconds())
                if last or clock.is_due("step", _STEP_EVENTS, at_once=True):
                    speed = clock.speed(state.step * config.batch_size)
                    yield StepDone(state.step, config.steps, losses, speed, clock.seconds())
                if last or clock.is_due("sample", config.sample_seconds, at_once=True):
                    yield sampler.take(state.step, lambda inputs: paint_pictures(state.average, inputs, backend))
                if last or clock.is_due("score", config.score_seconds):
                    yield from run.judge()
                if last or clock.is_due("checkpoint", config.checkpoint_seconds):
                    yield run.save() if state.is_finite() else Noted(run.roll_back())
        finally:
            # Paused, stopped or failed: keep every whole step.
            run.save_if_whole()
    yield Finished("training", run.summary(), done=state.step, seconds=clock.seconds())
