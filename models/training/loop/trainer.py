"""Pairs -> a trained state: the loop of a run, as a generator of events. Knows no project and no network by name."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from torch import Tensor

from models.datasets import PairSource
from models.events import Event, Finished, Noted, Progress, RunStarted, StepDone
from models.training.config import TrainConfig
from models.training.loop.checkpoint_manager import CheckpointManager, ending_well
from models.training.loop.clock import Clock
from models.training.loop.evaluation import paint_pictures
from models.training.loop.interrupts import whole_steps
from models.training.loop.loader import Loader
from models.training.loop.recovery import halve_part
from models.training.loop.state import Networks, TrainState, build_networks
from models.training.loop.tuning import known_way, tune_together
from models.training.machine.device_selection import open_backend
from models.training.machine.memory import read_memory
from models.training.machine.process_group import ALONE, GO, JOIN, ProcessGroup
from models.training.run_folder.samples import Sampler

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
    group: ProcessGroup = ALONE,
    start: Mapping[str, Tensor] | None = None,
) -> Iterator[Event]:
    """Train in this folder until the steps or the minutes are used up; closing the generator saves and pauses.

    resume: go on from the newest checkpoint, bit for bit on a CPU; pinned: numbers of crops always on the samples;
    networks: others than the settings name; group: several processes that train as one: this is the first, the others
    run worker.assist; start: weights of the generator to begin from. Raises TrainingError, DeviceError, EncoderError,
    DiskFullError.
    """
    # Open the device, and the run where it stands: its newest checkpoint, or its first weights.
    backend = open_backend(config)
    if backend.note:
        yield Noted(backend.note)
    networks = networks or build_networks(config, pairs.recipe.width, len(pairs.crops.people))
    if start is not None:
        networks.generator.load_state_dict(start)
    if group.is_first and not networks.way and known_way(backend) is None:
        yield Progress(0, 0, "trying out what is fastest on this computer, once")
    backend = tune_together(backend, group, networks.way)
    state = TrainState(networks, config, backend, group)
    run = CheckpointManager(state, config, pairs, folder, backend)
    places = group.places(config.batch_size)
    view, names = networks.view, config.names_people
    loading = Loader(pairs, config.batch_size, backend.device, places=places, names_people=names, view=view)
    with ending_well(run, group), loading as loader:
        yield from run.open(resume)
        yield RunStarted(0, folder, pairs.train_count, pairs.held_out_count, backend.text)
        sampler = Sampler(folder, pairs, pinned)
        clock = Clock(state.seconds)
        while not run.is_over(clock.seconds()):
            # First the generator learns to copy; for the last part of the budget the critic joins.
            if group.share(JOIN if run.critic_is_due(clock.seconds()) else GO) == JOIN:
                yield from run.join_critic()

            # What takes part learns from one batch.
            batch = loader.take(state.step)
            try:
                with whole_steps():
                    losses = run.learn(batch, clock)
            except MemoryError as error:
                yield Noted(halve_part(state, config.batch_size, error))
                continue

            # A loss that is not a number: back to the last good state, slower.
            if not all(map(math.isfinite, losses.values())):
                yield Noted(run.roll_back())
                continue

            # Tell how it goes, show what it paints, judge it: each at its own pace.
            last = run.is_over(clock.seconds())
            if last or clock.is_due("step", _STEP_EVENTS, at_once=True):
                run.show_history()
                speed, memory = clock.speed(state.step * config.batch_size), read_memory(backend.device)
                yield StepDone(state.step, config.steps, losses, speed, clock.seconds(), memory.used, memory.total)
            if last or clock.is_due("sample", config.sample_seconds, at_once=True):
                yield sampler.take(state.step, lambda inputs: paint_pictures(state.average, inputs, backend, view))
            if last or clock.is_due("score", config.score_seconds):
                yield from run.evaluate()

            # Save it in time and when it paints better than ever; the writing goes on beside the next steps.
            soon = max(0.0, config.checkpoint_seconds - run.seconds_to_save())
            if group.share(last or run.wants_saving or clock.is_due("checkpoint", soon)):
                if not state.is_finite():
                    yield Noted(run.roll_back())
                    continue
                yield from run.save()
            yield from run.written(wait=last)
    yield Finished("training", run.summary(), done=state.step, seconds=clock.seconds())
