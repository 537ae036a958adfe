"""The process that works beside the window: same events, nothing left behind, and a clear word when it dies."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import BottegaError, DiskFullError
from models.events import Noted, Painted, Progress
from models.workflow.child import Child
from tests.workflow import streams

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    child = Child()
    yield child
    child.close()


def gone(pid: int, seconds: float = 10) -> bool:
    """Whether the process ends within that time (a zombie has ended)."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.02)
    return False


def test_the_same_events_come_out(child) -> None:
    assert list(child.stream(streams.count, 5)) == list(streams.count(5))


def test_it_works_elsewhere_with_lower_priority_and_without_the_window(child) -> None:
    pid, nice, window, painted = child.stream(streams.tell_about_itself)
    assert isinstance(pid, Noted)
    assert int(pid.text) == child.pid != os.getpid()
    assert int(nice.text) == os.nice(0) + 5
    assert window.text == "False"
    assert isinstance(painted, Painted)
    assert (painted.picture == 7).all()


def test_it_is_kept_for_the_next_stream(child) -> None:
    list(child.stream(streams.count, 1))
    before = child.pid
    list(child.stream(streams.count, 1))
    assert child.pid == before


def test_closing_a_stream_lets_the_workflow_finish_and_keeps_the_child(child, tmp_path) -> None:
    events = child.stream(streams.count_until_closed, tmp_path / "mark")
    assert [next(events) for _ in range(3)] == [Progress(1, 0), Progress(2, 0), Progress(3, 0)]
    before = child.pid
    events.close()
    assert (tmp_path / "mark").read_text() == "closed"
    assert list(child.stream(streams.count, 2)) == [Progress(1, 2), Progress(2, 2)]
    assert child.pid == before


def test_errors_come_out_as_they_were_raised(child) -> None:
    with pytest.raises(DiskFullError, match="Free 5 MB") as caught:
        list(child.stream(streams.fail, True))
    assert caught.value.path == Path("/somewhere")
    with pytest.raises(LookupError, match="a surprise"):
        list(child.stream(streams.fail, False))
    with pytest.raises(BottegaError, match="only known here"):
        list(child.stream(streams.fail_unportably))


def test_a_request_that_cannot_travel_is_refused_here(child) -> None:
    with pytest.raises((AttributeError, TypeError), match=r"pickle|lambda|local"):
        list(child.stream(lambda: iter(())))
    assert list(child.stream(streams.count, 1)) == [Progress(1, 1)]


def test_a_killed_child_is_explained_and_replaced(child) -> None:
    events = child.stream(streams.die)
    assert next(events) == Progress(1, 2)
    with pytest.raises(BottegaError, match="memory runs out") as caught:
        next(events)
    assert caught.value.remedy
    assert list(child.stream(streams.count, 1)) == [Progress(1, 1)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes fork")
def test_a_killed_child_is_noticed_even_when_its_pipe_stays_open(child) -> None:
    events = child.stream(streams.leave_a_process_behind)
    behind = int(next(events).text)
    try:
        os.kill(child.pid, 9)
        with pytest.raises(BottegaError, match="ended unexpectedly"):
            next(events)
    finally:
        os.kill(behind, 9)


def test_silent_work_that_is_given_up_is_ended_where_it_is() -> None:
    gone = threading.Event()
    child = Child(given_up=gone.is_set)
    events = child.stream(streams.tell_and_sit_still)
    pid = int(next(events).text)
    gone.set()
    assert list(events) == []
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    gone.clear()
    assert list(child.stream(streams.count, 1)) == [Progress(1, 1)]
    child.close()


def test_given_up_work_is_not_waited_for_when_its_stream_is_closed() -> None:
    gone = threading.Event()
    child = Child(given_up=gone.is_set)
    events = child.stream(streams.tell_and_sit_still)
    next(events)
    gone.set()
    events.close()
    assert child.pid is None


def test_a_second_stream_waits_for_the_first(child) -> None:
    first = child.stream(streams.count, 3)
    next(first)
    got: list[object] = []
    second = threading.Thread(target=lambda: got.extend(child.stream(streams.count, 2)))
    second.start()
    assert len(list(first)) == 2
    second.join(10)
    assert got == [Progress(1, 2), Progress(2, 2)]


def test_closing_the_child_from_another_thread_ends_its_stream(tmp_path) -> None:
    child = Child()
    read: list[object] = []
    reader = threading.Thread(target=lambda: read.extend(child.stream(streams.count_until_closed, tmp_path / "mark")))
    reader.start()
    while not read:
        time.sleep(0.01)
    pid = child.pid
    child.close()
    reader.join(10)
    assert not reader.is_alive()
    assert gone(pid)
    child.close()


_SCRIPT = """
import sys
from models.workflow.child import Child
from tests.workflow import streams
print("started here")
child = Child()
events = child.stream(streams.{stream})
print(next(events), child.pid, flush=True)
{then}
"""


def script(stream: str, then: str) -> subprocess.Popen[str]:
    """A program without a guard around its main part, fed through standard input."""
    code = _SCRIPT.format(stream=stream, then=then)
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )


def test_it_runs_under_any_program_and_leaves_standard_output_alone() -> None:
    output, _ = script("tell_about_itself", "print(len(list(events))); child.close()").communicate(timeout=60)
    lines = output.splitlines()
    assert lines[0] == "started here"
    assert lines[2:] == ["3"]


def test_it_dies_with_its_parent_after_closing_its_work(tmp_path) -> None:
    mark = tmp_path / "mark"
    program = script(f"count_until_closed, __import__('pathlib').Path({str(mark)!r})", "import time; time.sleep(60)")
    assert program.stdout is not None
    program.stdout.readline()
    pid = int(program.stdout.readline().split()[-1])
    program.kill()
    program.wait()
    program.stdout.close()
    assert gone(pid)
    assert mark.read_text() == "closed"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux tells how much another process holds")
def test_closing_while_a_large_request_is_being_written_does_not_garble_it(capfd):
    child = Child()
    assert [event.done for event in child.stream(streams.count, 1)] == [1]  # it is up
    pages = Path(f"/proc/{child.pid}/statm")
    before = int(pages.read_text().split()[1])
    request = b"x" * (400 << 20)
    reader = threading.Thread(target=lambda: list(_quietly(child.stream(streams.length_of, request))))
    reader.start()
    until = time.monotonic() + 20
    while int(pages.read_text().split()[1]) < before + (40 << 20) // 4096 and time.monotonic() < until:
        pass  # until it has begun to read
    child.close()
    reader.join(20)
    assert not reader.is_alive()
    assert "Traceback" not in capfd.readouterr().err


def _quietly(events):
    with contextlib.suppress(BottegaError):
        yield from events
