"""A project: one folder with everything Bottega knows about a set of photos. The photos themselves lie elsewhere."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from models.errors import ProjectError
from models.events import Changed
from models.files import naming_full_disk, sweep_temporary
from models.project.damage import DATABASE_NAME as DATABASE
from models.project.damage import refuse_links
from models.project.database import Database, refuse_when_gone
from models.project.faces import FaceTable
from models.project.lock import ProjectLock
from models.project.paintings import PaintingTable
from models.project.people import PeopleTable
from models.project.photos import PhotoTable
from models.project.queue import QueueTable
from models.project.recipes import RecipeTable
from models.project.runs import RunTable
from models.project.snapshots import Snapshot, find_snapshot, put_back
from models.project.undo import EditGroup

if TYPE_CHECKING:
    from models.datasets.crop_store import CropStore

_LOCK = "bottega.lock"


class Project:
    """An open project. Any thread may call any table; every write is on the disk when the call returns."""

    def __init__(self, folder: Path) -> None:
        """Use create, open or open_or_create."""
        self.folder = folder
        self.name = folder.name
        self.thumbnails_folder = folder / "thumbnails"
        self.crops_folder = folder / "crops"
        self.runs_folder = folder / "runs"
        self.encoders_folder = folder / "encoders"
        self.gallery_folder = folder / "gallery"
        self.snapshots_folder = folder / "snapshots"
        self._stores: dict[tuple[int, int], CropStore] = {}
        self._opening = threading.Lock()
        self._lock = ProjectLock(folder / _LOCK)
        try:
            self._open_tables()
        except BaseException:
            self._lock.release()
            raise

    def _open_tables(self) -> None:
        refuse_links(self.folder)
        self.database = Database(self.folder / DATABASE, self.snapshots_folder)
        with naming_full_disk(self.folder):
            for folder in (self.thumbnails_folder, self.runs_folder, self.encoders_folder, self.gallery_folder):
                folder.mkdir(exist_ok=True)
                sweep_temporary(folder)
        self.photos = PhotoTable(self.database)
        self.faces = FaceTable(self.database)
        self.people = PeopleTable(self.database)
        self.recipes = RecipeTable(self.database)
        self.runs = RunTable(self.database, self.runs_folder)
        self.queue = QueueTable(self.database)
        self.paintings = PaintingTable(self.database, self.gallery_folder)
        self.runs.pause_interrupted()
        self.people.sweep()

    @classmethod
    def create(cls, folder: Path) -> Project:
        """Make a project in a folder that is new or empty; raises ProjectError."""
        folder = folder.expanduser().absolute()
        if (folder / DATABASE).exists():
            raise ProjectError("there is a project here already", path=folder, remedy="Open it instead")
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            why = "it holds other files" if folder.is_dir() else "it is a file"
            raise ProjectError("a project needs a folder of its own", path=folder, why=why, remedy="Name a new folder")
        with naming_full_disk(folder.parent):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except PermissionError as error:
                raise ProjectError("no project can be made here", path=folder, why="no right to write") from error
        return cls(folder)

    @classmethod
    def open(cls, folder: Path) -> Project:
        """Open a project; raises ProjectError when there is none, ProjectLockedError when it is open elsewhere."""
        folder = folder.expanduser().absolute()
        if not (folder / DATABASE).is_file():
            raise ProjectError("there is no Bottega project here", path=folder, remedy="Name a project's folder")
        return cls(folder)

    @classmethod
    def open_or_create(cls, folder: Path) -> Project:
        """Open the project there, or make one in a new or empty folder."""
        here = folder.expanduser().absolute()
        return cls.open(here) if (here / DATABASE).is_file() else cls.create(here)

    @classmethod
    def restore(cls, folder: Path, wanted: str = "") -> Snapshot:
        """Put the snapshot of a day (the newest) in the place of a project's database, which is kept beside it.

        Raises ProjectError when there is no such snapshot, ProjectLockedError when the project is open.
        """
        folder = folder.expanduser().absolute()
        refuse_links(folder)
        snapshot = find_snapshot(folder / "snapshots", wanted)
        lock = ProjectLock(folder / _LOCK)
        try:
            with naming_full_disk(folder):
                put_back(snapshot, folder / DATABASE)
        finally:
            lock.release()
        return snapshot

    def problems(self) -> list[str]:
        """A sentence for everything in the database that is not as it should be, row by row."""
        tables = (self.photos, self.faces, self.recipes, self.runs, self.queue, self.paintings)
        return self.database.problems() + [text for table in tables for text in table.problems()]

    def crop_store(self, size: tuple[int, int]) -> CropStore:
        """The store of its crops of that size: one for everybody, since only one may add to it."""
        from models.datasets.crop_store import CropStore  # late: the window opens without it

        with self._opening:
            if size not in self._stores:
                self._stores[size] = CropStore(self.crops_folder, size)
            return self._stores[size]

    @contextlib.contextmanager
    def edit(self, label: str) -> Iterator[None]:
        """One edit by the user: all or nothing, and undone as one ("Reject 3 faces")."""
        with self.database.edit(label):
            yield

    def undo(self) -> Changed | None:
        """Take back the newest edit; None when there is nothing to take back."""
        with self.database.write():
            return _as_change(self.database.undo_log.undo(), "Undone")

    def redo(self) -> Changed | None:
        """Do again what was undone last."""
        with self.database.write():
            return _as_change(self.database.undo_log.redo(), "Done again")

    @property
    def undo_label(self) -> str | None:
        return self.database.undo_log.undo_label

    @property
    def redo_label(self) -> str | None:
        return self.database.undo_log.redo_label

    @property
    def undo_rows(self) -> int:
        """How many rows the next undo would write."""
        return self.database.undo_log.undo_rows

    @property
    def redo_rows(self) -> int:
        return self.database.undo_log.redo_rows

    @contextlib.contextmanager
    def naming_absence(self) -> Iterator[None]:
        """Turn whatever fails because the project's folder is gone into one ProjectGoneError."""
        try:
            yield
        except Exception as error:
            refuse_when_gone(self.folder / DATABASE, error)
            raise

    def close(self) -> None:
        """Let go of the database and the lock; safe to call twice."""
        self.database.close()
        self._lock.release()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, Exception):
            refuse_when_gone(self.folder / DATABASE, error)


def _as_change(edit: EditGroup | None, word: str) -> Changed | None:
    if edit is None:
        return None
    return Changed(edit.tables, label=f"{word}: {edit.label}", photos=edit.photos)
