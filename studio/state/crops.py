"""The crops of the open project as panes see them: listed when a pane asks, measured in a job, their pictures kept.

Knows no pane and no session; whoever makes it tells it of changes and of another project.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from models.events import Changed, Event, Progress, Refused
from models.faces.crops import to_network_input
from models.project import Project
from models.records import TRAINING_SIZE, CutFrom, Picture
from models.workflow.gather_crops import CropSource, crop_reader, measure_crops, store_of
from models.workflow.project_crops import ProjectCrop
from studio.jobs import Background, Job, JobRunner, Questions, Refresher
from studio.state.collection import Collection, read_collection

_KEPT = 96  # pictures of 245 KB each
_TABLES = frozenset({"photos", "faces", "people"})
_AGAIN_MS = 600


class Crops(QObject):
    """listed(): `collection` is another one; measuring(done, total): a job measures, (0, 0) when it has ended;

    failed(error). refused: why a photo can't be read, by its path, as far as it was tried. Nothing is read until a
    pane asks for it. What was tried in vain (cancelled, a full disk, a photo that is gone) waits for retry().
    """

    listed = Signal()
    measuring = Signal(int, int)
    failed = Signal(Exception)

    def __init__(
        self, project: Callable[[], Project], background: Background, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._project = project
        self._runner = runner
        self._pictures = _Pictures(project)
        self._listing = Questions(background, self).answered_by(self._on_listed, failed=self.failed)
        self._again = Refresher(background, self, _AGAIN_MS)
        self._again.due.connect(self.reload)
        self._clear()

    def _clear(self) -> None:
        self.collection = Collection()
        self.ready = False
        self.stale = True
        self.refused: dict[Path, str] = {}
        self._job: Job | None = None
        self._tried: frozenset[bytes] = frozenset()
        self._pictures.clear()

    @property
    def settled(self) -> bool:
        return self.ready and not self._listing.busy and self._job is None

    # what the session tells

    def renew(self) -> None:
        """Another project is open."""
        self._listing.forget()
        self._again.renew()
        self._clear()

    def note(self, change: Changed) -> None:
        """What was listed may be behind now: panes that are looked at refresh it."""
        self.stale = self.stale or bool(change.tables & _TABLES)

    # listing

    def refresh(self) -> None:
        """Somebody looks: list the crops, unless what was listed still holds."""
        if self.stale:
            self.reload()

    def reload(self) -> None:
        """Ask the project anew what crops there are."""
        self.stale = False
        self._listing.ask(read_collection, self._project())

    def _on_listed(self, collection: Collection) -> None:
        self.collection, self.ready = collection, True
        self.listed.emit()

    # pictures: any thread may ask

    def picture(self, crop: ProjectCrop, width: int = TRAINING_SIZE[0]) -> Picture:
        """What a network of this width sees of it; treat it as read-only. Raises PictureError."""
        return self._pictures.get(crop.source, width)

    # measuring

    def measure(self, cut_from: CutFrom) -> None:
        """Cut and measure what has not been, in a job; nothing happens while one goes on, or nothing is new."""
        if self._job is not None:
            return
        unknown = frozenset(crop.source.key for crop in self.collection.of(cut_from) if not crop.measured)
        if not unknown <= self._tried:
            project, self._tried = self._project(), unknown
            self._job = self._runner.start(
                "Measuring the collection", lambda: measure_crops(project, cut_from), self._on_event, self._on_ended
            )

    def retry(self) -> None:
        """The person looks anew: what could not be measured may be tried once more."""
        if self._job is None:
            self._tried = frozenset()

    def _on_event(self, event: Event) -> None:
        if isinstance(event, Progress):
            self.measuring.emit(event.done, event.total)
            self._again.ask()
        elif isinstance(event, Refused):
            self.refused[event.path] = event.reason

    def _on_ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.measuring.emit(0, 0)
            self.reload()


class _Pictures:
    """What networks see of crops, the latest ones kept: going through faces reads each once."""

    def __init__(self, project: Callable[[], Project]) -> None:
        self._project = project
        self._kept: OrderedDict[tuple[bytes, int], Picture] = OrderedDict()
        self._lock = threading.Lock()

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()

    def get(self, source: CropSource, width: int) -> Picture:
        key = (source.key, width)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        cut_from = CutFrom.WHOLE if source.face is None else CutFrom.FACES
        picture = to_network_input(crop_reader(store_of(self._project(), cut_from, width), [source])(0), width)
        with self._lock:
            self._kept[key] = picture
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return picture
