"""Runs that lie behind the one in front in the plot: which are ticked, and their curves as they come from the disk."""

from __future__ import annotations

from PySide6.QtCore import QObject

from models.records import Run
from studio.jobs import Background
from studio.panes.train.dashes import DASHES
from studio.panes.train.live.loss_plot import LossPlot
from studio.panes.train.live.run_folder_reader import RunFolderReader

MOST = len(DASHES) - 1
"""More lines than there are kinds of dashes can't be told apart."""


class Overlays(QObject):
    """Ticked runs by id, in the order they were ticked."""

    def __init__(self, background: Background, plot: LossPlot, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._plot = plot
        self._readers: dict[int, RunFolderReader] = {}

    def place(self, run_id: int) -> int:
        """Which kind of dashes the run has; 0 when it is not shown."""
        return list(self._readers).index(run_id) + 1 if run_id in self._readers else 0

    def tick(self, run: Run, on: bool) -> None:
        """Lay a run behind the plot, or take it away; the oldest one gives way to one too many."""
        if not on:
            self._drop(run.id)
        elif run.id not in self._readers:
            if len(self._readers) == MOST:
                self._drop(next(iter(self._readers)))
            reader = self._readers[run.id] = RunFolderReader(self._background, self)
            reader.came.connect(self._show)
            reader.open(run.folder)
            reader.read_on()
        self._show()

    def _drop(self, run_id: int) -> None:
        reader = self._readers.pop(run_id, None)
        if reader is not None:
            reader.open(None)
            reader.deleteLater()

    def _show(self) -> None:
        self._plot.set_others([reader.curves for reader in self._readers.values()])
