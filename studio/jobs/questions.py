"""Small questions answered off the GUI thread, and the newest of each kind wins: what a pane, a list, a view asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance

from studio.jobs.background import Background, OutdatedError

Slot = Callable[[Any], object] | SignalInstance


class Latest(QObject):
    """Runs one question at a time; of those that come meanwhile only the newest is kept.

    answered(object): each return value, in order (a slider shows its way); failed(object): the exception. Both come in
    the GUI thread. Call forget() first where an earlier answer would be wrong, not just old (another photo).
    """

    answered = Signal(object)
    failed = Signal(Exception)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._running = False
        self._wanted = True
        self._next: tuple[int, Callable[..., Any], tuple[object, ...]] | None = None

    @property
    def busy(self) -> bool:
        return self._running or self._next is not None

    def ask(self, function: Callable[..., Any], *args: object) -> None:
        """Answer function(*args) in the background; replaces a question that has not begun."""
        self._next = (self._background.era, function, args)
        self._begin()

    def forget(self) -> None:
        """No answer to anything asked so far is wanted any more."""
        self._wanted = False
        self._next = None

    def _begin(self) -> None:
        if self._running or self._next is None:
            return
        (era, function, args), self._next = self._next, None
        if era == self._background.era:
            self._wanted = True
            self._running = self._background.ask(self._on_came, function, *args)

    def _on_came(self, value: object, error: Exception | None) -> None:
        self._running = False
        if error is None and self._wanted:
            self.answered.emit(value)
        elif self._wanted and not isinstance(error, OutdatedError):
            self.failed.emit(error)
        self._begin()


class Questions(QObject):
    """All kinds of questions that one widget asks: each kind is told who takes its answers, once, and then asked.

    self._sizes = questions.answered_by(self._on_sizes); self._sizes.ask(measure, path). An error goes to the window's
    dialog unless it is told otherwise.
    """

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._kinds: list[Latest] = []

    def answered_by(self, answered: Slot, failed: Slot | None = None) -> Latest:
        """A kind of question; answered(value) and failed(error) are called in the GUI thread."""
        kind = Latest(self._background, self)
        kind.answered.connect(answered)
        kind.failed.connect(failed or self._background.failed)
        self._kinds.append(kind)
        return kind

    @property
    def busy(self) -> bool:
        """Whether any of them waits for its answer."""
        return any(kind.busy for kind in self._kinds)


def unsaid(error: object) -> None:
    """For failed: where the answer simply does not come, and nobody would miss a word about it."""
