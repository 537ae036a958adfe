"""A night of trainings: failures, pauses, full disks and impatience in between; what was learned is never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.errors import DiskFullError
from models.events import Finished, Noted, StepDone
from models.painting.encoder_file import read_header
from models.project.queue import Outcome
from models.recipes import RECIPES
from models.records import RunState
from models.workflow.train_queue import train_queue
from tests.workflow.test_train_encoder import COLOURISE, config_of, filled, of_kind

__all__ = ["filled"]

NOBODY = replace(COLOURISE, title="Nobody", people=("Nobody",))


def _queue(project, *recipes, **values):
    for recipe in recipes:
        project.queue.add(recipe, config_of(**values))


def test_one_that_fails_does_not_stop_the_next(filled) -> None:
    _queue(filled, COLOURISE, NOBODY, RECIPES.get("autoencoder"))
    events = list(train_queue(filled))
    assert filled.queue.all() == []
    told = [(one.title, one.outcome) for one in filled.queue.report()]
    assert told == [(COLOURISE.title, Outcome.FINISHED), ("Nobody", Outcome.FAILED), ("Autoencoder", Outcome.FINISHED)]
    assert "subset is empty" in filled.queue.report()[1].reason
    assert any("Nobody failed" in note.text for note in of_kind(events, Noted))
    assert (events[-1].done, events[-1].failed) == (2, 1)
    assert len(list(filled.encoders_folder.iterdir())) == 2


def _read_to_step(events):
    return next(event for event in events if isinstance(event, StepDone))


def test_a_paused_queue_goes_on_in_the_same_run(filled) -> None:
    _queue(filled, COLOURISE, steps=3)
    events = train_queue(filled)
    _read_to_step(events)
    events.close()
    (one,) = filled.queue.all()
    (run,) = filled.runs.all()
    assert (one.run, run.state, filled.queue.report()) == (run.id, RunState.PAUSED, [])
    list(train_queue(filled))
    (run,) = filled.runs.all()
    assert (run.state, run.step) == (RunState.FINISHED, 3)
    assert [one.run for one in filled.queue.report()] == [run.id]


def test_one_that_has_learned_enough_is_kept_and_the_next_begins(filled) -> None:
    _queue(filled, COLOURISE, steps=1000)
    _queue(filled, RECIPES.get("autoencoder"), steps=2)
    pressed = []
    for event in train_queue(filled, wants_next=lambda: bool(pressed) and pressed.pop()):
        if isinstance(event, StepDone) and event.steps == 1000 and not filled.queue.report():
            pressed.append(True)
    second, first = filled.runs.all()
    assert (first.state, second.state) == (RunState.FINISHED, RunState.FINISHED)
    assert first.step < 1000
    assert read_header(filled.encoders_folder / first.encoder).summary["steps"] == first.step
    assert [one.outcome for one in filled.queue.report()] == [Outcome.FINISHED] * 2


def test_on_a_full_disk_all_of_them_wait(filled) -> None:
    _queue(filled, COLOURISE, RECIPES.get("autoencoder"))

    def full(*_):
        raise DiskFullError("the disk is full")
        yield

    with pytest.raises(DiskFullError):
        list(train_queue(filled, full))
    assert len(filled.queue.all()) == 2
    assert filled.queue.report() == []


def test_an_empty_queue_is_done_at_once(filled) -> None:
    (event,) = train_queue(filled)
    assert isinstance(event, Finished)
