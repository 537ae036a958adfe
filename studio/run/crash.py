"""Errors nobody caught, from any thread, become one message in the window instead of a dead process."""

from __future__ import annotations

import contextlib
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from models.errors import BottegaError


class _Post(QObject):
    """Carries an error into the GUI thread."""

    posted = Signal(Exception)


@contextlib.contextmanager
def catching_errors(show: Callable[[Exception], object]) -> Iterator[None]:
    """While inside, show(error) is called in this thread for every uncaught exception; all are also printed."""
    post = _Post()
    post.posted.connect(show, Qt.ConnectionType.QueuedConnection)
    before, before_thread = sys.excepthook, threading.excepthook

    def on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Exception):
            before(kind, error, trace)
            return
        if isinstance(error, BottegaError):  # foreseen: its sentence says it all
            print(f"bottega: {error}", file=sys.stderr)
        else:
            traceback.print_exception(kind, error, trace)
        post.posted.emit(error)

    def on_thread_error(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            on_error(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    sys.excepthook, threading.excepthook = on_error, on_thread_error
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = before, before_thread
