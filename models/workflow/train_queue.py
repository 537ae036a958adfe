"""Trains what waits in a project's queue, one after another; one that fails does not stop the next. Loads no torch."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from functools import partial

from models.errors import BottegaError, DiskFullError, ProjectError, ProjectGoneError
from models.events import Event, Finished, Noted, RunStarted, Saved, Scored, StepDone, closing
from models.project import Project
from models.project.queue import Queued
from models.records import Recipe, RunState
from models.training.config import TrainConfig, check_config, resumed_config
from models.workflow.keep_encoder import keep_encoder
from models.workflow.prepare_run import More
from models.workflow.train_encoder import train_encoder

Train = Callable[[Recipe, TrainConfig, int | None, More | None], Iterator[Event]]
"""train(recipe, config, resume, more): the events of train_encoder."""


def train_queue(
    project: Project, train: Train | None = None, wants_next: Callable[[], bool] = lambda: False
) -> Generator[Event]:
    """Train the queue until it is empty. Closing it pauses the one that is trained: the queue goes on there.

    train: how one is trained (None: here); wants_next: asked after every step; True ends the present one, keeps what
    it learned as an encoder, and goes on with the next. What fails goes into the report with its reason.
    Raises DiskFullError and ProjectGoneError: the others would fail alike, so they wait.
    """
    project.require_writing()
    started, done, failed = time.monotonic(), 0, 0
    how = train or partial(_train_here, project)
    while waiting := project.queue.all():
        try:
            yield from _train_one(project, waiting[0], how, wants_next)
            done += 1
        except (DiskFullError, ProjectGoneError):
            raise
        except Exception as error:
            failed += 1
            yield from _note_failure(project, waiting[0], error)
    words = f"{done} trained" + (f", {failed} failed" if failed else "")
    yield Finished("queue", f"The queue is done: {words}", done, failed, time.monotonic() - started)


def _train_here(
    project: Project, recipe: Recipe, config: TrainConfig, resume: int | None, more: More | None
) -> Iterator[Event]:
    return train_encoder(project, recipe, config, resume, more=more, told=True)


def add_to_queue(project: Project, recipe: Recipe, config: TrainConfig) -> Generator[Event]:
    """Put one training at the end; undone as one. Raises UsageError for settings that make no sense."""
    check_config(config)
    with project.edit(f"Add {recipe.title} to the queue"):
        changed = project.queue.add(recipe, config)
    yield changed
    waiting = len(project.queue.all())
    yield Finished("queue", f"{recipe.title} waits in the queue, number {waiting} of {waiting}", 1)


def _train_one(
    project: Project, one: Queued, train: Train, wants_next: Callable[[], bool]
) -> Generator[Event, None, None]:
    run_id, more = _left_to_do(project, one)
    kept, best = False, None
    with closing(train(one.recipe, resumed_config(one.config), run_id, more)) as events:
        for event in events:
            if isinstance(event, RunStarted):
                run_id = event.run
                yield project.queue.begin(one, run_id)
            if isinstance(event, Scored):
                best = max(event.scores.psnr, best or event.scores.psnr)
            kept = kept or (isinstance(event, Saved) and event.what == "encoder")
            yield event
            if isinstance(event, StepDone) and wants_next():
                break
    if run_id is not None and not kept:  # ended before its time, when it had come to rest
        yield Saved(keep_encoder(project, run_id), "encoder")
        yield project.runs.update(run_id, state=RunState.FINISHED)
    yield project.queue.end(one, run_id, best=best)


def _left_to_do(project: Project, one: Queued) -> tuple[int | None, More | None]:
    """The run it has begun, if that is still there, and how many of its minutes are left."""
    if one.run is None:
        return None, None
    try:
        run = project.runs.get(one.run)
    except ProjectError:
        return None, None
    if one.config.minutes is None:
        return run.id, None
    return run.id, More(minutes=max(0.05, one.config.minutes - run.seconds / 60))


def _note_failure(project: Project, one: Queued, error: Exception) -> Generator[Event]:
    """Into the report with it; an error that was not foreseen also into the log."""
    reason = error.reason if isinstance(error, BottegaError) else f"{type(error).__name__}: {error}"
    if not isinstance(error, BottegaError | OSError):
        logging.getLogger(__name__).exception("a training of the queue failed")
    with contextlib.suppress(ProjectError):
        one = replace(one, run=project.queue.get(one.id).run)
    yield Noted(f"{one.recipe.title} failed: {reason}")
    yield project.queue.end(one, one.run, reason or "it failed")
