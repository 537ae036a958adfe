"""Runs that lie behind the one in front in the plot: which are ticked, and their curves as they come from the disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from models.records import Run
from models.training.run_folder.history_reader import HistoryPart
from studio.panes.train.live.loss_plot import LossPlot
from studio.panes.train.live.plot_paint import DASHES
from studio.panes.train.live.run_curves import RunCurves
from studio.panes.train.live.run_folder_reader import RunFolder

if TYPE_CHECKING:
    from studio.state.session import Session

MOST = len(DASHES) - 1
"""More lines than there are kinds of dashes can't be told apart."""


class Overlays(QObject):
    """Ticked runs by id, in the order they were ticked."""

    def __init__(self, session: Session, plot: LossPlot, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._plot = plot
        self._curves: dict[int, RunCurves] = {}
        self._folders: dict[int, RunFolder] = {}

    def ids(self) -> list[int]:
        return list(self._curves)

    def place(self, run_id: int) -> int:
        """Which kind of dashes the run has; 0 when it is not shown."""
        return self.ids().index(run_id) + 1 if run_id in self._curves else 0

    def tick(self, run: Run, on: bool) -> None:
        """Lay a run behind the plot, or take it away; the oldest one gives way to one too many."""
        if not on:
            self._drop(run.id)
        elif run.id not in self._curves:
            if len(self._curves) == MOST:
                self._drop(self.ids()[0])
            self._curves[run.id] = RunCurves(run.title)
            self._read(run.id, run.folder)
        self._show()

    def clear(self) -> None:
        for run_id in self.ids():
            self._drop(run_id)
        self._show()

    def _read(self, run_id: int, folder: Path) -> None:
        reader = self._folders[run_id] = RunFolder(self._session.background, self)
        curves = self._curves[run_id]
        reader.came.connect(lambda course: self._on_course(curves, course))
        reader.open(folder)
        reader.read_on()

    def _on_course(self, curves: RunCurves, course: HistoryPart) -> None:
        curves.extend(course.steps, course.seconds, course.losses)
        for step, scores in course.scores:
            curves.add_scores(step, scores)
        self._show()

    def _drop(self, run_id: int) -> None:
        self._curves.pop(run_id, None)
        reader = self._folders.pop(run_id, None)
        if reader is not None:
            reader.open(None)
            reader.deleteLater()

    def _show(self) -> None:
        self._plot.set_others(list(self._curves.values()))
