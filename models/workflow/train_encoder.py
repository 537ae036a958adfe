"""Trains an encoder from a project's photos: crops, the training, the run's row, the encoder file. Loads no torch.

The training runs where `drive` runs it: here, or in a child process with drive=partial(child.stream, run_training).
"""

from __future__ import annotations

import contextlib
import dataclasses
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.datasets import PairSource, load_crops
from models.errors import TrainingError
from models.events import Event, Finished, Noted, Progress, RunStarted, Saved, Scored, StepDone, closing
from models.project import Project
from models.records import Recipe, Run, RunState
from models.training.config import TrainConfig
from models.training.machine.devices import wait_calmly
from models.training.run_folder.checkpoint import has_checkpoint
from models.training.run_folder.run_file import CROPS, START, read_run_file
from models.words import plural
from models.workflow.keep_encoder import keep_encoder
from models.workflow.prepare_run import More, note_checkpoint, prepare_run, reopen_run

if TYPE_CHECKING:
    from models.training.machine.process_group import ProcessGroup

__all__ = ["More", "keep_encoder", "prepare_run", "run_training", "train_encoder"]

Drive = Callable[[Path, bool, tuple[int, ...]], Generator[Event]]


def train_encoder(
    project: Project,
    recipe: Recipe,
    config: TrainConfig,
    resume: int | None = None,
    drive: Drive | None = None,
    *,
    pinned: Sequence[int] = (),
    title: str | None = None,
    more: More | None = None,
    told: bool = False,
    start: Path | None = None,
) -> Iterator[Event]:
    """Train a new run, or go on with run number `resume` by its own recipe and settings, and leave an encoder.

    Closing it pauses: the run keeps every step and can be resumed, and keep_encoder makes an encoder of it.
    pinned: ids of photos always among the samples; more: how much longer a resumed run goes on; told: say first what
    there is to learn a new one from; start: the encoder a new one begins from, None for the usual one.
    Raises TrainingError, DeviceError, EncoderError, DiskFullError, UsageError.
    """
    # Cut the crops of a new run, or find the run that is to go on.
    project.require_writing()
    started = time.monotonic()
    if resume is None:
        run = yield from prepare_run(project, recipe, config, title, pinned, told=told, start=start)
    else:
        run = reopen_run(project, resume, pinned, more)

    # Train it, and note how far it is whenever that is safe on the disk.
    yield project.runs.update(run.id, state=RunState.RUNNING)
    yield Progress(0, 0, "getting ready to train")
    with _settling(project, run):
        events = (drive or run_training)(run.folder, resume is not None, read_run_file(run.folder).pinned_crops())
        summary = yield from _follow(project, run, events)

        # Leave an encoder on the shelf.
        path = keep_encoder(project, run.id)
    yield Saved(path, "encoder")
    yield project.runs.update(run.id, state=RunState.FINISHED)
    yield Finished("training", f"{path.stem}: {summary}", 1, 0, time.monotonic() - started)


def run_training(
    folder: Path, resume: bool = False, pinned: Sequence[int] = (), group: ProcessGroup | None = None
) -> Generator[Event]:
    """The training of the run in this folder, by what lies there; knows no project, so a child process can run it.

    pinned: numbers of crops; group: the processes that train it together. Closing it saves. Loads torch.
    Raises as training.trainer.train.
    """
    wait_calmly()
    from models.training.loop.trainer import train
    from models.training.machine.process_group import ALONE

    begun = read_run_file(folder)
    config = begun.config
    crops = load_crops(folder / CROPS)
    pairs = PairSource(crops, begun.recipe, config.seed, held_out=config.held_out, batch_size=config.batch_size)
    start = _read_start(folder)
    events = train(config, pairs, folder, resume=resume, pinned=pinned, group=group or ALONE, start=start)
    with closing(events):
        for event in _telling_of_broken(events, pairs):
            if isinstance(event, RunStarted):
                (folder / START).unlink(missing_ok=True)  # it is in the first checkpoint now
            yield event


def _read_start(folder: Path) -> Mapping[str, Any] | None:
    """The weights the run in this folder begins from, while it has none of its own."""
    if has_checkpoint(folder) or not (folder / START).exists():
        return None
    from models.painting.encoder_file import read_network

    return read_network(folder / START)[1].state_dict()


def _telling_of_broken(events: Iterator[Event], pairs: PairSource) -> Generator[Event]:
    """The events, and a sentence whenever more crops turn out to be damaged or gone."""
    told = 0
    for event in events:
        yield event
        count = len(pairs.broken) + pairs.crops.missing
        if count > told:
            told = count
            crops = plural(count, "crop is", "crops are")
            yield Noted(f"{crops} damaged or gone and passed over; a new run cuts them again from the photos")


def _follow(project: Project, run: Run, events: Generator[Event]) -> Generator[Event, None, str]:
    """Hand the events on and keep the run's row up to date; returns the summary of the training."""
    newest: StepDone | None = None
    with closing(events):
        for event in events:
            if isinstance(event, Finished):
                return event.summary
            yield dataclasses.replace(event, run=run.id) if isinstance(event, RunStarted) else event
            if isinstance(event, StepDone):
                newest = event
            elif isinstance(event, Scored):
                yield project.runs.update(run.id, psnr=event.scores.psnr)
            elif isinstance(event, Saved) and newest is not None:
                yield project.runs.update(run.id, step=newest.step, seconds=newest.seconds)
    raise TrainingError("the training ended before its time", remedy="Resume the run")


@contextlib.contextmanager
def _settling(project: Project, run: Run) -> Iterator[None]:
    """However the training ends, the row says what its newest checkpoint says.

    It has failed only where training itself went wrong; after a full disk or a killed process it can simply go on.
    """
    state = RunState.PAUSED
    try:
        with project.naming_absence():
            yield
    except TrainingError:
        state = RunState.FAILED
        raise
    finally:
        with contextlib.suppress(Exception):  # the reason why it ends matters more than this note of it
            note_checkpoint(project, run, state)
