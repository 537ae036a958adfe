"""Jobs: what a person would miss is a lost event, a frozen window, a cancel that leaves half a file."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time

import pytest
from PySide6.QtCore import QThread

from models.errors import PictureError
from models.events import Changed, Noted, Progress
from models.workflow.child import Child
from studio.jobs import JobRunner, JobState
from tests.conftest import ROOT
from tests.workflow import streams


def _slow(closed, steps=10_000):
    try:
        for number in range(steps):
            time.sleep(0.002)
            yield Progress(number + 1, steps, "things")
    finally:
        closed.append(threading.current_thread())


def test_every_event_arrives_in_order_in_the_gui_thread(qapp, qtbot):
    runner = JobRunner()
    got, threads = [], set()

    def on_event(event):
        got.append(event)
        threads.add(QThread.currentThread())

    job = runner.start("many", lambda: (Noted(str(n)) for n in range(2000)), on_event=on_event)
    qtbot.waitUntil(lambda: job.state is JobState.DONE)
    assert [event.text for event in got] == [str(n) for n in range(2000)]
    assert threads == {qapp.thread()}


def test_fast_progress_is_thinned_and_the_last_one_is_always_told(qtbot):
    runner = JobRunner()
    seen = []
    job = runner.start("fast", lambda: (Progress(n, 50_000, "") for n in range(1, 50_001)))
    job.progressed.connect(lambda done, _total, _text: seen.append(done))
    started = time.monotonic()
    qtbot.waitUntil(lambda: job.state is JobState.DONE)
    assert seen[-1] == 50_000
    assert len(seen) <= 30 * (time.monotonic() - started) + 3
    assert seen == sorted(seen)


def test_a_flood_of_events_leaves_the_event_loop_its_turn(qtbot):
    runner = JobRunner()
    job = runner.start("flood", lambda: (Noted("x") for _ in range(3000)), on_event=lambda _e: time.sleep(0.0002))
    longest = 0.0
    while job.state is JobState.RUNNING:
        before = time.monotonic()
        qtbot.wait(1)
        longest = max(longest, time.monotonic() - before)
    assert longest < 0.1


def test_cancel_closes_the_generator_in_its_own_thread(qtbot):
    runner, closed, ends = JobRunner(), [], []
    job = runner.start("slow", lambda: _slow(closed), on_finished=ends.append)
    qtbot.waitUntil(lambda: job.progress.done > 3)
    job.cancel()
    qtbot.waitUntil(lambda: bool(ends))
    assert job.state is JobState.CANCELLED
    assert closed
    assert closed[0] is not threading.main_thread()
    assert runner.jobs == []


def test_an_error_comes_once_and_finished_comes_after_it(qtbot):
    def broken():
        yield Progress(1, 2, "")
        raise PictureError("can't read this picture")

    runner, order = JobRunner(), []
    runner.failed.connect(lambda error: order.append(str(error)))
    job = runner.start("broken", broken, on_finished=lambda job: order.append(job.state))
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["can't read this picture", JobState.FAILED]
    assert job.state is JobState.FAILED


def test_changes_made_by_a_job_are_told_to_the_whole_window(qtbot):
    runner, told = JobRunner(), []
    runner.changed.connect(told.append)
    runner.start("change", lambda: iter([Changed(frozenset({"photos"}), (3,))]))
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].ids == (3,)


def test_nobody_hears_of_a_job_that_is_late_at_closing(qtbot):
    """Its project is closed by then, and the next one may be open."""
    runner, told, go_on = JobRunner(), [], threading.Event()

    def stubborn():
        yield Progress(1, 2, "things")
        go_on.wait()
        yield Noted("too late")
        raise LookupError("the project is closed")

    runner.failed.connect(told.append)
    job = runner.start("stubborn", stubborn, on_event=told.append, on_finished=told.append)
    qtbot.waitUntil(lambda: told == [Progress(1, 2, "things")])
    assert not runner.close(0.05)
    go_on.set()
    qtbot.waitUntil(lambda: not job.running)
    assert told == [Progress(1, 2, "things")]
    assert runner.jobs == []


def test_closing_ends_every_job_soon_and_tells_their_ends(qtbot):
    runner, closed, ends = JobRunner(), [], []
    for _ in range(3):
        runner.start("slow", lambda: _slow(closed), on_finished=ends.append)
    qtbot.waitUntil(lambda: all(job.progress.done for job in runner.jobs))
    assert runner.close()
    assert len(closed) == 3
    assert len(ends) == 3


def test_closing_does_not_wait_for_ever(qtbot):
    hold = threading.Event()

    inside = threading.Event()

    def deaf():
        inside.set()
        hold.wait(10)
        yield Progress(1, 1, "")

    runner = JobRunner()
    job = runner.start("deaf", deaf)
    assert inside.wait(3)
    assert runner.close(0.3) is False
    hold.set()
    assert job.wait(3000)
    qtbot.waitUntil(lambda: not runner.jobs)


@pytest.mark.parametrize("stream", [streams.tell_and_sit_still, streams.tell_and_ignore_the_end])
def test_closing_ends_the_process_of_a_job_that_does_not_answer(qtbot, stream):
    runner, told, ends = JobRunner(), [], []
    runner.failed.connect(told.append)
    runner.start("deaf", lambda: Child().stream(stream), on_event=told.append, on_finished=ends.append)
    qtbot.waitUntil(lambda: bool(told))
    assert runner.close(0.2)
    with pytest.raises(ProcessLookupError):
        os.kill(int(told[0].text), 0)
    assert [type(one) for one in told] == [Noted]
    assert len(ends) == 1


_DROPPED = """
import gc, sys, time
from PySide6.QtCore import QCoreApplication
from models.events import Progress
from studio.jobs import JobRunner

def work():
    try:
        for number in range(20):
            time.sleep(0.01)
            yield Progress(number, 20)
        print("done", flush=True)
    finally:
        print("left whole", flush=True)

app = QCoreApplication([])
runner = JobRunner()
runner.start("work", work)
del runner
gc.collect()
until = time.monotonic() + float(sys.argv[1])
while time.monotonic() < until:
    app.processEvents()
"""


@pytest.mark.parametrize(("seconds", "said"), [(1.0, ["done", "left whole"]), (0.05, ["left whole"])])
def test_a_job_that_everyone_has_let_go_of_goes_on_and_never_aborts_the_process(seconds, said):
    words = [sys.executable, "-c", _DROPPED, str(seconds)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:-1] == said
