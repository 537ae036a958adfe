"""The panes of the window, each made when it is first wanted: at once, or in slices between which the window goes on.

It knows panes by name, not by content, and doesn't decide which of them is in front.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from studio.panes import PANES
from studio.panes.base import Pane
from studio.state.session import Session

SLICE_SECONDS = 0.008


class PaneStack(QStackedWidget):
    """made(name, pane): one is whole, and not shown yet; ready(name): the one asked for last can be shown."""

    made = Signal(str, Pane)
    ready = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whole: dict[str, Pane] = {}
        self._session = session
        self._entries = {entry.name: entry for entry in PANES}
        self._making: dict[str, Iterator[None]] = {}
        self._asked: dict[str, dict[str, object]] = {}
        self._wanted = ""
        self.addWidget(QWidget())  # in front while there is none: a half-made one must never be
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._on_turn)

    def pane(self, name: str) -> Pane:
        """The pane of that name; what is missing of it is made now."""
        if name not in self.whole:
            for _ in self._making.pop(name, None) or self._make(name):
                pass
        return self.whole[name]

    def bring(self, name: str) -> Pane:
        """Put that pane in front, at once."""
        self._wanted = name
        pane = self.pane(name)
        self.setCurrentWidget(pane)
        return pane

    def ask(self, name: str, what: dict[str, object]) -> None:
        """Make it in slices if it isn't whole, then ready() and pane.asked(what); the pane wanted last comes first."""
        self._wanted = name
        self._asked.setdefault(name, {}).update(what)
        if name in self.whole:
            self._answer(name)
        else:
            self._making.setdefault(name, self._make(name))
            self._turn.start()

    def _answer(self, name: str) -> None:
        """It may be too late to show it, not to ask it."""
        if name == self._wanted:
            self.ready.emit(name)
        what = self._asked.pop(name, {})
        if what:
            self.whole[name].asked(**what)

    def clear(self) -> None:
        """Let go of all panes, half-made ones too: another project is open."""
        self.whole.clear()
        self._making.clear()
        self._asked.clear()
        self._turn.stop()
        while (pane := self.widget(1)) is not None:
            self.removeWidget(pane)
            pane.deleteLater()

    def _make(self, name: str) -> Iterator[None]:
        pane = self._entries[name].load()(self._session, at_once=False)
        self.addWidget(pane)  # before it has contents: they would be dressed once more
        yield
        yield from pane.make()
        yield from _dressed(pane)
        self.whole[name] = pane
        self.made.emit(name, pane)
        yield  # showing it is a slice of its own

    def _on_turn(self) -> None:
        """One slice; the timer lets everything else that waits go first."""
        name = self._wanted if self._wanted in self._making else next(iter(self._making), "")
        making = self._making.pop(name, None)  # given back unless it has ended or failed
        if making is None:
            return
        for _ in making:
            self._making[name] = making
            break
        else:
            self._answer(name)
        if self._making:
            self._turn.start()


def _dressed(pane: Pane) -> Iterator[None]:
    """The style of every widget, which Qt else works out for all of them at once when they are shown."""
    started = time.perf_counter()
    for widget in pane.findChildren(QWidget):
        if isValid(widget):  # a list may have been filled anew since the last slice
            widget.ensurePolished()
        if time.perf_counter() - started > SLICE_SECONDS:
            yield
            started = time.perf_counter()
