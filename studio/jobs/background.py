"""Two threads for what takes a moment: decode a photo, filter a crop. Knows not who asks, nor what is wanted last."""

from __future__ import annotations

import builtins
import contextlib
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from typing import Any
from weakref import WeakMethod

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

# PySide looks through the source of whatever is imported, for features that are never used here; where two threads
# import at once, as the window does while it warms up, it reaches into modules that are only half there.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

REFRESH_MS = 250

Reply = Callable[[object, "Exception | None"], None]


class OutdatedError(Exception):
    """The question was about a project that has been left since."""


class Background(QObject):
    """Worker threads, two of them shared by the whole window; functions given to it touch no widget.

    The threads never hold the asker, so that no widget can be destroyed by a worker letting go of it last.
    failed(error): for whoever asks and has no better place to tell of it.
    """

    failed = Signal(Exception)
    _came = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None, workers: int = 2) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="background")
        self._closed = False
        self._numbers = count(1)
        self._replies: dict[int, tuple[int, WeakMethod[Any]]] = {}
        self.era = 0
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    @property
    def closed(self) -> bool:
        """Nobody waits for an answer any more; long work asks this now and then, from its thread."""
        return self._closed

    def submit(self, function: Callable[..., Any], *args: object) -> Future[Any] | None:
        """Run it soon; None once closed."""
        return None if self._closed else self._pool.submit(function, *args)

    def ask(self, reply: Reply, function: Callable[..., Any], *args: object) -> bool:
        """Run it soon, then call reply(value, error) in the GUI thread; False once closed.

        reply is a method of a QObject of that thread and is held weakly: nothing comes when that is gone.
        """
        number = next(self._numbers)
        self._replies[number] = (self.era, WeakMethod(reply))
        return self.submit(self._work, number, function, args) is not None

    def _work(self, number: int, function: Callable[..., Any], args: tuple[object, ...]) -> None:
        value: object = None
        error: Exception | None = None
        try:
            value = function(*args)
        except Exception as raised:
            error = raised
        with contextlib.suppress(RuntimeError):  # the window is gone: nobody wants the answer
            self._came.emit(number, value, error)

    def _on_came(self, number: int, value: object, error: Exception | None) -> None:
        era, held = self._replies.pop(number)
        reply = held()
        if reply is None or not shiboken6.isValid(reply.__self__):
            return
        if era == self.era:
            reply(value, error)
        else:
            reply(None, OutdatedError())

    def outdate(self) -> None:
        """Nothing asked so far is to be answered any more: the project has been left."""
        self.era += 1

    def close(self) -> None:
        """Drop what waits, wait for what runs."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)


class Refresher(QObject):
    """due() at once, then at most every so many ms (250) however often it is asked: for showing the project anew.

    Where that takes long it pauses longer, so that it never takes more than a tenth of the window's time.

    Silent once the project it was made for has been left, until renew().
    """

    due = Signal()

    def __init__(self, background: Background, parent: QObject | None = None, every_ms: int = REFRESH_MS) -> None:
        super().__init__(parent)
        self._background = background
        self._era = background.era
        self._again = False
        self._every_ms = every_ms
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._on_paused)

    def ask(self) -> None:
        if self._pause.isActive():
            self._again = True
        elif self._era == self._background.era:
            started = time.perf_counter()
            self._pause.start(self._every_ms)
            self.due.emit()
            took_ms = (time.perf_counter() - started) * 1000
            self._pause.start(max(self._every_ms, round(10 * took_ms)))

    def renew(self) -> None:
        """Serve the project that is open now; what was asked before is forgotten."""
        self._era, self._again = self._background.era, False
        self._pause.stop()

    def _on_paused(self) -> None:
        if self._again:
            self._again = False
            self.ask()
