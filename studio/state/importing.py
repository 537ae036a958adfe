"""Brings dropped photos into the project and finds their faces, as jobs; keeps the report of the last drop."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from models.events import (
    Event,
    Finished,
    PaintingPassedOver,
    PhotoAdded,
    PhotoFoundAgain,
    PhotoKnown,
    PhotoRefused,
    PhotoRenewed,
    PhotoSearched,
)
from models.words import plural
from studio.jobs import Job, JobRunner, JobState

if TYPE_CHECKING:
    from models.faces.haar import DetectorSettings
    from models.project import Project

FINDING = "Finding faces"


@dataclass(slots=True)
class ImportReport:
    """What came of one drop. found: photos that were missing; paintings: of Bottega's own; refused: (file, reason)."""

    added: int = 0
    known: int = 0
    found: int = 0
    paintings: int = 0
    renewed: int = 0
    refused: list[tuple[Path, str]] = field(default_factory=list)
    stopped: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything in the project is another now."""
        return self.added + self.found + self.renewed > 0

    def lines(self) -> list[str]:
        """ "412 photos added", "9 skipped", "15 were here already"."""
        words = [f"{plural(self.added, 'photo')} added"]
        if self.found:
            words.append(f"{self.found:,} found again")
        if self.renewed:
            words.append(f"{self.renewed:,} changed since, now new")
        if self.refused:
            words.append(f"{len(self.refused):,} skipped")
        if self.known:
            words.append(f"{plural(self.known, 'was', 'were')} here already")
        if self.paintings:
            words.append(f"{plural(self.paintings, 'painting')} passed over: drop paintings on Paint or Gallery")
        if self.stopped:
            words.append("stopped before the end")
        return words


class Importer(QObject):
    """reported(ImportReport) when a drop is done; faces_found(photos, new, kept) when a search is;

    said(words, whether that can be undone).
    """

    reported = Signal(ImportReport)
    faces_found = Signal(int, int, int)
    said = Signal(str, bool)

    def __init__(self, project: Callable[[], Project], runner: JobRunner, parent: QObject | None = None) -> None:
        """project: gives the open one."""
        super().__init__(parent)
        self._runner = runner
        self._project = project
        self.report: ImportReport | None = None
        self._imports = 0
        self._waiting: list[tuple[Sequence[int] | None, DetectorSettings | None]] = []

    def renew(self) -> None:
        """Another project is open: nothing was dropped into it yet."""
        self.report = None

    @property
    def importing(self) -> bool:
        return self._imports > 0

    def add_photos(self, paths: Sequence[Path], person: str | None = None) -> Job:
        """Import files and folders; finding faces follows by itself."""
        report = ImportReport()
        self._imports += 1
        project = self._project()
        return self._runner.start(
            "Adding photos",
            lambda: _import(project, paths, person),
            on_event=lambda event: _note(report, event),
            on_finished=lambda job: self._on_imported(job, report),
        )

    def _on_imported(self, job: Job, report: ImportReport) -> None:
        self._imports -= 1
        report.stopped = job.state is not JobState.DONE
        self.report = report
        self.reported.emit(report)
        if job.state is not JobState.FAILED:
            self.said.emit(", ".join(report.lines()), report.changed)
        if job.state is JobState.DONE and report.added:
            self.find_faces()

    def find_faces(self, photo_ids: Sequence[int] | None = None, settings: DetectorSettings | None = None) -> None:
        """Search these photos, or all that were not searched yet; one search at a time, others wait their turn."""
        from models.faces.haar import DetectorSettings

        if self._runner.find(FINDING) is not None:
            self._waiting.append((photo_ids, settings))
            return
        ids = list(photo_ids) if photo_ids is not None else self._project().photos.not_searched()
        if ids:
            self._search(ids, settings or DetectorSettings())

    def welcome_back(self, photo_ids: Sequence[int]) -> None:
        """These photos were brought back: a search that missed them meanwhile is made up for."""
        if not photo_ids:
            return
        left = set(self._project().photos.not_searched()).intersection(photo_ids)
        if left:
            self.find_faces(sorted(left))

    def _on_searched(self, job: Job, counts: list[int]) -> None:
        self.faces_found.emit(*counts)
        waiting, self._waiting = self._waiting, []
        if job.state is JobState.DONE:
            for photo_ids, settings in waiting:
                self.find_faces(photo_ids, settings)

    def _search(self, ids: list[int], settings: DetectorSettings) -> None:
        project = self._project()
        counts = [0, 0, 0]

        def on_event(event: Event) -> None:
            if isinstance(event, PhotoSearched):
                counts[:] = counts[0] + 1, counts[1] + event.new, counts[2] + event.kept

        self._runner.start(
            FINDING,
            lambda: _find(project, settings, ids),
            on_event=on_event,
            on_finished=lambda job: self._on_searched(job, counts),
        )


def warm_up() -> None:
    """Load what the first drop, and then the panes, will need: opening libraries takes a moment. Any thread."""
    for module in ("find_faces", "import_photos", "gather_crops"):
        import_module(f"models.workflow.{module}")
    for module in ("models.recipes.schema", "studio.state.speed", "pyqtgraph"):
        import_module(module)
    import_module("numpy.ma")  # which numpy.median loads when first called
    from models.records import Recipe
    from models.schema import prepare
    from models.training.config import TrainConfig

    prepare(Recipe, TrainConfig)


def _import(project: Project, paths: Sequence[Path], person: str | None) -> Iterator[Event]:
    """Runs in the worker, so that a slow first import of the libraries holds no window."""
    from models.workflow.import_photos import import_photos

    return import_photos(project, paths, person)


def _find(project: Project, settings: DetectorSettings, ids: Sequence[int]) -> Iterator[Event]:
    from models.workflow.find_faces import find_faces

    return find_faces(project, settings, ids)


def _note(report: ImportReport, event: Event) -> None:
    if isinstance(event, PhotoAdded):
        report.added += 1
    elif isinstance(event, PhotoKnown):
        report.known += 1
    elif isinstance(event, PhotoFoundAgain):
        report.found += 1
    elif isinstance(event, PaintingPassedOver):
        report.paintings += 1
    elif isinstance(event, PhotoRenewed):
        report.renewed += 1
    elif isinstance(event, PhotoRefused):
        report.refused.append((event.path, event.reason))
    elif isinstance(event, Finished):
        report.added = max(report.added, event.done - report.renewed)
