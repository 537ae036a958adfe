"""The training the pane drives: started, paused, gone on with, kept as an encoder. Knows jobs and runs, no widget.

The training runs as a job whose generator lives in a child process.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.events import Event, Finished, RunStarted
from models.records import Recipe
from models.training.config import TrainConfig
from models.workflow.prepare_run import More
from studio.jobs import Job, JobState
from studio.panes.train.live.run_presenter import RunPresenter
from studio.panes.train.training_process import train_in_child, train_queue_in_child

if TYPE_CHECKING:
    from studio.state.session import Session


class TrainingController(QObject):
    """changed(): something else can be done now, or another run is shown. At most one training at a time."""

    changed = Signal()

    def __init__(self, session: Session, presenter: RunPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._presenter = presenter
        self.job: Job | None = None
        self.keeping = False
        self.making = False
        self.queueing = False
        self._next: Callable[[], object] | None = None
        self._enough = threading.Event()

    @property
    def running(self) -> bool:
        return self.job is not None

    @property
    def stopping(self) -> bool:
        return self.job is not None and self.job.cancelling

    def start(self, recipe: Recipe, config: TrainConfig, pinned: Sequence[int] = (), start: Path | None = None) -> None:
        """Begin a new run, from this encoder or the usual one."""
        self._presenter.forget()
        self._begin(recipe, config, None, tuple(pinned), None, start)

    def resume(self, run_id: int, more: More | None = None) -> None:
        """Go on with a run exactly where it was; `more`: how much longer than it was meant to."""
        if self.job is None:
            if self._presenter.run is None or self._presenter.run.id != run_id:
                self._presenter.show(run_id)
            run = self._session.project.runs.get(run_id)
            self._begin(run.recipe, self._session.project.runs.config(run_id), run_id, (), more)

    def _begin(
        self,
        recipe: Recipe,
        config: TrainConfig,
        resume: int | None,
        pinned: tuple[int, ...],
        more: More | None,
        start: Path | None = None,
    ) -> None:
        project = self._session.project
        self.keeping, self._next = False, None
        self.job = self._session.runner.start(
            recipe.title,
            lambda: train_in_child(project, recipe, config, resume, pinned, more, start),
            self._presenter.take,
            self._on_ended,
        )
        self._presenter.begin(recipe.title, config)
        self.changed.emit()

    def start_queue(self, pinned: Sequence[int] = ()) -> None:
        """Train what waits in the project's queue, one after the other."""
        waiting = self._session.project.queue.all()
        if self.job is not None or not waiting:
            return
        project, pins = self._session.project, tuple(pinned)
        self.keeping, self._next, self.queueing = False, None, True
        self._enough.clear()
        self._presenter.forget()
        self.job = self._session.runner.start(
            "Queue", lambda: train_queue_in_child(project, pins, self._had_enough), self._on_queue_event, self._on_ended
        )
        self._presenter.begin(waiting[0].recipe.title, waiting[0].config)
        self.changed.emit()

    def _had_enough(self) -> bool:
        """Asked from the thread of the job: whether to keep the present run and begin the next. Once each time."""
        if not self._enough.is_set():
            return False
        self._enough.clear()
        return True

    def _on_queue_event(self, event: Event) -> None:
        self._presenter.take(event)
        if isinstance(event, Finished) and event.what == "queue":
            self._session.say(event.summary)
        elif isinstance(event, RunStarted):
            self.keeping = False
            self.changed.emit()

    def pause(self, then: Callable[[], object] | None = None) -> None:
        """Save everything and stop; then() is called when it has come to rest, at once where nothing runs."""
        if self.job is None:
            if then is not None:
                then()
            return
        self._next = then
        self.job.cancel()
        self.changed.emit()

    def keep(self, *, best: bool = False) -> None:
        """Stop what runs, and make an encoder of the newest that was saved, or of the best; a queue goes on."""
        self.keeping = True
        if self.queueing:
            self._enough.set()
            self.changed.emit()
            return
        self.pause(lambda: self.make_encoder(finished=True, best=best))

    def make_encoder(self, *, finished: bool = False, best: bool = False, step: int | None = None) -> None:
        """Put what the shown run has learned on the shelf: by now, at its best, or by a saved step; it may go on."""
        self.keeping = False
        if self._presenter.run is None:
            return
        from models.workflow.keep_encoder import keep_run

        project, run = self._session.project, self._presenter.run
        self.making = True
        self._session.runner.start(
            f"Keeping {run.title}",
            lambda: keep_run(project, run.id, finished=finished, best=best, step=step),
            self._presenter.take,
            self._on_made,
        )
        self.changed.emit()

    def _on_ended(self, job: Job) -> None:
        self.job = None
        self._session.runs.outdate()  # the last that a training notes in its row it can't tell any more
        self._presenter.end()
        then, self._next = self._next, None
        if then is not None and job.state is JobState.CANCELLED:
            then()
        self.keeping = self.queueing = False
        self.changed.emit()

    def _on_made(self, job: Job) -> None:
        self.making = False
        self._presenter.refresh()
        self.changed.emit()
