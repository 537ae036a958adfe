"""A lock that is handed on in the order it was asked for; knows not what it guards."""

from __future__ import annotations

import threading
from collections import deque


class FairLock:
    """As threading.Lock, but nobody is passed over: a batch that takes it again and again gives way in between."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._queue: deque[object] = deque()

    def acquire(self, timeout: float | None = None) -> bool:
        """Wait for the turn, at most that many seconds; False when it did not come."""
        ticket = object()
        with self._changed:
            self._queue.append(ticket)
            if self._changed.wait_for(lambda: self._queue[0] is ticket, timeout):
                return True
            self._queue.remove(ticket)
            return False

    def release(self) -> None:
        with self._changed:
            self._queue.popleft()
            self._changed.notify_all()

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()
