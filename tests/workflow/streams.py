"""Workflows for the tests of the child process: what runs over there must be importable there."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from models.errors import DiskFullError
from models.events import Event, Noted, Painted, Progress


def count(total: int) -> Iterator[Event]:
    for number in range(total):
        yield Progress(number + 1, total)


def count_until_closed(mark: Path) -> Iterator[Event]:
    """Endless; writes mark when it is closed in order."""
    number = 0
    try:
        while True:
            number += 1
            yield Progress(number, 0)
    finally:
        mark.write_text("closed")


def tell_about_itself() -> Iterator[Event]:
    yield Noted(str(os.getpid()))
    yield Noted(str(os.nice(0)))
    yield Noted(str("PySide6" in sys.modules))
    print("this must not reach standard output", flush=True)
    yield Painted("", None, np.full((2, 2, 3), 7, np.uint8))


def fail(known: bool) -> Iterator[Event]:
    yield Progress(1, 2)
    if known:
        raise DiskFullError("the disk is full", path="/somewhere", remedy="Free 5 MB")
    raise LookupError("a surprise")


def fail_unportably() -> Iterator[Event]:
    yield Progress(1, 2)

    class Local(Exception):  # noqa: N818
        pass

    raise Local("only known here")


def tell_and_sit_still() -> Iterator[Event]:
    yield Noted(str(os.getpid()))
    time.sleep(600)


def tell_and_ignore_the_end() -> Iterator[Event]:
    """Many words, then a `finally` that takes for ever."""
    try:
        while True:
            yield Noted(str(os.getpid()))
            time.sleep(0.05)
    finally:
        time.sleep(600)


def die() -> Iterator[Event]:
    yield Progress(1, 2)
    os.kill(os.getpid(), 9)


def leave_a_process_behind() -> Iterator[Event]:
    """Tells the number of a process that holds everything open which this one holds, then waits for its end."""
    behind = os.fork()
    if not behind:
        time.sleep(60)
        os._exit(0)
    yield Noted(str(behind))
    time.sleep(60)


def length_of(data: bytes) -> Iterator[Event]:
    yield Progress(len(data), len(data))
