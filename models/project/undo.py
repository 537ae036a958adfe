"""Undo by the database itself: temporary triggers write the inverse of every change into a log.

The idea is SQLite's documented one (sqlite.org/undoredo.html). Only what happens inside `recording` is kept;
detections and trainings are not edits. Ids are never used again (AUTOINCREMENT), so an inverse can't hit another row,
and it touches only the columns that were changed: what a training has noted of a run since it got its name stays.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

UNDOABLE = (
    *("photos", "faces", "paintings", "recipes", "queue", "queue_log", "runs", "encoders"),
    *("albums", "album_paintings"),
)
"""Names of people only come (see people.py), so there is nothing of theirs to take back."""
PHOTO = {"photos": "id", "faces": "photo_id"}
PAINTING = {"paintings": "id", "album_paintings": "painting_id"}
"""Tables of which every row belongs to one photo, or one painting, and the column that says which."""
_DEEPEST = 200  # groups kept

Logged = tuple[str, str, int | None, int | None]
"""Table, inverse statement, photo concerned, painting concerned."""


@dataclass(slots=True, eq=False)
class LongEdit:
    """An edit of several transactions, taken back as one unless another edit came between. label: what it is by now."""

    label: str = ""


@dataclass(frozen=True, slots=True)
class EditGroup:
    """One edit: its name for the menu and the statements that take it back, newest last."""

    label: str
    statements: tuple[str, ...]
    tables: frozenset[str]
    photos: tuple[int, ...] = ()
    """The photos whose rows or faces changed; empty when it may be any."""
    paintings: tuple[int, ...] = ()
    """The paintings that changed; empty when it may be any, or something else changed too."""
    part_of: LongEdit | None = None

    def followed_by(self, later: EditGroup) -> EditGroup:
        """Both as one, under the later name."""
        photos, paintings = _both(self.photos, later.photos), _both(self.paintings, later.paintings)
        statements = self.statements + later.statements
        return EditGroup(later.label, statements, self.tables | later.tables, photos, paintings, later.part_of)


class UndoLog:
    """The stacks of what can be undone and redone in this session."""

    def __init__(self, writer: sqlite3.Connection) -> None:
        self._writer = writer
        self._undo: list[EditGroup] = []
        self._redo: list[EditGroup] = []
        self._recording = False
        _install_triggers(writer)

    @contextlib.contextmanager
    def recording(self, edit: str | LongEdit) -> Iterator[None]:
        """Keep the inverse of what the block writes under its name; nested blocks join the outermost."""
        if self._recording:
            yield
            return
        with self._logged() as group:
            yield
        part_of = edit if isinstance(edit, LongEdit) else None
        self._keep(self._undo, edit.label if isinstance(edit, LongEdit) else edit, group, part_of)
        if group:
            self._redo.clear()

    def undo(self) -> EditGroup | None:
        """Take the newest edit back (inside a write); the group, or None when there is nothing."""
        return self._apply(self._undo, self._redo)

    def redo(self) -> EditGroup | None:
        return self._apply(self._redo, self._undo)

    @property
    def undo_label(self) -> str | None:
        return self._undo[-1].label if self._undo else None

    @property
    def redo_label(self) -> str | None:
        return self._redo[-1].label if self._redo else None

    @property
    def undo_rows(self) -> int:
        """How many statements the next undo takes."""
        return len(self._undo[-1].statements) if self._undo else 0

    @property
    def redo_rows(self) -> int:
        return len(self._redo[-1].statements) if self._redo else 0

    def _apply(self, source: list[EditGroup], other: list[EditGroup]) -> EditGroup | None:
        if not source:
            return None
        edit = source[-1]
        with self._logged() as group:
            self._writer.execute("PRAGMA defer_foreign_keys = ON")
            for statement in reversed(edit.statements):
                self._take_back(statement)
        source.pop()
        self._keep(other, edit.label, group)
        return edit

    def _take_back(self, statement: str) -> None:
        """Rows of an import go by one statement that SQLite compiles once: ten thousand take a quarter of the time."""
        head, _, number = statement.rpartition("=")
        if statement.startswith("DELETE"):
            self._writer.execute(f"{head}=?", (int(number),))
        else:
            self._writer.execute(statement)

    @contextlib.contextmanager
    def _logged(self) -> Iterator[list[Logged]]:
        """Fills the yielded list with what was logged once the block is done."""
        group: list[Logged] = []
        self._recording = True
        self._writer.execute("UPDATE temp.undo_switch SET active = 1")
        try:
            yield group
            log = self._writer.execute("SELECT tbl, sql, photo, painting FROM temp.undo_log ORDER BY seq")
            group += [(row[0], row[1], row[2], row[3]) for row in log]
        finally:
            self._recording = False
            self._writer.execute("UPDATE temp.undo_switch SET active = 0")
            self._writer.execute("DELETE FROM temp.undo_log")

    @staticmethod
    def _keep(stack: list[EditGroup], label: str, group: list[Logged], part_of: LongEdit | None = None) -> None:
        if not group:
            return
        tables, statements, photos, paintings = zip(*group, strict=True)
        edit = EditGroup(label, statements, frozenset(tables), _known(photos), _known(paintings), part_of)
        if part_of is not None and stack and stack[-1].part_of is part_of:
            edit = stack.pop().followed_by(edit)
        stack.append(edit)
        del stack[:-_DEEPEST]


def _known(owners: Iterable[int | None]) -> tuple[int, ...]:
    """Each once; none where one of them can't be told."""
    found = set(owners)
    return tuple(one for one in found if one is not None) if None not in found else ()


