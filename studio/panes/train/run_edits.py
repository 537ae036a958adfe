"""Renames and deletes runs: rows by edits that undo takes back, folders by the bin, with what they take on disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.errors import ProjectError
from models.events import Changed
from models.files import disk_use
from models.records import Run
from models.words import word_bytes
from studio.dialogs.ask_name import ask_new_name
from studio.jobs import Questions, unsaid
from studio.panes.train.live.run_presenter import RunPresenter
from studio.panes.train.setup.panel import SetUpPanel
from studio.panes.train.training_controller import TrainingController
from studio.state.bin import Bin

if TYPE_CHECKING:
    from studio.state.session import Session

Measured = tuple[int, int, str | None]
"""A run by its number, its step and its encoder: while these stay, so does what it takes on the disk."""


class RunEdits(QObject):
    """leaving(run): it is deleted now, and should no longer be shown."""

    leaving = Signal(Run)

    def __init__(
        self, session: Session, panel: SetUpPanel, presenter: RunPresenter, training: TrainingController
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self._presenter = presenter
        self._training = training
        self._bin = Bin(session.project.folder / "bin")
        self._sizes: dict[int, int] = {}
        self._measured: set[Measured] = set()
        self._measuring = Questions(session.background, self).answered_by(self._on_measured, failed=unsaid)
        session.changed.connect(self._on_changed)
        panel.run_rename_wanted.connect(self.rename)
        panel.run_delete_wanted.connect(self.delete)

    def show_sizes(self, runs: Sequence[Run]) -> None:
        """What these take on the disk, as far as it is known; the rest is measured."""
        new = [run for run in runs if (run.id, run.step, run.encoder) not in self._measured]
        if new and not self._measuring.busy:
            self._measuring.ask(_measure, new)
        self._panel.show_sizes(self._sizes)

    def _on_measured(self, sizes: list[tuple[Measured, int]]) -> None:
        self._measured.update(measured for measured, _ in sizes)
        self._sizes.update((measured[0], size) for measured, size in sizes)
        self._panel.show_sizes(self._sizes)

    def rename(self, run_id: int) -> None:
        run = self._session.runs.find(run_id)
        if run is None:
            return
        if name := ask_new_name(self._panel, "Rename run", run.title):
            self._session.edit(f"Rename {run.title}", lambda: self._session.project.runs.rename(run_id, name))

    def delete(self, run_id: int) -> None:
        """Its folder goes to the bin; encoders made of it stay. Undo brings all of it back."""
        run = self._session.runs.find(run_id)
        if run is None:
            return
        if reason := self._reason_to_stay(run):
            self._session.say(reason)
            return
        self.leaving.emit(run)
        size = f" ({word_bytes(self._sizes[run_id])})" if run_id in self._sizes else ""
        self._session.edit_many(
            f"Delete {run.title}",
            lambda: self._throw(run),
            lambda: self._session.say(f"{run.title} is in the bin{size}", "Undo", self._session.undo),
        )

    def _reason_to_stay(self, run: Run) -> str:
        """Why it can't be deleted now; empty when it can."""
        shown = self._presenter.run
        if self._training.running and shown is not None and shown.id == run.id:
            return f"{run.title} is learning: pause it first"
        if any(one.run == run.id for one in self._session.project.queue.all()):
            return f"{run.title} waits in the queue: take it out there first"
        return ""

    def _throw(self, run: Run) -> Changed:
        """Runs in a background thread, inside the edit: what can't be moved stays in the project."""
        change = self._session.project.runs.remove(run.id)
        if not self._bin.throw(run.folder):
            raise ProjectError("this run could not be moved to the bin", path=run.folder, why="its folder is held")
        return change

    def _on_changed(self, change: Changed) -> None:
        if "runs" in change.tables:
            self._bin.settle({run.folder for run in self._session.runs.all()})


def _measure(runs: Sequence[Run]) -> list[tuple[Measured, int]]:
    """Runs in a background thread."""
    return [((run.id, run.step, run.encoder), disk_use(Path(run.folder))) for run in runs]
