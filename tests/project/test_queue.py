"""The queue is kept with the project in its order, every edit is undone, and what was trained never comes back."""

from __future__ import annotations

import pytest

from models.errors import ProjectError
from models.project import Project
from models.project.queue import Outcome
from models.recipes import RECIPES
from models.training.config import TrainConfig

NAMES = ("colourise", "contours", "canny")


@pytest.fixture
def queued(project):
    for number, name in enumerate(NAMES):
        with project.edit("Queue"):
            project.queue.add(RECIPES.get(name), TrainConfig(minutes=10.0 * (number + 1)))
    return project


def names(project):
    return [one.recipe.name for one in project.queue.all()]


def test_it_is_there_again_with_what_it_had_begun(tmp_path):
    with Project.create(tmp_path / "p") as project:
        project.queue.add(RECIPES.get("canny"), TrainConfig(size="sketch", minutes=5.0))
        run = project.runs.add("Canny", RECIPES.get("canny"), TrainConfig())
        project.queue.begin(project.queue.all()[0], run.id)
    with Project.open(tmp_path / "p") as project:
        (one,) = project.queue.all()
        assert one.recipe == RECIPES.get("canny")
        assert (one.config.size, one.config.minutes, one.run) == ("sketch", 5.0, run.id)
        assert project.queue.report() == []


@pytest.mark.parametrize(
    ("moved", "place", "order"),
    [(0, 2, (1, 2, 0)), (2, 0, (2, 0, 1)), (1, 1, (0, 1, 2)), (0, 99, (1, 2, 0)), (2, -3, (2, 0, 1))],
)
def test_one_is_moved_and_the_others_keep_their_order(queued, moved, place, order):
    one = queued.queue.all()[moved]
    with queued.edit("Move"):
        queued.queue.move(one.id, place)
    assert names(queued) == [NAMES[number] for number in order]
    queued.undo()
    assert names(queued) == list(NAMES)


def test_minutes_and_removals_are_undone(queued):
    one = queued.queue.all()[1]
    with queued.edit("Time"):
        queued.queue.set_minutes(one.id, 45.0)
    with queued.edit("Remove"):
        queued.queue.remove(one.id)
    assert names(queued) == ["colourise", "canny"]
    queued.undo()
    assert queued.queue.get(one.id).config.minutes == 45.0
    queued.undo()
    assert queued.queue.get(one.id).config.minutes == 20.0
    assert names(queued) == list(NAMES)


def test_what_was_trained_since_does_not_come_back_by_undo(queued):
    one = queued.queue.all()[0]
    with queued.edit("Time"):
        queued.queue.set_minutes(one.id, 45.0)
    queued.queue.end(one, None, "no faces")
    while queued.undo() is not None:
        assert one.id not in [left.id for left in queued.queue.all()]


def test_the_report_says_what_became_of_each_until_it_is_put_away(queued):
    first, second, third = queued.queue.all()
    run = queued.runs.add("Colourise", first.recipe, first.config)
    queued.queue.begin(first, run.id)
    queued.queue.end(first, run.id, best=24.1)
    queued.queue.end(second, None, "its subset is empty")
    queued.queue.begin(third, run.id)
    told = [(one.title, one.outcome, one.run, one.reason, one.best) for one in queued.queue.report()]
    assert told == [
        (first.recipe.title, Outcome.FINISHED, run.id, "", 24.1),
        (second.recipe.title, Outcome.FAILED, None, "its subset is empty", None),
    ]
    with queued.edit("Dismiss"):
        queued.queue.dismiss()
    assert queued.queue.report() == []
    assert queued.queue.get(third.id).run == run.id
    queued.undo()
    assert len(queued.queue.report()) == 2


def test_a_row_that_can_not_be_read_stops_nothing(queued):
    with queued.database.write() as writer:
        writer.execute("UPDATE queue SET recipe = 'what' WHERE id = (SELECT min(id) FROM queue)")
    assert names(queued) == ["contours", "canny"]
    with pytest.raises(ProjectError):
        queued.queue.get(1)
