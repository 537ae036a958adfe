"""Ctrl+C waits for the end of a step, so that what is saved then is a whole step; knows nothing of training."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType


@contextlib.contextmanager
def whole_steps() -> Iterator[None]:
    """SIGINT inside the block takes effect at its end, by the handler that was there. Other threads see none."""
    usual = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(usual):
        yield
        return
    pending: list[tuple[int, FrameType | None]] = []
    signal.signal(signal.SIGINT, lambda number, frame: pending.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
        if pending:
            usual(*pending[0])
