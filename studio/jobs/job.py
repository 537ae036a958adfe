"""One long piece of work: a workflow generator driven in a QThread, its events delivered in the GUI thread.

Knows no project and no pane. Cancel = the generator's close() runs in its own thread.
"""

from __future__ import annotations

import atexit
import time
from collections.abc import Callable, Iterator
from enum import StrEnum

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from models.events import Event, Progress, closing
from studio.jobs.mailbox import Mailbox

FRAME_MS = 34
"""At most 30 deliveries a second, so that painting and typing keep their turn."""
SLICE_SECONDS = 0.008
"""How long one delivery may hold the event loop."""


class JobState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


_driving: set[_Driver] = set()
"""Those that have not ended, whoever has let go of their job: Qt aborts a process that loses a running thread."""


class _Driver(QThread):
    """Iterates the generator; talks to the window only through the mailbox and the signal woken."""

    woken = Signal()

    def __init__(self, make: Callable[[], Iterator[Event]], mailbox: Mailbox) -> None:
        super().__init__()
        self._make = make
        self._mailbox = mailbox
        self.error: Exception | None = None
        self.finished.connect(self._on_finished)

    def begin(self) -> None:
        _driving.add(self)
        self.start()

    def _on_finished(self) -> None:
        self.wait()
        _driving.discard(self)

    def run(self) -> None:
        try:
            self._iterate()
        except Exception as error:
            self.error = error

    def _iterate(self) -> None:
        with closing(self._make()) as events:
            for event in events:
                if self._mailbox.put(event):
                    self.woken.emit()
                if self.isInterruptionRequested():
                    break


@atexit.register
def _end_drivers() -> None:
    """Whatever still runs when the program ends is cancelled and left whole, as Python waits for its own threads."""
    for driver in _driving:
        driver.requestInterruption()
    for driver in _driving:
        driver.wait()


class Job(QObject):
    """A running workflow. All signals come in the GUI thread, so any slot or function may be connected.

    event_came(object): every event (of Progress and StepDone at most 30 a second, the newest);
    progressed(done, total, text); failed(error) once if it raised; finished() once, always last, whatever the outcome
    (look at `state`); over(job) right after, for the runner.

    Connect methods, or functions that do not hold the job: a job held by its own connection dies in the wrong moment.
    The name `event` would hide QObject.event, so the signal is called event_came.
    """

    event_came = Signal(Event)
    progressed = Signal(int, int, str)
    failed = Signal(Exception)
    finished = Signal()
    over = Signal(object)

    def __init__(self, title: str, make: Callable[[], Iterator[Event]]) -> None:
        super().__init__()
        self.title = title
        self.state = JobState.RUNNING
        self.progress = Progress(0, 0)
        self._started = time.monotonic()
        self._cancelled = False
        self._forgotten = False
        self._mailbox = Mailbox()
        self._driver = _Driver(make, self._mailbox)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_deliver)
        self._driver.woken.connect(self._on_woken)
        self._driver.finished.connect(self._on_thread_finished)

    def start(self) -> None:
        self._driver.begin()

    @property
    def running(self) -> bool:
        return self.state is JobState.RUNNING

    @property
    def cancelling(self) -> bool:
        return self._cancelled

    def cancel(self) -> None:
        """Ask it to stop at its next event; `finished` follows when everything is left whole."""
        self._cancelled = True
        self._driver.requestInterruption()

    def forget(self) -> None:
        """Tell nobody of events and errors any more; only its end."""
        self._forgotten = True

    def wait(self, milliseconds: int) -> bool:
        """Block until its thread has ended; False when it has not in that time."""
        return self._driver.wait(milliseconds)

    def seconds_left(self) -> float | None:
        """The time left at the mean speed so far; None while it can't be told."""
        done, total = self.progress.done, self.progress.total
        passed = time.monotonic() - self._started
        if total <= 0 or done <= 0 or passed < 1.0:
            return None
        return max(0.0, passed / done * (total - done))

    def _on_woken(self) -> None:
        if self.running and not self._timer.isActive():
            self._timer.start(FRAME_MS)

    def _on_deliver(self) -> None:
        if not self._deliver(time.monotonic() + SLICE_SECONDS):
            self._timer.start(0)
        elif self._driver.isFinished():
            self.settle()

    def _deliver(self, until: float) -> bool:
        """Hand out events until the box is empty (True) or the time is up (False)."""
        while time.monotonic() < until:
            event = self._mailbox.take()
            if event is None:
                return True
            if self._forgotten:
                continue
            if isinstance(event, Progress):
                self.progress = event
                self.progressed.emit(event.done, event.total, event.what)
            self.event_came.emit(event)
        return False

    def _on_thread_finished(self) -> None:
        self._driver.wait()
        if self.running:
            self._timer.start(0)

    def settle(self) -> None:
        """Its thread has ended: deliver what is left, then failed and finished. Only once."""
        if not self.running:
            return
        self._driver.wait()
        self._timer.stop()
        self._deliver(float("inf"))
        if self._driver.error is not None:
            self.state = JobState.FAILED
            if not self._forgotten:
                self.failed.emit(self._driver.error)
        else:
            self.state = JobState.CANCELLED if self._cancelled else JobState.DONE
        self.finished.emit()
        self.over.emit(self)
