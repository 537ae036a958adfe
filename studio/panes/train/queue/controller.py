"""The queue of the project on its page: every edit is one that undo takes back; the report is made of the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.errors import ProjectError
from models.events import Changed
from models.project.queue import Outcome, Queued, QueueResult
from models.records import Picture, Recipe, Run
from models.training.config import TrainConfig
from studio.panes.train import words
from studio.panes.train.queue.page import QueuePage
from studio.panes.train.queue.queue_row import QueueItem
from studio.panes.train.queue.report_card import ReportLine
from studio.panes.train.training_controller import TrainingController

if TYPE_CHECKING:
    from studio.state.session import Session

Pictures = Callable[[Recipe], tuple[Picture, Picture] | None]


class QueueController(QObject):
    """counted(n): so many wait. pictures: what goes in and comes out of a recipe, on the user's own face."""

    counted = Signal(int)

    def __init__(
        self,
        session: Session,
        page: QueuePage,
        training: TrainingController,
        pictures: Pictures,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self._training = training
        self._pictures = pictures
        self.waiting: list[Queued] = []
        page.list.moved.connect(self._on_moved)
        page.list.removed.connect(self._on_removed)
        page.list.minutes_set.connect(self._on_minutes_set)
        page.report.dismissed.connect(self._on_dismissed)
        page.report.acted.connect(self._on_acted)
        session.changed.connect(self._on_changed)
        training.changed.connect(self.show)

    # what is shown

    def show(self) -> None:
        """What the project's queue says now."""
        queue, runs = self._session.project.queue, self._runs()
        self.waiting = queue.all()
        self._page.list.set_items([self._item(one, runs) for one in self.waiting])
        self.show_pictures()
        self._page.nothing.setVisible(not self.waiting)
        self._page.total.setText(_total(self.waiting, runs, running=self._training.queueing))
        self._show_report(queue.report(), runs)
        self.counted.emit(len(self.waiting))

    def show_pictures(self) -> None:
        found = {one.id: pair for one in self.waiting if (pair := self._pictures(one.recipe)) is not None}
        self._page.list.show_pictures(found)

    def _runs(self) -> Mapping[int, Run]:
        return {run.id: run for run in self._session.runs.all()}

    def _item(self, one: Queued, runs: Mapping[int, Run]) -> QueueItem:
        run = runs.get(one.run) if one.run is not None else None
        learning = self._training.queueing and one == self.waiting[0] and self._training.running
        line = f"{one.config.size} size, {one.recipe.width} px wide"
        if learning:
            line = f"learning, {line}"
        elif run is not None:
            line += f", goes on at minute {run.seconds / 60:.1f}"
        return QueueItem(one.id, one.recipe.title, line, one.config.minutes, learning)

    def _show_report(self, results: list[QueueResult], runs: Mapping[int, Run]) -> None:
        lines = [_line(one, runs.get(one.run) if one.run is not None else None) for one in results]
        failed = sum(one.outcome is Outcome.FAILED for one in results)
        done = len(results) - failed
        headline = f"{done} trained" + (f", {failed} failed" if failed else "")
        self._page.report.show_report(f"Since you last looked: {headline}", lines)

    def _on_changed(self, change: Changed) -> None:
        if change.tables & {"queue", "runs"}:
            self.show()

    # what a person does

    def add(self, recipe: Recipe, config: TrainConfig) -> None:
        """One more at the end, as it is set at the left."""
        queue = self._session.project.queue
        self._session.edit(f"Add {recipe.title} to the queue", lambda: queue.add(recipe, config))

    def _on_moved(self, queue_id: int, place: int) -> None:
        ids = [one.id for one in self.waiting]
        if queue_id in ids and ids.index(queue_id) != place:
            self._edit("Move in the queue", lambda: self._session.project.queue.move(queue_id, place))

    def _on_removed(self, queue_id: int) -> None:
        self._edit("Remove from the queue", lambda: self._session.project.queue.remove(queue_id))

    def _on_minutes_set(self, queue_id: int, minutes: float | None) -> None:
        self._edit("Time in the queue", lambda: self._session.project.queue.set_minutes(queue_id, minutes))

    def _on_dismissed(self) -> None:
        self._edit("Put the report away", self._session.project.queue.dismiss)

    def _edit(self, label: str, function: Callable[[], Changed]) -> None:
        self._session.edit(label, function)

    def _on_acted(self, run_id: int) -> None:
        """Paint with the encoder of that run."""
        try:
            run = self._session.project.runs.get(run_id)
        except ProjectError:
            return
        if run.encoder is not None:
            self._session.go("paint", encoder=self._session.project.encoders_folder / run.encoder)


def _total(waiting: list[Queued], runs: Mapping[int, Run], *, running: bool) -> str:
    """ "1 h 15 in all; started now, all is done at about 07:40"; no such time while one goes on until it is done."""
    if not waiting:
        return ""
    endless = sum(one.config.minutes is None for one in waiting)
    if endless:
        return f"{endless} of {len(waiting)} until done: how long that takes is not known"
    begun = {one.id: runs[one.run].seconds for one in waiting if one.run is not None and one.run in runs}
    seconds = sum(max(0.0, (one.config.minutes or 0.0) * 60 - begun.get(one.id, 0.0)) for one in waiting)
    end = datetime.now() + timedelta(seconds=seconds)
    time = words.word_moment(max(60.0, seconds // 60 * 60))
    when = "left, all is done" if running else "in all; started now, all is done"
    return f"{time} {when} at about {end:%H:%M}"


def _sentences(reason: str) -> str:
    """Why, and what to do about it, each as a sentence behind the first."""
    first, *rest = reason.split(". ")
    return ". ".join([first, *(part[:1].upper() + part[1:] for part in rest)])


def _line(one: QueueResult, run: Run | None) -> ReportLine:
    if one.outcome is Outcome.FAILED:
        return ReportLine(one.run or 0, one.title, _sentences(one.reason), failed=True)
    score = f", held out {one.best:.1f} dB at best" if one.best is not None else ""
    learned = f"learned {words.word_time(run.seconds)}{score}" if run is not None else f"trained{score}"
    action = "Paint with it" if run is not None and run.encoder is not None else ""
    return ReportLine(one.run or 0, one.title, learned, action=action)
