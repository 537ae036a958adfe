"""Events on their way from a worker thread to the window: all are kept in order, fast ones only as the newest."""

from __future__ import annotations

import threading
from collections import deque

from models.events import Event, Progress, StepDone

FAST = (Progress, StepDone)
"""Events of which the window only needs the newest."""


class Mailbox:
    """A thread-safe queue where a fast event replaces an undelivered one of its kind."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._events: deque[Event] = deque()
        self._fast: dict[type[Event], Event] = {}

    def put(self, event: Event) -> bool:
        """Add the event; True when the box was empty before, so that the reader must be woken."""
        with self._lock:
            was_empty = not self._events and not self._fast
            if isinstance(event, FAST):
                self._fast[type(event)] = event
            else:
                self._events.append(event)
            return was_empty

    def take(self) -> Event | None:
        """The oldest event, the fast ones last; None when there is nothing."""
        with self._lock:
            if self._events:
                return self._events.popleft()
            for kind in FAST:
                if kind in self._fast:
                    return self._fast.pop(kind)
            return None
