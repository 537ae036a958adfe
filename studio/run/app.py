"""Starts the application: theme, session, window; ends it cleanly on close, Ctrl-C, "end now" and a closed terminal."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication

from models.ending import ending_signals
from studio.look import theme
from studio.run.crash import catching_errors
from studio.run.garbage import GarbageCollector
from studio.state.preferences import Preferences, default_project_folder
from studio.state.session import Session
from studio.window.main_window import MainWindow


def make_application() -> QApplication:
    """The one QApplication of the process."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Bottega")
    app.setApplicationDisplayName("Bottega")
    app.setDesktopFileName("bottega")
    return app


def open_window(project: Path | None, preferences: Preferences) -> MainWindow:
    """The window on the project named, else the last one, else "My studio"; an unusable one is replaced and told of."""
    window = MainWindow(Session(preferences))
    open_first(window.session, project)
    return window


def open_first(session: Session, project: Path | None) -> None:
    """Open what open_window says. A last project that is gone is not made anew: its disk may come back."""
    last = session.preferences.last
    wanted = project or last or default_project_folder()
    if not session.open_project(wanted, create=project is not None or last is None):
        session.open_home()


def run(project: Path | None = None, preferences: Preferences | None = None) -> int:
    """Show the window until it is closed; returns the exit code."""
    app = make_application()
    chosen = preferences or Preferences()
    theme.apply(app, chosen.theme)
    window = MainWindow(Session(chosen))
    garbage = GarbageCollector()
    sys.setswitchinterval(0.001)  # working threads hand the window its turn sooner: stalls of 80 ms became 20
    with catching_errors(window.session.failed.emit), _quitting_on_signals(window):
        open_first(window.session, project)
        window.show()
        code = app.exec()
    ended = window.session.close()
    garbage.close()
    window.deleteLater()
    if not ended:  # a job that does not answer must not hold the process; everything on disk is whole
        from models.workflow.child import end_children

        end_children()
        sys.stdout.flush()
        os._exit(code)
    return code


class _SignalBell(QObject):
    """Rings in the event loop when the process is asked to end, so that the window can close in order."""

    def __init__(self, window: MainWindow, reader: socket.socket) -> None:
        super().__init__(window)
        self._window = window
        self._reader = reader
        self._notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_rung)

    def unhang(self) -> None:
        """Stop listening; the socket may be closed afterwards."""
        self._notifier.setEnabled(False)
        self.deleteLater()

    def _on_rung(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._reader.recv(64)
        QTimer.singleShot(0, self._window.close)


@contextlib.contextmanager
def _quitting_on_signals(window: MainWindow) -> Iterator[None]:
    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)
    bell = _SignalBell(window, reader)
    kinds = [signal.SIGINT, *ending_signals()]
    try:
        before = {kind: signal.signal(kind, lambda *_: None) for kind in kinds}
    except ValueError:  # not the main thread: whoever runs us there handles signals
        yield
        return
    former = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(former)
        for kind, handler in before.items():
            signal.signal(kind, handler)
        bell.unhang()
        reader.close()
        writer.close()
