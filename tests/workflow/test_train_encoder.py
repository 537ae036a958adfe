"""From a project's faces to an encoder on the shelf, with pauses, kills and unreadable photos in between."""

from __future__ import annotations

import dataclasses
import os
import random
import signal
import threading
from functools import partial

import pytest
from PIL import Image

from models.errors import BottegaError, ProjectError, TrainingError
from models.events import Finished, Progress, Refused, RunStarted, SampleReady, Saved, StepDone
from models.painting.encoder_file import read_header, read_network
from models.recipes import RECIPES
from models.records import Box, CutFrom, NewFace, RunState
from models.training.config import TrainConfig
from models.training.run_folder.checkpoint import load_checkpoint
from models.workflow.child import Child
from models.workflow.import_photos import import_photos
from models.workflow.train_encoder import keep_encoder, run_training, train_encoder
from tests.training.histories import read_history

COLOURISE = RECIPES.get("colourise")


@pytest.fixture
def filled(project, astronaut_file, astronaut):
    """A project with one photo and five faces on it, and another one, which is held out, with one."""
    negative = astronaut_file.with_name("the negative.png")
    Image.fromarray(255 - astronaut).save(negative)
    list(import_photos(project, [astronaut_file, negative]))
    photo, other = sorted(project.photos.all(), key=lambda photo: photo.path.name)
    boxes = [Box(120 + 9 * number, 20 + 6 * number, 180, 240) for number in range(5)]
    project.faces.add(photo.id, [NewFace(box) for box in boxes])
    project.faces.add(other.id, [NewFace(Box(150, 40, 180, 240))])
    return project


def config_of(steps: int = 2, **values) -> TrainConfig:
    settings = {"size": "sketch", "epochs": 1, "batches": steps, "held_out": 1, "checkpoint_seconds": 60.0}
    return TrainConfig(**{**settings, **values})


def of_kind(events, kind):
    return [event for event in events if isinstance(event, kind)]


def start(project, steps: int = 1000, **values):
    """A training that is going on, read up to its first step."""
    events = train_encoder(project, COLOURISE, config_of(steps), **values)
    for event in events:
        if isinstance(event, StepDone):
            return events
    raise AssertionError("no step")


def test_faces_become_an_encoder(filled) -> None:
    events = list(train_encoder(filled, COLOURISE, config_of(2)))
    run = filled.runs.all()[0]
    told = of_kind(events, Progress)
    last_crop = told.index(Progress(2, 2, "crops"))
    assert told[last_crop + 1 :][:1] == [Progress(0, 0, "getting ready to train")], "crops seem to take no longer"
    assert of_kind(events, RunStarted)[0].run == run.id
    assert (of_kind(events, RunStarted)[0].crops, of_kind(events, RunStarted)[0].held_out) == (5, 1)
    assert isinstance(events[-1], Finished)
    assert (run.state, run.step, run.title) == (RunState.FINISHED, 2, "Colourise")
    path = of_kind(events, Saved)[-1].path
    header = read_header(path)
    assert (path.parent, path.name) == (filled.encoders_folder, run.encoder)
    assert header.recipe == COLOURISE
    assert header.scores is not None
    assert header.scores.psnr == run.psnr
    assert header.summary["steps"] == 2
    assert header.sheet == of_kind(events, SampleReady)[-1].path.read_bytes()
    read_network(path)


def test_whole_photos_are_learned_from_without_any_face(project, astronaut_file) -> None:
    list(import_photos(project, [astronaut_file]))
    recipe = dataclasses.replace(COLOURISE, cut_from=CutFrom.WHOLE)
    photo = project.photos.all()[0].id
    events = list(train_encoder(project, recipe, config_of(1), pinned=[photo]))
    sample = of_kind(events, SampleReady)[-1]
    assert sample.pinned == 1


def test_without_faces_it_says_what_to_do(project, astronaut_file) -> None:
    with pytest.raises(TrainingError, match="Add photos"):
        list(train_encoder(project, COLOURISE, config_of()))
    list(import_photos(project, [astronaut_file]))
    with pytest.raises(TrainingError, match="Find faces"):
        list(train_encoder(project, COLOURISE, config_of()))
    assert project.runs.all() == []
    assert list(project.runs_folder.iterdir()) == []


def test_a_photo_that_is_gone_is_named_and_left_out(filled, tmp_path, astronaut) -> None:
    from PIL import Image

    second = tmp_path / "second.png"
    Image.fromarray(astronaut[:400]).save(second)
    list(import_photos(filled, [second]))
    photo = next(photo for photo in filled.photos.all() if photo.path == second)
    filled.faces.add(photo.id, [NewFace(Box(100, 50, 150, 200))])
    second.unlink()
    events = list(train_encoder(filled, COLOURISE, config_of(1)))
    assert [event.path for event in of_kind(events, Refused)] == [second]
    assert isinstance(events[-1], Finished)


