"""Keeps the screen's paintings coming: the canvas first, only its newest request; while idle more, cards at last."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from studio.jobs import Questions
from studio.panes.paint.preview_requests import Answer, PhotoShelf, PreviewRequest, fulfil
from studio.state.session import Session


class PreviewPainter(QObject):
    """begun(PreviewRequest), answered(Answer), failed(PreviewRequest, error), busy(bool: the canvas waits).

    All in the GUI thread.
    """

    begun = Signal(PreviewRequest)
    answered = Signal(Answer)
    failed = Signal(PreviewRequest, Exception)
    busy = Signal(bool)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._child = session.child
        self._shelf = PhotoShelf()
        self._main: PreviewRequest | None = None
        self._extras: deque[PreviewRequest] = deque()
        self._cards: deque[PreviewRequest] = deque()
        self._at_work: PreviewRequest | None = None
        self._painting = Questions(session.background, self).answered_by(self._on_answered, failed=self._on_failed)

    def want(self, request: PreviewRequest) -> None:
        """Paint this for the canvas next; an older request that has not begun is dropped."""
        self._main = request
        self.busy.emit(True)
        self._begin()

    def want_extras(self, requests: Iterable[PreviewRequest]) -> None:
        """Paint these when the canvas wants nothing; replaces what was waiting."""
        self._extras = deque(requests)
        self._begin()

    def want_cards(self, requests: Iterable[PreviewRequest]) -> None:
        """Paint these when nothing else is wanted; replaces what was waiting."""
        self._cards = deque(requests)
        self._begin()

    def forget(self) -> None:
        """The canvas wants nothing any more: another way to paint, no photo, no encoder."""
        self._main = None
        self._extras.clear()
        self.busy.emit(False)

    @property
    def idle(self) -> bool:
        return self._at_work is None and self._main is None and not self._extras and not self._cards

    def _begin(self) -> None:
        if self._at_work is not None:
            return
        if self._main is not None:
            self._at_work, self._main = self._main, None
        elif waiting := self._extras or self._cards:
            self._at_work = waiting.popleft()
        else:
            return
        self.begun.emit(self._at_work)
        self._painting.ask(fulfil, self._child, self._shelf, self._at_work)

    def _on_answered(self, answer: Answer) -> None:
        self._rest()
        self.answered.emit(answer)
        self._begin()

    def _on_failed(self, error: Exception) -> None:
        request = self._at_work
        self._rest()
        self.failed.emit(request, error)
        self._begin()

    def _rest(self) -> None:
        was_main = self._at_work is not None and self._at_work.kind == "main"
        self._at_work = None
        if was_main and self._main is None:
            self.busy.emit(False)
