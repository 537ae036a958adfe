"""Jobs: what a person would miss is a lost event, a frozen window, a cancel that leaves half a file."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QThread

from models.errors import PictureError
from models.events import Changed, Noted, Progress
from studio.jobs import JobRunner, JobState


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
    before = time.monotonic()
    assert runner.close()
    assert time.monotonic() - before < 1.0
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
