"""A project that may not be written: told before it is opened, and read from a copy of its database.

SQLite can't read a log without writing beside it, and an older format has to be brought up to date; a copy allows both.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

from models.errors import ProjectError

READ_ONLY = "This project is read-only: it can be looked at and painted from, but nothing in it can be changed"
_BESIDE = ("", "-wal", "-shm")


def can_write(database: Path) -> bool:
    """Whether a database, its logs and the folder around it may be written; a read-only disk counts as no right."""
    files = [database.with_name(database.name + ending) for ending in _BESIDE]
    if not os.access(database.parent, os.W_OK | os.X_OK):
        return False
    if not all(os.access(file, os.W_OK) for file in files if file.exists()):
        return False
    return os.name != "nt" or _can_make_files(database.parent)


def _can_make_files(folder: Path) -> bool:
    """Windows tells rights of a folder only to those who try."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except PermissionError:
        return False


def copy_database(database: Path, folder: Path) -> Path:
    """Copy the database as it is now, with what stands in its log; returns the copy. Raises OSError."""
    copy = folder / database.name
    try:
        _back_up(database, copy)
    except sqlite3.Error:  # nobody has it open, and no log can be made beside it; or it is damaged, which is told later
        for ending in _BESIDE[:2]:
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(database.with_name(database.name + ending), copy.with_name(copy.name + ending))
    return copy


def _back_up(database: Path, copy: Path) -> None:
    """As it is between two writes of somebody who has it open."""
    with (
        contextlib.closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=30)) as source,
        contextlib.closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)


def read_only_error(folder: Path) -> ProjectError:
    remedy = "Copy its folder to a place where you may write, and open the copy"
    return ProjectError("this project is read-only", path=folder, why="nothing in it can be changed", remedy=remedy)
