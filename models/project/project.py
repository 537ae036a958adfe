"""A project: one folder with everything Bottega knows about a set of photos. The photos themselves lie elsewhere."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from models.errors import ProjectError
from models.events import Changed
from models.files import naming_full_disk, sweep_temporary
from models.project.albums import AlbumTable
from models.project.damage import DATABASE_NAME as DATABASE
from models.project.damage import damaged, refuse_foreign, refuse_links
from models.project.database import Database, refuse_when_gone
from models.project.encoders import EncoderTable
from models.project.faces import FaceTable
from models.project.lock import ProjectLock
from models.project.paintings import PaintingTable
from models.project.people import PeopleTable
from models.project.photos import PhotoTable
from models.project.queue import QueueTable
from models.project.read_only import can_write, copy_database, read_only_error
from models.project.recipes import RecipeTable
from models.project.runs import RunTable
from models.project.snapshots import Snapshot, find_snapshot, list_snapshots, put_back
from models.project.undo import EditGroup, LongEdit

if TYPE_CHECKING:
    from models.datasets.crop_store import CropStore

_LOCK = "bottega.lock"


class Project:
    """An open project. Any thread may call any table; every write is on the disk when the call returns.

    read_only: its folder may not be written. Then it is seen as it was when it was opened, every write raises
    ProjectError, and what would be cached in it lies in a folder that goes with `close`.
    """

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
        self.read_only = (folder / DATABASE).exists() and not can_write(folder / DATABASE)
        with _naming_errors(folder), naming_full_disk(folder), contextlib.ExitStack() as undone:
            refuse_links(folder)
            if self.read_only:
                self.database = self._open_copy(undone.enter_context(_scratch_folder()))
            else:
                undone.callback(ProjectLock(folder / _LOCK).release)
                self.database = self._open_to_write()
            undone.callback(self.database.close)
            self._open_tables()
            self._undone = undone.pop_all()

    def _open_to_write(self) -> Database:
        database = Database(self.folder / DATABASE, self.snapshots_folder)
        with naming_full_disk(self.folder):
            for folder in (self.thumbnails_folder, self.runs_folder, self.encoders_folder, self.gallery_folder):
                folder.mkdir(exist_ok=True)
                sweep_temporary(folder)
            sweep_temporary(self.snapshots_folder)
        return database

    def _open_copy(self, scratch: Path) -> Database:
        """Its database as it is now, in a folder that may be written."""
        self.crops_folder = scratch / "crops"
        with naming_full_disk(scratch):
            copy = copy_database(self.folder / DATABASE, scratch)
        try:
            return Database(copy, scratch / "snapshots", copy_of=self.folder)
        except ProjectError as error:  # it is the project that a person knows, not its copy
            raise type(error)(error.what, path=self.folder, why=error.why, remedy=error.remedy) from error

    def _open_tables(self) -> None:
        self.photos = PhotoTable(self.database)
        self.faces = FaceTable(self.database)
        self.people = PeopleTable(self.database)
        self.recipes = RecipeTable(self.database)
        self.runs = RunTable(self.database, self.runs_folder)
        self.queue = QueueTable(self.database)
        self.encoders = EncoderTable(self.database)
        self.albums = AlbumTable(self.database)
        self.paintings = PaintingTable(self.database, self.gallery_folder, self.encoders)
        if not self.read_only:
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
            except OSError as error:
                if error.errno in (errno.ENOSPC, errno.EDQUOT):
                    raise
                raise ProjectError("no project can be made here", path=folder, why=_why_not(error)) from error
        return cls(folder)

    @classmethod
    def open(cls, folder: Path) -> Project:
        """Open a project; raises ProjectError when there is none, ProjectLockedError when it is open elsewhere."""
        folder = folder.expanduser().absolute()
        if not _is_project(folder):
            raise ProjectError("there is no Bottega project here", path=folder, remedy="Name a project's folder")
        return cls(folder)

    @classmethod
    def open_or_create(cls, folder: Path) -> Project:
        """Open the project there, or make one in a new or empty folder."""
        here = folder.expanduser().absolute()
        return cls.open(here) if _is_project(here) else cls.create(here)

    @classmethod
    def restore(cls, folder: Path, wanted: str = "") -> tuple[Snapshot, Path | None]:
        """Put the snapshot of a day (the newest) in the place of a project's database, which is kept beside it.

        Returns the snapshot, and where what stood there lies now. Raises ProjectError when there is no such snapshot,
        ProjectLockedError when the project is open.
        """
        folder = folder.expanduser().absolute()
        refuse_links(folder)
        snapshot = find_snapshot(folder / "snapshots", wanted)
        refuse_foreign(snapshot.path)
        if not can_write(folder / DATABASE):
            raise read_only_error(folder)
        lock = ProjectLock(folder / _LOCK)
        try:
            with naming_full_disk(folder):
                return snapshot, put_back(snapshot, folder / DATABASE)
        finally:
            lock.release()

    @classmethod
    def snapshots(cls, folder: Path) -> list[Snapshot]:
        """The snapshots of the project there, newest first; it needn't open."""
        return list_snapshots(folder / "snapshots")

    def require_writing(self) -> None:
        """Raise ProjectError where the project is read-only: for whoever would write files before rows."""
        self.database.require_writing()

    def problems(self) -> list[str]:
        """A sentence for everything in the database that is not as it should be, row by row."""
        return self.database.problems() + self.bad_rows()

    def bad_rows(self) -> list[str]:
        """A sentence for every row that can't be read and is left out of what is shown."""
        tables = (self.photos, self.faces, self.recipes, self.runs, self.queue, self.encoders)
        return [text for table in (*tables, self.paintings, self.albums) for text in table.problems()]

    def crop_store(self, size: tuple[int, int]) -> CropStore:
        """The store of its crops of that size: one for everybody, since only one may add to it."""
        from models.datasets.crop_store import CropStore  # late: the window opens without it

        with self._opening:
            if size not in self._stores:
                self._stores[size] = CropStore(self.crops_folder, size)
            return self._stores[size]

    @contextlib.contextmanager
    def edit(self, edit: str | LongEdit) -> Iterator[None]:
        """One edit by the user: all or nothing, and undone as one ("Reject 3 faces"), or a part of a long one."""
        with self.database.edit(edit):
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

    def close(self, *, keep_day: bool = True) -> None:
        """Let go of the database and the lock; safe to call twice.

        keep_day: take the day's snapshot; not where one of that day is to be put back.
        """
        self.database.close(keep_day=keep_day)
        self._undone.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, Exception):
            refuse_when_gone(self.folder / DATABASE, error)


def _why_not(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "no right to write"
    return "a link that leads nowhere" if isinstance(error, FileExistsError) else error.strerror or str(error)


@contextlib.contextmanager
def _naming_errors(folder: Path) -> Iterator[None]:
    """A database may say anything while it is opened: what nobody foresaw is damage too."""
    try:
        yield
    except sqlite3.Error as error:
        raise damaged(folder / DATABASE, str(error)) from error


def _is_project(folder: Path) -> bool:
    """Raises ProjectError where it may not be looked at."""
    database = folder / DATABASE
    try:
        there = database.is_file()
    except OSError as error:  # no right to enter the folder, or a disk that does not answer
        raise ProjectError("this folder can't be looked into", path=folder, why=error.strerror or str(error)) from error
    if there and not os.access(database, os.R_OK):
        raise ProjectError("this project can't be read", path=folder, why="there is no right to read its database")
    return there


@contextlib.contextmanager
def _scratch_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="bottega-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def _as_change(edit: EditGroup | None, word: str) -> Changed | None:
    if edit is None:
        return None
    return Changed(edit.tables, edit.paintings, f"{word}: {edit.label}", edit.photos)
