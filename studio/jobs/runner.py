"""Starts jobs, keeps the list of the running ones, and ends them all when the window closes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Signal

from models.events import Changed, Event
from studio.jobs.job import Job

_AFTER_FORCE = 0.5
"""Seconds for a job to note that its child process is gone."""


class JobRunner(QObject):
    """started(job), ended(job) for the status bar; changed(Changed) and failed(error) for the session."""

    started = Signal(object)
    ended = Signal(object)
    changed = Signal(Changed)
    failed = Signal(Exception)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs: list[Job] = []
        self._last_words: dict[Job, Callable[[Job], object] | None] = {}

    def start(
        self,
        title: str,
        generator_factory: Callable[[], Iterator[Event]],
        on_event: Callable[[Event], object] | None = None,
        on_finished: Callable[[Job], object] | None = None,
    ) -> Job:
        """Run the generator that the factory makes (in the worker) as a job shown in the status bar.

        on_event(event) and on_finished(job) are called in the GUI thread; on_finished always, see job.state.
        Changed events reach session.changed and an error reaches session.failed by themselves.
        """
        job = Job(title, generator_factory)
        self.jobs.append(job)
        self._last_words[job] = on_finished
        job.event_came.connect(self._on_event)
        if on_event is not None:
            job.event_came.connect(on_event)
        job.failed.connect(self.failed)
        job.over.connect(self._on_over)
        self.started.emit(job)
        job.start()
        return job

    def _on_event(self, event: Event) -> None:
        if isinstance(event, Changed):
            self.changed.emit(event)

    def _on_over(self, job: Job) -> None:
        self.jobs.remove(job)
        on_finished = self._last_words.pop(job)
        if on_finished is not None:
            on_finished(job)
        self.ended.emit(job)

    def find(self, title: str) -> Job | None:
        """The running job of that title."""
        return next((job for job in self.jobs if job.title == title), None)

    def close(self, seconds: float = 4.0) -> bool:
        """Cancel everything and wait; what has not ended by then loses its child process, and nobody hears of it.

        False when something does not end even so.
        """
        for job in self.jobs:
            job.cancel()
        late = self._wait(seconds)
        for job in late:
            job.forget()
        if late and _end_children():
            late = self._wait(_AFTER_FORCE)
        for job in list(self.jobs):
            if job in late:  # whoever waited for it belongs to a project that is closed
                self._last_words[job] = None
            else:
                job.settle()
        return not late

    def _wait(self, seconds: float) -> list[Job]:
        """Those that have not ended after that time."""
        until = time.monotonic() + seconds
        return [job for job in self.jobs if not job.wait(max(0, round((until - time.monotonic()) * 1000)))]


def _end_children() -> bool:
    from models.workflow.child import end_children  # late: the window opens without what starts processes

    return end_children()
