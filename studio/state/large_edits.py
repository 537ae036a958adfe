"""Edits of very many rows, written off the GUI thread one after the other. Knows no table."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from studio.jobs import Background, Questions

LARGE = 200
"""Rows from which on an edit is not done on the GUI thread: a few hundred already take 10 ms."""

Step = tuple[Callable[[], Any], Callable[[Any], object] | None]


class LargeEdits(QObject):
    """done(result, what to call with it) in the order started; failed(error), and the next one begins."""

    done = Signal(object, object)
    failed = Signal(Exception)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: deque[Step] = deque()
        self._writing = Questions(background, self).answered_by(self._on_written, failed=self._on_failed)

    @property
    def busy(self) -> bool:
        return bool(self._steps)

    def start(self, write: Callable[[], object], then: Callable[[Any], object] | None = None) -> None:
        """Write soon; then(result) is called in the GUI thread once it is told of."""
        self._steps.append((write, then))
        if len(self._steps) == 1:
            self._writing.ask(write)

    def clear(self) -> None:
        """The project is being left: what has not begun is not written any more."""
        self._steps.clear()

    def _on_written(self, result: object) -> None:
        _, then = self._steps.popleft()
        self.done.emit(result, then)
        self._next()

    def _on_failed(self, error: Exception) -> None:
        self._steps.popleft()
        self.failed.emit(error)
        self._next()

    def _next(self) -> None:
        if self._steps:
            self._writing.ask(self._steps[0][0])
