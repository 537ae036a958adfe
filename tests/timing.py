"""How long work takes by the clock of its own thread, which stands still while other programs have the processor."""

from __future__ import annotations

import time
from collections.abc import Callable


def cpu_seconds(work: Callable[[], object]) -> float:
    """Seconds this thread computes for it. For work that must never grow with what is there, not for benchmarks."""
    before = time.thread_time()
    work()
    return time.thread_time() - before
