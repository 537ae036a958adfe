"""One SQLite file: a single writer, a reader per thread, and an undo log that SQLite itself keeps.

Knows no photo or face; the tables of this package speak to it in SQL.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.errors import BottegaError, ProjectError, ProjectGoneError
from models.files import naming_full_disk
from models.project.damage import naming_damage, refuse_foreign
from models.project.migrations import MIGRATIONS, migrate
from models.project.read_only import read_only_error
from models.project.snapshots import take_snapshot
from models.project.undo import LongEdit, UndoLog

Row = sqlite3.Row


@dataclass(frozen=True, slots=True)
class _Reader:
    """A thread's own connection. busy: held while it reads, so that closing waits: SQLite crashes otherwise."""

    connection: sqlite3.Connection
    busy: threading.Lock = field(default_factory=threading.Lock)


class Database:
    """Rows in, rows out. Every write is committed to the disk before its block ends."""

    def __init__(self, path: Path, snapshots: Path, *, copy_of: Path | None = None) -> None:
        """Open (and create or migrate) the file; raises ProjectError when it is damaged, foreign or too new.

        snapshots: the folder of its copies; copy_of: of which project's folder this is a copy, only to be read.
        """
        self.path = path
        self._copy_of = copy_of
        self._snapshots = snapshots
        self._lock = threading.RLock()
        self._local = threading.local()
        self._readers: list[_Reader] = []
        self._depth = 0
        self._closed = False
        refuse_foreign(path)
        with naming_full_disk(path.parent), naming_damage(path), contextlib.ExitStack() as undone:
            self._writer = _connect(path)
            undone.callback(self._writer.close)
            self._keep_old_format()
            migrate(self._writer)
            self.undo_log = UndoLog(self._writer)
            self._unchanged = self._writer.total_changes
            undone.pop_all()

    @contextlib.contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of the block or nothing. Blocks nest; the outermost commits."""
        self.require_writing()
        with self._lock, naming_full_disk(self.path.parent), naming_damage(self.path):
            if self._depth:
                yield self._writer
                return
            self._refuse_when_closed()
            self._depth += 1
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                refuse_when_gone(self.path)  # a deleted file can still be written, and would be lost
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise
            finally:
                self._depth -= 1

    def require_writing(self) -> None:
        """Raise ProjectError for a project that is only read."""
        if self._copy_of is not None:
            raise read_only_error(self._copy_of)

    @contextlib.contextmanager
    def edit(self, edit: str | LongEdit) -> Iterator[None]:
        """A transaction that undo takes back as one; by its name, or one of several of a long edit."""
        with self.write(), self.undo_log.recording(edit):
            yield

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query; inside a write of this thread, also what is not committed yet."""
        with naming_damage(self.path):
            if self._depth and self._owns_lock():
                return _fetch(self._writer, sql, values)
            reader = self._reader()
            with reader.busy:
                self._refuse_when_closed()
                return _fetch(reader.connection, sql, values)

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        found = self.rows(sql, values)
        return found[0] if found else None

    def _owns_lock(self) -> bool:
        return bool(self._lock._is_owned())  # type: ignore[attr-defined]  # there is no public question

    def _reader(self) -> _Reader:
        """This thread's own connection: readers never wait for the writer (WAL)."""
        reader: _Reader | None = getattr(self._local, "reader", None)
        if reader is None:
            with self._lock:
                self._refuse_when_closed()
                refuse_when_gone(self.path)
                reader = _Reader(_connect(self.path))
                reader.connection.execute("PRAGMA query_only = ON")
                self._readers.append(reader)
            self._local.reader = reader
        return reader

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise ProjectError("the project is closed", path=self.path.parent)

    def problems(self) -> list[str]:
        """What SQLite's own check finds, empty when whole."""
        found = [row[0] for row in self.rows("PRAGMA integrity_check")]
        broken = [f"{row[0]} row {row[1]} points nowhere" for row in self.rows("PRAGMA foreign_key_check")]
        return [text for text in found if text != "ok"] + broken

    def _keep_old_format(self) -> None:
        """A snapshot before a migration."""
        version = self._writer.execute("PRAGMA user_version").fetchone()[0]
        if 0 < version < len(MIGRATIONS):
            take_snapshot(self._writer, self._snapshots, f"before format {len(MIGRATIONS)}")

    def _keep_day(self) -> None:
        """A snapshot of today's work, where there was any; a full disk must not hold up the closing."""
        if self._writer.total_changes != self._unchanged:
            with contextlib.suppress(sqlite3.Error, OSError, BottegaError):
                take_snapshot(self._writer, self._snapshots)

    def close(self, *, keep_day: bool = True) -> None:
        """Let every thread finish what it reads or writes, then let go of the file; later calls raise ProjectError.

        keep_day: with a snapshot of what was changed.
        """
        with self._lock:
            if keep_day and not self._closed and self._copy_of is None:
                self._keep_day()
            self._closed = True
            for reader in self._readers:
                with reader.busy:
                    reader.connection.close()
            self._readers.clear()
            self._writer.close()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _fetch(connection: sqlite3.Connection, sql: str, values: Sequence[Any]) -> list[Row]:
    """All rows; text that is no UTF-8 comes with its bytes as lone surrogates instead of hiding every other row."""
    try:
        return connection.execute(sql, values).fetchall()
    except sqlite3.OperationalError as error:
        if "decode to UTF-8" not in str(error):
            raise
    usual, connection.text_factory = connection.text_factory, lambda data: data.decode("utf-8", "surrogateescape")
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.text_factory = usual


def refuse_when_gone(path: Path, cause: Exception | None = None) -> None:
    """Raise ProjectGoneError when the file is there no more."""
    if not os.path.exists(path):
        raise ProjectGoneError(
            "the folder of this project is gone",
            path=path.parent,
            why="It was deleted or moved, or its disk was taken out, while Bottega worked in it",
            remedy="Put it back and try again",
        ) from cause


def listed(ids: Iterable[int]) -> str:
    """Ids as one value for `IN (SELECT value FROM json_each(?))`: however many, one place in the statement."""
    return json.dumps(list(ids))


def marks(values: Sequence[object]) -> str:
    """Question marks for an IN (...) of these values."""
    return ",".join("?" * len(values))
