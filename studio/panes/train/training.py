"""The generator that the job of a training drives: the workflow here, its arithmetic in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator

from models.events import Event
from models.project import Project
from models.records import Recipe
from models.training.config import TrainConfig


def train_in_child(project: Project, recipe: Recipe, config: TrainConfig, resume: int | None) -> Iterator[Event]:
    """The events of train_encoder; closing it saves the run whole and ends the process. Loads no torch here."""
    from models.workflow.child import Child
    from models.workflow.train_encoder import run_training, train_encoder

    child = Child()
    try:
        yield from train_encoder(
            project, recipe, config, resume=resume, drive=lambda *args, **kw: child.stream(run_training, *args, **kw)
        )
    finally:
        child.close()
