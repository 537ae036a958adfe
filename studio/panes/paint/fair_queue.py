"""The painter child shared fairly: a batch gives way to the screen after every photo, so that sliders stay alive."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from models.events import Event, Progress, closing
from models.workflow.child import Child
from models.workflow.paint_requests import PaintRequest, paint_requests


class FairChild:
    """Streams of a child in the order they were asked for, whichever thread asks."""

    def __init__(self, child: Child) -> None:
        self._child = child
        self._changed = threading.Condition()
        self._queue: deque[object] = deque()

    def stream(self, function: Callable[..., Iterator[Event]], *arguments: object) -> Generator[Event]:
        """The same as Child.stream, once everything asked for before is done."""
        with self._turn(), closing(self._child.stream(function, *arguments)) as events:
            yield from events

    def paint_one_by_one(self, encoder: Path, requests: Sequence[PaintRequest], folder: Path) -> Generator[Event]:
        """paint_requests with a new turn for each request."""
        for number, request in enumerate(requests):
            yield Progress(number, len(requests), Path(request.source).name)
            with closing(self.stream(paint_requests, encoder, [request], folder)) as events:
                yield from (event for event in events if not isinstance(event, Progress))
        yield Progress(len(requests), len(requests), "painting")

    @contextmanager
    def _turn(self) -> Iterator[None]:
        ticket = object()
        with self._changed:
            self._queue.append(ticket)
            self._changed.wait_for(lambda: self._queue[0] is ticket)
        try:
            yield
        finally:
            with self._changed:
                self._queue.popleft()
                self._changed.notify_all()