def _both(before: tuple[int, ...], later: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(before + later)) if before and later else ()


def _install_triggers(writer: sqlite3.Connection) -> None:
    writer.execute(
        "CREATE TEMP TABLE undo_log (seq INTEGER PRIMARY KEY, tbl TEXT, sql TEXT, photo INTEGER, painting INTEGER)"
    )
    writer.execute("CREATE TEMP TABLE undo_switch (active INTEGER)")
    writer.execute("INSERT INTO temp.undo_switch VALUES (0)")
    for table in UNDOABLE:
        columns = [row["name"] for row in writer.execute(f"PRAGMA main.table_info({table})")]
        for verb, inverse in _inverses(table, columns).items():
            writer.execute(
                f"CREATE TEMP TRIGGER undo_{table}_{verb} AFTER {verb} ON main.{table} "
                f"WHEN (SELECT active FROM undo_switch) BEGIN "
                f"INSERT INTO undo_log (tbl, sql, photo, painting) "
                f"VALUES ('{table}', {inverse}, {_owner(table, verb, PHOTO)}, {_owner(table, verb, PAINTING)}); END"
            )


def _owner(table: str, verb: str, columns: Mapping[str, str]) -> str:
    """An SQL expression for the photo, or the painting, that a changed row belongs to."""
    column = columns.get(table)
    return f"{'new' if verb == 'INSERT' else 'old'}.{column}" if column else "NULL"


def _inverses(table: str, columns: list[str]) -> dict[str, str]:
    """SQL expressions that spell, for each kind of change, the statement that takes it back."""
    quoted = "||','||".join(f"quote(old.{name})" for name in columns)
    assigned = "||".join(
        f"CASE WHEN old.{name} IS new.{name} THEN '' ELSE '{name}='||quote(old.{name})||',' END" for name in columns
    )
    return {
        "INSERT": f"'DELETE FROM {table} WHERE id='||new.id",
        "UPDATE": f"'UPDATE {table} SET '||{assigned}||'id=id WHERE id='||old.id",
        "DELETE": f"'INSERT INTO {table} ({','.join(columns)}) VALUES ('||{quoted}||')'",
    }
