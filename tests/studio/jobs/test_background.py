"""Small questions off the GUI thread: the newest counts, and a slider still shows its way."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest

from studio.jobs import Background, Questions, Refresher, unsaid
from tests.conftest import ROOT


@pytest.fixture
def background():
    made = Background()
    yield made
    made.close()


def _double(number, hold=None):
    if hold is not None:
        hold.wait(5)
    return number * 2


def test_only_the_newest_waiting_question_is_answered(qtbot, background):
    hold, got = threading.Event(), []
    questions = Questions(background)
    latest = questions.answered_by(got.append)
    latest.ask(_double, 1, hold)
    for number in range(2, 50):
        latest.ask(_double, number)
    hold.set()
    qtbot.waitUntil(lambda: not latest.busy)
    assert got == [2, 98]


def test_forgotten_questions_are_never_answered(qtbot, background):
    hold, got = threading.Event(), []
    questions = Questions(background)
    latest = questions.answered_by(got.append)
    latest.ask(_double, 1, hold)
    latest.forget()
    latest.ask(_double, 5)
    hold.set()
    qtbot.waitUntil(lambda: not latest.busy)
    assert got == [10]


def test_an_error_is_told_and_the_next_question_still_works(qtbot, background):
    got, errors = [], []
    questions = Questions(background)
    latest = questions.answered_by(got.append, failed=errors.append)
    latest.ask(int, "no number")
    qtbot.waitUntil(lambda: bool(errors))
    latest.ask(int, "7")
    qtbot.waitUntil(lambda: got == [7])


def test_an_error_nobody_asked_for_goes_where_the_window_shows_it(qtbot, background):
    shown = []
    background.failed.connect(shown.append)
    questions = Questions(background)
    told, silent = questions.answered_by(print), questions.answered_by(print, failed=unsaid)
    assert not questions.busy
    for kind in (silent, told):
        kind.ask(int, "no number")
    assert questions.busy
    qtbot.waitUntil(lambda: not questions.busy)
    assert [type(error) for error in shown] == [ValueError]


def test_an_asker_that_is_gone_disturbs_nobody(qtbot, background):
    hold = threading.Event()
    questions = Questions(background)
    questions.answered_by(lambda _: None).ask(_double, 1, hold)
    questions.deleteLater()
    del questions
    qtbot.wait(20)
    hold.set()
    background.close()


def test_closing_drops_what_waits_and_takes_no_more(background):
    done = []
    for number in range(50):
        background.submit(lambda number=number: (time.sleep(0.2), done.append(number)))
    background.close()
    assert len(done) < 50
    assert background.submit(time.sleep, 0) is None


def test_questions_about_a_project_that_was_left_are_not_answered_but_new_ones_are(qtbot, background):
    hold, got, errors = threading.Event(), [], []
    questions = Questions(background)
    latest = questions.answered_by(got.append, failed=errors.append)
    latest.ask(int, "no number")
    latest.ask(_double, 1, hold)
    background.outdate()
    latest.ask(_double, 4)
    hold.set()
    qtbot.waitUntil(lambda: got == [8])
    assert errors == []


def test_a_storm_of_changes_is_read_a_few_times_and_the_last_is_not_missed(qtbot, background):
    reads = []
    refresher = Refresher(background)
    refresher.due.connect(lambda: reads.append(time.monotonic()))
    for _ in range(100):
        refresher.ask()
    assert len(reads) == 1
    qtbot.waitUntil(lambda: len(reads) == 2)
    refresher.ask()
    background.outdate()
    qtbot.wait(600)
    assert len(reads) == 2


def test_threads_import_without_qt_looking_into_half_made_modules():
    code = (
        "import builtins, threading, importlib, studio.jobs;"
        "assert 'feature' not in repr(builtins.__import__);"
        "names = ['pydantic', 'models.recipes.schema', 'models.gallery.painting_file', 'pydantic.dataclasses'] * 2;"
        "threads = [threading.Thread(target=importlib.import_module, args=(name,)) for name in names];"
        "[thread.start() for thread in threads]; [thread.join() for thread in threads]"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
