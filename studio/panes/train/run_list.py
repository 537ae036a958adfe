"""The runs of the project in the panel: one is put in front, others laid behind its curves, gone on with, exported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.records import Run
from studio.panes.train.live.exports import RunExports
from studio.panes.train.live.overlays import Overlays
from studio.panes.train.live.page import LiveView
from studio.panes.train.live.run_presenter import RunPresenter
from studio.panes.train.run_edits import RunEdits
from studio.panes.train.setup.panel import SetUpPanel
from studio.panes.train.training_controller import TrainingController

if TYPE_CHECKING:
    from studio.state.session import Session


class RunList(QObject):
    """chosen(run): that run is in front now; left(): none is, because it was deleted."""

    chosen = Signal(int)
    left = Signal()

    def __init__(
        self, session: Session, panel: SetUpPanel, live: LiveView, presenter: RunPresenter, training: TrainingController
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self._presenter = presenter
        self._training = training
        self._exports = RunExports(session, live)
        self.overlays = Overlays(session.background, live.plot, self)
        self.edits = RunEdits(session, panel, presenter, training)
        self.edits.leaving.connect(self._on_leaving)
        panel.run_chosen.connect(self.choose)
        panel.run_resumed.connect(self.resume)
        panel.run_ticked.connect(self._on_ticked)
        live.machine.export_wanted.connect(self._on_export)
        presenter.kept.connect(self._on_kept)

    def show(self) -> None:
        """What the project's runs are now."""
        runs = self._session.runs.all()
        shown = self._presenter.run.id if self._presenter.run is not None else None
        self._panel.set_runs([run for run in runs if not self._training.running or run.id != shown], shown)
        self.edits.show_sizes(runs)
        self._panel.show_ticks({run.id: self.overlays.place(run.id) for run in runs if run.id != shown})

    def _on_leaving(self, run: Run) -> None:
        """Let go of its folder."""
        self.overlays.tick(run, False)
        if self._presenter.run is not None and self._presenter.run.id == run.id:
            self._presenter.forget()
            self.left.emit()

    def choose(self, run_id: int) -> None:
        """Put that run in front; not while one learns."""
        if not self._training.running:
            self._presenter.show(run_id)
            self.chosen.emit(run_id)

    def resume(self, run_id: int) -> None:
        if not self._training.running:
            self.choose(run_id)
            self._training.resume(run_id)

    def _on_ticked(self, run_id: int, on: bool) -> None:
        if on and self._presenter.run is None and not self._training.running:
            self.choose(run_id)  # there is no curve to lay it behind: it is the one in front
            return
        self.overlays.tick(self._session.project.runs.get(run_id), on)
        self.show()

    def _on_export(self, kind: str) -> None:
        if self._presenter.run is not None:
            self._exports.ask(self._presenter.run, kind)

    def _on_kept(self, path: Path) -> None:
        title = self._presenter.run.title if self._presenter.run is not None else path.stem
        self._session.say(
            f"{title} is on the shelf of encoders", "Paint with it", lambda: self._session.go("paint", encoder=path)
        )
