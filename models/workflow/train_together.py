"""One training by several processes, started as `torchrun --nproc-per-node N -m models train ...`. Loads no torch.

The first process does what a single one does and owns the project; the others learn with it and never open it.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Iterator
from pathlib import Path

from models.datasets import PairSource, load_crops
from models.ending import ending_signals
from models.errors import TrainingError
from models.events import Event
from models.training.machine.devices import wait_calmly
from models.training.run_folder.run_file import CROPS, read_run_file
from models.workflow.train_encoder import Drive, run_training


def count_processes() -> int:
    return int(os.environ.get("WORLD_SIZE", "1"))


def is_assistant() -> bool:
    """Whether this is one of the processes that only learn with the first."""
    return count_processes() > 1 and os.environ.get("RANK", "0") != "0"


def shared_drive(batch_size: int | None = None) -> Drive | None:
    """What train_encoder lets the training be run by: None for a single process.

    batch_size: of a new run. Raises TrainingError, before it is begun, when there is not one picture for each process.
    """
    if count_processes() == 1:
        return None
    if batch_size is not None and batch_size < count_processes():
        raise TrainingError(
            f"a batch of {batch_size} can't be shared by {count_processes()} processes",
            remedy=f"Add --batch-size {count_processes()} or more, best a multiple of it",
        )
    return lead_training


def lead_training(folder: Path, resume: bool, pinned: tuple[int, ...]) -> Generator[Event]:
    """As run_training, together with the processes that are in assist_training."""
    wait_calmly()
    from models.training.machine.process_group import join_group, leave_group

    group = join_group()
    try:
        group.tell(str(folder))
        yield from run_training(folder, resume, pinned, group)
    finally:
        leave_group()


def assist_training() -> Iterator[Event]:
    """Learn with the first process until it ends the training; tells nothing.

    Ctrl-C and "end now" reach all processes at once: these wait for the first one's word, so that it can save.
    """
    wait_calmly()
    from models.training.loop.worker import assist
    from models.training.machine.process_group import join_group, leave_group

    for number in (signal.SIGINT, *ending_signals()):
        signal.signal(number, signal.SIG_IGN)
    group = join_group()
    folder = Path(group.tell(""))
    begun = read_run_file(folder)
    config = begun.config
    pairs = PairSource(
        load_crops(folder / CROPS), begun.recipe, config.seed, held_out=config.held_out, batch_size=config.batch_size
    )
    assist(config, pairs, folder, group)
    leave_group()
    yield from ()
