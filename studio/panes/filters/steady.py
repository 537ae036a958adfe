"""Asks a question again and again while something moves, and shows every answer it has time for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from studio.jobs import Background, Questions


class Steady(QObject):
    """Like a kind of Questions, but a running one is always answered and shown: a picture moves with its slider.

    answered(object), failed(object) in the GUI thread; at most one question runs and one waits.
    """

    answered = Signal(object)
    failed = Signal(Exception)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._question = Questions(background, self).answered_by(self._on_answered, failed=self._on_failed)
        self._busy = False
        self._next: tuple[Callable[..., Any], tuple[object, ...]] | None = None

    @property
    def busy(self) -> bool:
        return self._busy or self._next is not None

    def ask(self, function: Callable[..., Any], *args: object) -> None:
        """Answer function(*args) as soon as the present question is answered; replaces the one that waits."""
        self._next = (function, args)
        if not self._busy:
            self._begin()

    def _begin(self) -> None:
        if self._next is None:
            return
        (function, args), self._next = self._next, None
        self._busy = True
        self._question.ask(function, *args)

    def _on_answered(self, answer: object) -> None:
        self._busy = False
        self.answered.emit(answer)
        self._begin()

    def _on_failed(self, error: object) -> None:
        self._busy = False
        self.failed.emit(error)
        self._begin()
