"""The generators that the jobs of the pane drive: the workflow here, its arithmetic in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from models.events import Event, Progress, RunStarted, Saved, StepDone
from models.project import Project
from models.records import Recipe, RunState
from models.training.config import TrainConfig


def train_in_child(
    project: Project, recipe: Recipe, config: TrainConfig, resume: int | None, pinned: Sequence[int]
) -> Iterator[Event]:
    """The events of train_encoder; closing it saves the run whole and ends the process. Loads no torch here."""
    from models.workflow.child import Child
    from models.workflow.train_encoder import run_training, train_encoder

    child = Child()
    try:
        drive = partial(child.stream, run_training)
        for event in train_encoder(project, recipe, config, resume, drive, pinned=pinned):
            if isinstance(event, RunStarted):
                config = project.runs.config(event.run)
            elif isinstance(event, StepDone):
                yield _progress(event, config)
            yield event
    finally:
        child.close()


def _progress(event: StepDone, config: TrainConfig) -> Progress:
    """How far it is, by whichever of steps and minutes is nearer its end."""
    share = event.step / max(1, config.steps)
    if config.minutes is None or share > event.seconds / 60 / config.minutes:
        return Progress(event.step, config.steps, "steps")
    words = f"minute {event.seconds / 60:.1f} of {config.minutes:.0f}"
    return Progress(round(event.seconds), round(config.minutes * 60), words)


def keep_run(project: Project, run_id: int, *, finished: bool) -> Iterator[Event]:
    """Make an encoder of what the run has saved by now; `finished`: nothing more is to be learned."""
    from models.workflow.train_encoder import keep_encoder

    path = keep_encoder(project, run_id)
    yield Saved(path, "encoder")
    yield project.runs.update(run_id, state=RunState.FINISHED if finished else None)
