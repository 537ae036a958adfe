"""Copies of a project's database by SQLite's own backup: one a day of work and one before every migration, ten kept."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from models.errors import ProjectError
from models.files import finish, temporary_file

KEPT = 10
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})( before format \d{1,4})?\.sqlite3")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """day: whose work it holds; title: for people ("Tuesday, 24 November 2026")."""

    path: Path
    day: date

    @property
    def title(self) -> str:
        note = self.path.stem.partition(" ")[2]
        return f"{self.day:%A}, {self.day.day} {self.day:%B %Y}" + (f", {note}" if note else "")


def list_snapshots(folder: Path) -> list[Snapshot]:
    """Those there are, newest first."""
    found = []
    for path in folder.glob("*.sqlite3"):
        match = _NAME.fullmatch(path.name)
        if match is not None and path.is_file() and not path.is_symlink():
            with contextlib.suppress(ValueError):
                found.append(Snapshot(path, date.fromisoformat(match.group(1))))
    return sorted(found, key=lambda one: (one.day, one.path.stat().st_mtime_ns), reverse=True)


def take_snapshot(source: sqlite3.Connection, folder: Path, note: str = "") -> Path:
    """Copy the database as it is, over an earlier snapshot of the same day and note. Raises DiskFullError."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{date.today().isoformat()}{f' {note}' if note else ''}.sqlite3"
    with temporary_file(folder) as file:
        file.close()
        with contextlib.closing(sqlite3.connect(file.name)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        os.replace(file.name, path)
    for old in list_snapshots(folder)[KEPT:]:
        old.path.unlink(missing_ok=True)
    return path


def find_snapshot(folder: Path, wanted: str = "") -> Snapshot:
    """The snapshot of that day ("2026-11-24", "tuesday"), or the newest. Raises ProjectError with those there are."""
    there = list_snapshots(folder)
    words = wanted.strip().casefold()
    for one in there:
        if words in ("", "newest", one.day.isoformat(), f"{one.day:%A}".casefold(), one.path.stem.casefold()):
            return one
    days = ", ".join(one.path.stem for one in there)
    what = f"there is no snapshot of {wanted!r}" if wanted else "this project has no snapshot"
    raise ProjectError(what, path=folder, remedy=f"There are: {days}" if there else "")


def put_back(snapshot: Snapshot, database: Path) -> Path | None:
    """Put a snapshot in the place of a database that nobody has open; returns where what stood there lies now."""
    aside = None
    if database.exists():
        aside = database.with_name(f"{database.name} until {datetime.now():%Y-%m-%d %H.%M.%S}")
    with temporary_file(database.parent) as file:
        file.write(snapshot.path.read_bytes())
        finish(file)
        for ending in ("-wal", "-shm"):
            beside = database.with_name(database.name + ending)
            if aside is not None and beside.exists():
                os.replace(beside, aside.with_name(aside.name + ending))
        if aside is not None:
            os.replace(database, aside)
        os.replace(file.name, database)
    return aside
