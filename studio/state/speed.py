"""How fast this computer trains: measured by a few real steps in a process of its own, then by every real training."""

from __future__ import annotations

import logging
import math
import os
import platform
from collections.abc import Callable, Generator, Iterator
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from models.events import Event, Probed
from models.training.config import SETTINGS
from models.training.loop.probe import probe_training
from models.workflow.child import Child
from studio.jobs import Job, JobRunner
from studio.state.preferences import Preferences

USUAL = str(SETTINGS["generator"].default)

Wanted = tuple[str, int, str]
"""Size and width, and the generator."""

_REST_MS = 1500
"""Measuring takes both cores for some seconds: it begins when nobody has asked for another thing meanwhile."""


def settings_key(size: str, width: int, generator: str = USUAL) -> str:
    """The figure is of this machine, this torch, this network, its size and that of its pictures."""
    try:
        torch = version("torch")
    except PackageNotFoundError:
        torch = "none"
    network = f"{size}-{width}" if generator == USUAL else f"{generator}-{size}-{width}"
    return f"speed/{platform.machine()}-{os.cpu_count()}-{torch}/{network}"


class Speed(QObject):
    """measured(): ask again. ask(who, size, width, generator): pictures per second; None while unknown, then measured.

    who: the pane that asks. What it asked last is measured while it is looked at: pause(who) when it no longer is,
    resume(who) when it is again. One job measures for all of them, one thing at a time.
    """

    measured = Signal()

    def __init__(
        self,
        preferences: Preferences,
        runner: JobRunner,
        parent: QObject | None = None,
        probe: Callable[[str, int, str], Iterator[Event]] | None = None,
        rest_ms: int = _REST_MS,
    ) -> None:
        """probe: the events of measuring (size, width, generator), by default in a child."""
        super().__init__(parent)
        self._preferences = preferences
        self._runner = runner
        self._probe = probe or _probe
        self._wanted: dict[str, Wanted] = {}
        self._looking: set[str] = set()
        self._failed: set[Wanted] = set()
        self._measured: Wanted = "", 0, ""
        self._disturbed = False
        self._job: Job | None = None
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self._begin)
        runner.started.connect(self._on_started)

    def renew(self) -> None:
        """The panes that asked are gone; what was measured is true of this computer in every project."""
        self._wanted.clear()
        self._looking.clear()
        self._rest.stop()

    def ask(self, who: str, size: str, width: int, generator: str = USUAL) -> float | None:
        """Pictures per second at this size of network and width of picture, where it is known."""
        self._looking.add(who)
        known = _figure(self._preferences.text(settings_key(size, width, generator)))
        if known is not None:
            self._wanted.pop(who, None)
            return known
        if (size, width, generator) not in self._failed:
            self._wanted[who] = (size, width, generator)
            self._rest.start()
        return None

    def learn(self, size: str, width: int, generator: str, images_per_second: float) -> None:
        """What a training has really done: a few steps may have been measured while the computer was busy."""
        self._note((size, width, generator), images_per_second)
        self.measured.emit()

    def pause(self, who: str) -> None:
        """Nobody looks at this pane any more: what it asked and has not begun waits for resume(who)."""
        self._looking.discard(who)
        if self._next() is None:
            self._rest.stop()

    def resume(self, who: str) -> None:
        """Somebody looks at it again."""
        self._looking.add(who)
        if self._next() is not None:
            self._rest.start()

    def _next(self) -> Wanted | None:
        """What is to be measured for somebody who is looked at."""
        return next((wanted for who, wanted in self._wanted.items() if who in self._looking), None)

    def _begin(self) -> None:
        wanted = self._next()
        if wanted is None or self._job is not None:
            return
        if self._runner.jobs:  # a training or an import: the figure would be wrong, and in the way
            self._rest.start()
            return
        self._measured = wanted
        self._wanted = {who: other for who, other in self._wanted.items() if other != wanted}
        self._failed.add(wanted)  # once is enough, whatever comes of it
        self._disturbed = False
        self._job = self._runner.start(
            "Measuring the speed", lambda: self._probe(*wanted), self._on_event, self._on_ended
        )

    def _on_started(self, job: Job) -> None:
        """A training or an import begins meanwhile: it goes first, and the figure is measured when it has ended."""
        if self._job is not None and job is not self._job:
            self._disturbed = True
            self._job.cancel()

    def _on_event(self, event: Event) -> None:
        if isinstance(event, Probed) and not self._disturbed:
            self._note(self._measured, event.images_per_second)

    def _note(self, measured: Wanted, images_per_second: float) -> None:
        self._preferences.set_text(settings_key(*measured), f"{images_per_second:.4f}")

    def _on_ended(self, job: Job) -> None:
        self._job = None
        if self._disturbed:
            self._failed.discard(self._measured)
        self.measured.emit()
        if self._next() is not None:  # somebody else asked for another figure meanwhile
            self._rest.start()


def _figure(text: str) -> float | None:
    """The pictures per second that were noted; None for anything that can be none."""
    try:
        figure = float(text)
    except ValueError:
        return None
    return figure if 0 < figure < math.inf else None


def _probe(size: str, width: int, generator: str) -> Generator[Event]:
    """In a child of its own, so that neither painting nor training waits for it; cancelled, it is killed at once.

    What goes wrong costs a figure and is no reason to stop anyone at work: a training would say it in its own words.
    """
    child = Child(given_up=QThread.currentThread().isInterruptionRequested)
    try:
        yield from child.stream(probe_training, size, width, generator=generator)
    except Exception as error:
        logging.getLogger(__name__).warning("the speed can't be measured: %s", error)
    finally:
        child.close()
