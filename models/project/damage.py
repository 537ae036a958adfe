"""Whether a database is whole and Bottega's own: looked at before anything is written into it."""

from __future__ import annotations

import contextlib
import functools
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from models.errors import ProjectError, ProjectLockedError, ProjectTooNewError
from models.files import means_full
from models.project.migrations import MIGRATIONS

_REMEDY = (
    "Restore one of its snapshots (in the File menu, or bottega check PROJECT --restore), or make a new project and "
    "add the photos again; photos are never kept inside a project"
)

DATABASE_NAME = "bottega.sqlite3"
_FOLDERS = ("thumbnails", "crops", "runs", "encoders", "gallery", "snapshots", "bin")
"""Folders of a project: what lies in them, and below, is read and written by name."""
_LOGS = ("-wal", "-shm", "-journal")

_OF_ONE_ROW = ("CHECK constraint failed", "NULL value in")
"""What SQLite finds wrong with a value: its row is left out, the rest can be worked with."""

_PATIENCE = 2.0
"""Seconds to wait for a program that holds the database: no other Bottega does."""

Shape = frozenset[tuple[str, str, str]]
"""(kind, name, SQL) of everything that a database declares."""


@contextlib.contextmanager
def naming_damage(path: Path) -> Iterator[None]:
    """Turn SQLite's words about a damaged file, or a held one, into a ProjectError; a full disk stays what it is."""
    try:
        yield
    except (sqlite3.DatabaseError, OverflowError, UnicodeDecodeError) as error:  # its words may quote damaged bytes
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        if means_full(error, path.parent):
            raise
        if isinstance(error, sqlite3.OperationalError) and "lock" in str(error):
            raise _held(path) from error
        raise damaged(path, str(error)) from error


def damaged(path: Path, why: str) -> ProjectError:
    return ProjectError("this project's database is damaged", path=path, why=why, remedy=_REMEDY)


def _held(path: Path) -> ProjectLockedError:
    what = "another program holds this project's database"
    return ProjectLockedError(what, path=path, remedy="Close it there first, or open another project")


def refuse_links(folder: Path) -> None:
    """Raise ProjectError where anything inside the project is a link: what is read or written there lies elsewhere."""
    database = folder / DATABASE_NAME
    named = (database, *(database.with_name(DATABASE_NAME + ending) for ending in _LOGS))
    link = next((path for path in named if path.is_symlink()), None) or _link_below(folder)
    if link is not None:
        raise ProjectError(
            "this project holds a link that leads out of its folder",
            path=link,
            remedy="Put the file or folder itself in the place of the link",
        )


def _link_below(folder: Path) -> Path | None:
    """The first link among the project's folders, and all that they hold; asks no file what it is."""
    if (link := next((folder / name for name in _FOLDERS if (folder / name).is_symlink()), None)) is not None:
        return link
    waiting = [str(folder / name) for name in _FOLDERS]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_symlink():
                    return Path(entry.path)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
    return None


def refuse_foreign(path: Path) -> None:
    """Raise ProjectError for a database that is damaged, or declares anything that Bottega does not.

    Triggers and views run with whatever is written and read: a stranger's are never opened for writing. Reads only.
    """
    if not path.exists() or path.stat().st_size == 0:
        return
    with naming_damage(path), contextlib.closing(_open_to_look(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise ProjectTooNewError(
                "this project was made by a newer Bottega",
                path=path.parent,
                why=f"its format is {version}, this Bottega knows {len(MIGRATIONS)}",
                remedy="Update Bottega, then open it again",
            )
        strange = _shape(connection) ^ _shape_of(version)
        if strange:
            names = ", ".join(sorted({name for _, name, _ in strange})[:5])
            raise ProjectError("this is no project of Bottega", path=path, why=f"its tables are others ({names})")
        found = [row[0] for row in connection.execute("PRAGMA quick_check")]
        broken = [text for text in found if text != "ok" and not text.startswith(_OF_ONE_ROW)]
        if broken:
            raise damaged(path, broken[0])


def _open_to_look(path: Path) -> sqlite3.Connection:
    """A connection that changes no row; what a crash left in the log beside the file is seen too."""
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _shape(connection: sqlite3.Connection) -> Shape:
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT GLOB 'sqlite_*'")
    return frozenset((kind, name, sql) for kind, name, sql in rows)


@functools.cache
def _shape_of(version: int) -> Shape:
    """What a database of that format declares."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        for step in MIGRATIONS[:version]:
            for statement in step:
                connection.execute(statement)
        return _shape(connection)
