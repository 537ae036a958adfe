"""The generators that the jobs of the pane drive: the workflow here, its arithmetic in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from models.events import Event, Progress, RunStarted, StepDone, closing
from models.project import Project
from models.records import Recipe
from models.training.config import TrainConfig
from models.workflow.prepare_run import More


def train_in_child(
    project: Project,
    recipe: Recipe,
    config: TrainConfig,
    resume: int | None,
    pinned: Sequence[int],
    more: More | None = None,
    start: Path | None = None,
) -> Iterator[Event]:
    """The events of train_encoder; closing it saves the run whole and ends the process. Loads no torch here."""
    from models.workflow.child import Child
    from models.workflow.train_encoder import run_training, train_encoder

    child = Child()
    try:
        drive = partial(child.stream, run_training)
        events = train_encoder(project, recipe, config, resume, drive, pinned=pinned, more=more, start=start)
        yield from with_progress(project, events, config)
    finally:
        child.close()


def train_queue_in_child(project: Project, pinned: Sequence[int], wants_next: Callable[[], bool]) -> Iterator[Event]:
    """The events of train_queue, every run in a process of its own."""
    from models.workflow.train_queue import train_queue

    def train(recipe: Recipe, config: TrainConfig, resume: int | None, more: More | None) -> Iterator[Event]:
        return train_in_child(project, recipe, config, resume, pinned if resume is None else (), more)

    yield from train_queue(project, train, wants_next)


def with_progress(project: Project, events: Iterator[Event], config: TrainConfig) -> Iterator[Event]:
    """The events, and before every step how far the run is."""
    with closing(events):
        for event in events:
            if isinstance(event, RunStarted):
                config = project.runs.config(event.run)
            elif isinstance(event, StepDone):
                yield _progress(event, config)
            yield event


def _progress(event: StepDone, config: TrainConfig) -> Progress:
    """How far it is, by whichever of steps and minutes is nearer its end."""
    share = event.step / max(1, config.steps)
    if config.minutes is None or share > event.seconds / 60 / config.minutes:
        return Progress(event.step, config.steps, "steps")
    words = f"minute {event.seconds / 60:.1f} of {config.minutes:.0f}"
    return Progress(round(event.seconds), round(config.minutes * 60), words)
