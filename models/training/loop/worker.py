"""What every process but the first does in a training by several: the same steps, and nothing else."""

from __future__ import annotations

import contextlib
import math
from pathlib import Path

from models.datasets import PairSource
from models.errors import TrainingError
from models.training.config import TrainConfig
from models.training.loop.checkpoint_manager import CheckpointManager
from models.training.loop.clock import Clock
from models.training.loop.loader import Loader
from models.training.loop.recovery import no_memory
from models.training.loop.state import Networks, TrainState, build_networks
from models.training.loop.tuning import tune_together
from models.training.machine.device_selection import open_backend
from models.training.machine.process_group import GO, JOIN, Dismissed, ProcessGroup


def assist(
    config: TrainConfig, pairs: PairSource, folder: Path, group: ProcessGroup, *, networks: Networks | None = None
) -> None:
    """Take part until the first process, in trainer.train, has ended the training; step by step as it goes there.

    All processes see the same folder and hold the same state. Raises DeviceError, TrainingError.
    """
    networks = networks or build_networks(config, pairs.recipe.width, len(pairs.crops.people))
    backend = tune_together(open_backend(config), group, networks.way)
    state = TrainState(networks, config, backend, group)
    run = CheckpointManager(state, config, pairs, folder, backend)
    places, names = group.places(config.batch_size), config.names_people
    loading = Loader(pairs, config.batch_size, backend.device, places=places, names_people=names, view=networks.view)
    with (
        contextlib.suppress(Dismissed),
        contextlib.closing(run),
        loading as loader,
    ):
        list(run.open(True))
        clock = Clock(state.seconds)
        while True:
            # Learn with the others from this process' part of the batch.
            if group.share(GO) == JOIN:
                list(run.join_critic())
            try:
                losses = run.learn(loader.take(state.step), clock)
            except MemoryError as error:
                raise no_memory(group, error) from error

            # Save and go back where the first does: the losses are everyone's, the weights the same everywhere.
            good = all(map(math.isfinite, losses.values()))
            if good and not group.share(GO):
                continue
            if good and state.is_finite():
                list(run.save())
                continue
            with contextlib.suppress(TrainingError):  # the first says so
                run.roll_back()
