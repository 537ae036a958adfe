"""How fast this computer trains: measured by a few real steps in a process of its own, then by every real training."""

from __future__ import annotations

import logging
import math
import os
import platform
from collections.abc import Callable, Generator, Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from models.events import Event, Probed
from models.training.loop.probe import probe_training
from models.workflow.child import Child
from studio.jobs import Job

if TYPE_CHECKING:
    from studio.state.session import Session

_REST_MS = 1500
"""Measuring takes both cores for some seconds: it begins when nobody has asked for another thing meanwhile."""


def settings_key(size: str, width: int) -> str:
    """The figure is of this machine, this torch, this size of network and of picture."""
    try:
        torch = version("torch")
    except PackageNotFoundError:
        torch = "none"
    return f"speed/{platform.machine()}-{os.cpu_count()}-{torch}/{size}-{width}"


class Speed(QObject):
    """measured(): ask again. ask(size, width) gives pictures per second, or None and measures it when all is quiet."""

    measured = Signal()

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        probe: Callable[[str, int], Iterator[Event]] | None = None,
        rest_ms: int = _REST_MS,
    ) -> None:
        """probe: the events of measuring (size, width), by default in a child."""
        super().__init__(parent)
        self._session = session
        self._probe = probe or _probe
        self._wanted: tuple[str, int] | None = None
        self._failed: set[tuple[str, int]] = set()
        self._measured: tuple[str, int] = "", 0
        self._disturbed = False
        self._job: Job | None = None
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self._begin)
        session.runner.started.connect(self._on_started)

    def ask(self, size: str, width: int) -> float | None:
        """Pictures per second at this size of network and width of picture, where it is known."""
        known = _figure(self._session.preferences.text(settings_key(size, width)))
        if known is not None:
            return known
        if (size, width) not in self._failed:
            self._wanted = (size, width)
            self._rest.start()
        return None

    def learn(self, size: str, width: int, images_per_second: float) -> None:
        """What a training has really done: a few steps may have been measured while the computer was busy."""
        self._note(size, width, images_per_second)
        self.measured.emit()

    def pause(self) -> None:
        """Nobody looks any more: what has not begun waits for resume()."""
        self._rest.stop()

    def resume(self) -> None:
        """Somebody looks again."""
        if self._wanted is not None:
            self._rest.start()

    def _begin(self) -> None:
        if self._wanted is None or self._job is not None:
            return
        if self._session.runner.jobs:  # a training or an import: the figure would be wrong, and in the way
            self._rest.start()
            return
        (size, width), self._wanted = self._wanted, None
        self._measured = size, width
        self._failed.add(self._measured)  # once is enough, whatever comes of it
        self._disturbed = False
        self._job = self._session.runner.start(
            "Measuring the speed", lambda: self._probe(size, width), self._on_event, self._on_ended
        )

    def _on_started(self, job: Job) -> None:
        """A training or an import begins meanwhile: it goes first, and the figure is measured when it has ended."""
        if self._job is not None and job is not self._job:
            self._disturbed = True
            self._job.cancel()

    def _on_event(self, event: Event) -> None:
        if isinstance(event, Probed) and not self._disturbed:
            self._note(event.size, event.width, event.images_per_second)

    def _note(self, size: str, width: int, images_per_second: float) -> None:
        self._session.preferences.set_text(settings_key(size, width), f"{images_per_second:.4f}")

    def _on_ended(self, job: Job) -> None:
        self._job = None
        if self._disturbed:
            self._failed.discard(self._measured)
        self.measured.emit()


def _figure(text: str) -> float | None:
    """The pictures per second that were noted; None for anything that can be none."""
    try:
        figure = float(text)
    except ValueError:
        return None
    return figure if 0 < figure < math.inf else None


def _probe(size: str, width: int) -> Generator[Event]:
    """In a child of its own, so that neither painting nor training waits for it; cancelled, it is killed at once.

    What goes wrong costs a figure and is no reason to stop anyone at work: a training would say it in its own words.
    """
    child = Child(given_up=QThread.currentThread().isInterruptionRequested)
    try:
        yield from child.stream(probe_training, size, width)
    except Exception as error:
        logging.getLogger(__name__).warning("the speed can't be measured: %s", error)
    finally:
        child.close()