def test_stopping_while_crops_are_cut_leaves_nothing(filled) -> None:
    events = train_encoder(filled, COLOURISE, config_of())
    assert isinstance(next(events), Progress)
    events.close()
    assert filled.runs.all() == []
    assert list(filled.runs_folder.iterdir()) == []


def test_a_pause_keeps_the_run_and_resuming_ends_where_no_pause_would(filled) -> None:
    events = start(filled, 3)
    events.close()
    run = filled.runs.all()[0]
    assert run.state is RunState.PAUSED
    assert run.step == 1
    assert run.seconds > 0
    list(train_encoder(filled, COLOURISE, config_of(3)))
    list(train_encoder(filled, COLOURISE, config_of(99), resume=run.id))  # its own settings count
    other, resumed = filled.runs.all()
    assert (resumed.id, resumed.state, resumed.step) == (run.id, RunState.FINISHED, 3)
    first, second = (load_checkpoint(folder) for folder in (resumed.folder, other.folder))
    assert first.members == second.members
    assert [header.title for header in map(read_header, sorted(filled.encoders_folder.iterdir()))] == [
        "Colourise 2",
        "Colourise",
    ]


def test_an_encoder_can_be_kept_of_a_paused_run(filled) -> None:
    start(filled).close()
    run = filled.runs.all()[0]
    path = keep_encoder(filled, run.id)
    assert read_header(path).summary["steps"] == 1
    assert filled.runs.get(run.id).encoder == path.name


def test_a_run_that_is_over_goes_on_for_as_long_again(filled) -> None:
    list(train_encoder(filled, COLOURISE, config_of(2)))
    run = filled.runs.all()[0]
    list(train_encoder(filled, COLOURISE, config_of(), resume=run.id))
    again = filled.runs.get(run.id)
    assert (again.step, again.steps, again.state) == (4, 4, RunState.FINISHED)


def test_a_run_that_is_not_there_is_named(filled) -> None:
    with pytest.raises(ProjectError, match="no run number 9"):
        list(train_encoder(filled, COLOURISE, config_of(), resume=9))


@pytest.fixture(scope="module")
def child():
    child = Child()
    yield child
    child.close()


def test_a_killed_training_loses_nothing_that_was_saved(filled, child) -> None:
    drive = partial(child.stream, run_training)
    events = start(filled, 4, drive=drive)
    os.kill(child.pid, signal.SIGKILL)
    with pytest.raises(BottegaError, match="ended unexpectedly"):
        list(events)
    run = filled.runs.all()[0]
    assert run.state is RunState.PAUSED
    list(train_encoder(filled, COLOURISE, config_of(), resume=run.id, drive=drive))
    list(train_encoder(filled, COLOURISE, config_of(4), drive=drive))
    straight, resumed = filled.runs.all()
    assert load_checkpoint(resumed.folder).members == load_checkpoint(straight.folder).members


def test_a_pause_in_the_child_saves_at_once(filled, child) -> None:
    events = start(filled, drive=partial(child.stream, run_training))
    events.close()
    run = filled.runs.all()[0]
    assert run.state is RunState.PAUSED
    assert run.step == load_checkpoint(run.folder, keep=()).step >= 1


@pytest.mark.slow
def test_fifteen_kills_at_random_end_where_no_kill_would(filled, child) -> None:
    """A kill loses at most what came after the newest checkpoint; here one is written after every step."""
    moments = random.Random(0)
    drive = partial(child.stream, run_training)
    config = config_of(40, checkpoint_seconds=0.0, sample_seconds=0.05, score_seconds=0.3)
    run_id, kills = None, 0
    while kills < 15:
        events = train_encoder(filled, COLOURISE, config, resume=run_id, drive=drive)
        assert any(isinstance(event, StepDone) for event in events)
        killer = threading.Timer(moments.uniform(0.0, 0.5), os.kill, (child.pid, signal.SIGKILL))
        killer.start()
        try:
            for _ in events:
                pass
        except BottegaError:
            kills += 1
        killer.join()
        run_id = run_id or filled.runs.all()[0].id
    list(train_encoder(filled, COLOURISE, config, resume=run_id, drive=drive))
    run = filled.runs.get(run_id)
    straight = dataclasses.replace(filled.runs.config(run_id), checkpoint_seconds=60.0)
    list(train_encoder(filled, COLOURISE, straight))
    assert run.step == filled.runs.all()[0].step
    assert load_checkpoint(run.folder).members == load_checkpoint(filled.runs.all()[0].folder).members
    history = read_history(run.folder)
    assert history.steps == list(range(1, run.step + 1))
