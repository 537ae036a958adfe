"""How long work takes: by the clock of its own thread for what only computes, by the wall for what may have to wait."""

from __future__ import annotations

import time
from collections.abc import Callable

SOON = 30.0
"""Seconds for what takes a few on a computer at rest, and would otherwise hang: a busy one takes ten times as long."""


def cpu_seconds(work: Callable[[], object]) -> float:
    """Seconds this thread computes for it; they stand still while other programs have the processor."""
    before = time.thread_time()
    work()
    return time.thread_time() - before


def held_seconds(work: Callable[[], object]) -> float:
    """Seconds until it returns: how long the window is held up, waiting for the disk and for others included."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before
