"""How fast this computer trains is measured when all is quiet, and only then believed."""

from __future__ import annotations

import math
import multiprocessing

import pytest

from models.events import Probed, Progress
from studio.state.speed import Speed, settings_key


class Steps:
    """A measuring that goes on until it may end, and finds 9 pictures per second."""

    def __init__(self) -> None:
        self.begun = 0
        self.go_on = True

    def __call__(self, size: str, width: int, generator: str):
        self.begun += 1
        while self.go_on:
            yield Progress(0, 0, "measuring")
        yield Probed(size, width, 1, 9.0, 1 / 9, "a test")


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def asked(session, steps):
    return Speed(session.preferences, session.runner, probe=steps, rest_ms=10)


def _other():
    yield Progress(1, 1, "another job")


@pytest.mark.parametrize("text", ["0", "-3", "nan", "inf", "fast", ""])
def test_a_figure_that_can_be_none_is_not_believed(session, text):
    session.preferences.set_text(settings_key("studio", 256), text)
    assert Speed(session.preferences, session.runner).ask("train", "studio", 256) is None


def test_what_was_measured_is_remembered(session, asked, steps, qtbot):
    steps.go_on = False
    with qtbot.waitSignal(asked.measured):
        assert asked.ask("train", "studio", 256) is None
    assert math.isclose(Speed(session.preferences, session.runner).ask("train", "studio", 256), 9.0)


def test_a_real_training_knows_better(session, asked, steps, qtbot):
    session.preferences.set_text(settings_key("studio", 256), "0.3")
    with qtbot.waitSignal(asked.measured):
        asked.learn("studio", 256, "unet", 12.5)
    assert math.isclose(asked.ask("train", "studio", 256), 12.5)
    assert steps.begun == 0


def test_a_figure_disturbed_by_other_work_is_thrown_away_and_measured_again(session, asked, steps, qtbot):
    asked.ask("train", "studio", 256)
    qtbot.waitUntil(lambda: steps.begun == 1)
    with qtbot.waitSignal(asked.measured):
        session.runner.start("Training", _other)
    assert asked.ask("train", "studio", 256) is None
    steps.go_on = False
    qtbot.waitUntil(lambda: asked.ask("train", "studio", 256) == 9.0)
    assert steps.begun == 2


def test_nothing_is_measured_while_nobody_looks(session, asked, steps, qtbot):
    asked.ask("train", "studio", 256)
    asked.pause("train")
    qtbot.wait(60)
    assert steps.begun == 0
    asked.resume("train")
    qtbot.waitUntil(lambda: steps.begun == 1)


def test_a_real_measuring_that_is_cancelled_ends_at_once_and_learns_nothing(session, qtbot):
    asked = Speed(session.preferences, session.runner, rest_ms=10)
    asked.ask("train", "master", 512)  # a step of it takes seconds
    qtbot.waitUntil(lambda: bool(session.runner.jobs))
    (job,) = session.runner.jobs
    with qtbot.waitSignal(asked.measured):
        job.cancel()
    assert asked.ask("train", "master", 512) is None
    assert multiprocessing.active_children() == []


def test_two_panes_share_one_measuring(session, asked, steps, qtbot):
    asked.ask("filters", "studio", 256)
    asked.ask("train", "studio", 256)
    qtbot.waitUntil(lambda: steps.begun == 1)
    steps.go_on = False
    qtbot.waitUntil(lambda: asked.ask("filters", "studio", 256) == asked.ask("train", "studio", 256) == 9.0)
    qtbot.wait(60)
    assert steps.begun == 1


def test_what_one_pane_asked_waits_while_the_other_is_looked_at(session, asked, steps, qtbot):
    steps.go_on = False
    asked.ask("filters", "studio", 256)
    asked.pause("filters")
    asked.ask("train", "sketch", 128)
    qtbot.waitUntil(lambda: asked.ask("train", "sketch", 128) == 9.0)
    qtbot.wait(60)
    assert steps.begun == 1
    asked.pause("train")
    asked.resume("filters")
    qtbot.waitUntil(lambda: asked.ask("filters", "studio", 256) == 9.0)
    assert steps.begun == 2


def test_leaving_one_pane_does_not_stop_what_the_other_asked(session, asked, steps, qtbot):
    steps.go_on = False
    asked.ask("train", "studio", 256)
    asked.pause("filters")
    qtbot.waitUntil(lambda: asked.ask("train", "studio", 256) == 9.0)
