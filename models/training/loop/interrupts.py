"""Ctrl+C and the system's "end now" wait for the end of a step, so that what is saved then is a whole step."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator

from models.ending import ending_signals


@contextlib.contextmanager
def whole_steps() -> Iterator[None]:
    """Such a signal inside the block takes effect at its end, by the handler that was there.

    Only where the program handles it at all, and in its main thread: other threads never see one.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held = (signal.SIGINT, *ending_signals())
    usual = {number: handler for number in held if callable(handler := signal.getsignal(number))}
    pending: list[int] = []
    for number in usual:
        signal.signal(number, lambda number, frame: pending.append(number))
    try:
        yield
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)
        if pending:
            usual[signal.Signals(pending[0])](pending[0], None)
