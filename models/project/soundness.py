"""What the values of a row must be before it becomes a record, said once per table and checked by SQLite itself.

A project may come from a stranger, or from a damaged disk: any value of any column can be anything. Rows that are not
sound are left out of every list, hide nothing else, and `Soundness.problems` names each in a sentence.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from models.errors import BottegaError, ProjectError, reason_of
from models.project.database import Database, Row

T = TypeVar("T")

LARGEST = 2**53
"""Whole numbers up to here are the same everywhere."""
LONGEST_JSON = 4_000_000
"""Characters: a recipe that picks a hundred thousand faces takes 700,000."""


@dataclass(frozen=True, slots=True)
class Rule:
    """condition: SQL over a row; reason: what is wrong with a row for which it is not true."""

    condition: str
    reason: str


def text(column: str, longest: int = 4000, *, none: bool = False, shown: bool = True) -> Rule:
    """Text of so many characters. shown: without control characters, so that it can stand on a screen."""
    condition = f"typeof({column}) = 'text' AND instr({column}, char(0)) = 0 AND length({column}) <= {longest}"
    if shown:
        condition += f" AND {column} NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'"
    return Rule(_or_none(condition, column, none), f"its {_word(column)} is no text that can be shown")


def whole(column: str, low: int = 0, high: int = LARGEST, *, none: bool = False) -> Rule:
    condition = f"typeof({column}) = 'integer' AND {column} BETWEEN {low} AND {high}"
    return Rule(_or_none(condition, column, none), f"its {_word(column)} is no whole number from {low} to {high}")


def number(column: str, low: float = -1e9, high: float = 1e9, *, none: bool = False) -> Rule:
    condition = f"typeof({column}) IN ('real', 'integer') AND {column} BETWEEN {low} AND {high}"
    return Rule(_or_none(condition, column, none), f"its {_word(column)} is no number that can be")


def flag(column: str) -> Rule:
    return Rule(f"typeof({column}) = 'integer' AND {column} IN (0, 1)", f"its {_word(column)} is neither yes nor no")


def digest(column: str) -> Rule:
    """64 lower-case hexadecimal digits: it becomes part of a path."""
    condition = f"{text(column, 64).condition} AND length({column}) = 64 AND {column} NOT GLOB '*[^0-9a-f]*'"
    return Rule(condition, f"its {_word(column)} is no SHA-256")


def file_name(column: str, *, none: bool = False) -> Rule:
    """The plain name of one file or folder in a folder of the project, on every system: never a way out of it."""
    condition = f"{text(column, 255).condition} AND {column} != '' AND {column} NOT GLOB '*[/\\:]*'"
    condition += f" AND {column} NOT IN ('.', '..') AND length(CAST({column} AS BLOB)) <= 255"
    return Rule(_or_none(condition, column, none), f"its {_word(column)} is no plain name of a file")


def one_of(column: str, words: Iterable[str]) -> Rule:
    listed = ", ".join(f"'{word}'" for word in words)
    return Rule(f"typeof({column}) = 'text' AND {column} IN ({listed})", f"its {_word(column)} is none of {listed}")


def json_text(column: str, *, none: bool = False) -> Rule:
    """Whole JSON; what it says is checked when it is read."""
    condition = f"typeof({column}) = 'text' AND length({column}) <= {LONGEST_JSON} AND json_valid({column})"
    return Rule(_or_none(condition, column, none), f"its {_word(column)} is damaged")


def blob(column: str, longest: int, *, none: bool = False) -> Rule:
    condition = f"typeof({column}) = 'blob' AND length({column}) <= {longest}"
    return Rule(_or_none(condition, column, none), f"its {_word(column)} is damaged")


def _or_none(condition: str, column: str, none: bool) -> str:
    return f"{column} IS NULL OR ({condition})" if none else condition


def _word(column: str) -> str:
    """ "photos.person_id" -> "person"."""
    return column.rpartition(".")[2].removesuffix("_id").replace("_", " ")


class Soundness:
    """The rules of one table. where: a condition that only sound rows meet; noun: what a row is, for people."""

    def __init__(self, table: str, noun: str, rules: Sequence[Rule]) -> None:
        self._table = table
        self._noun = noun
        self._rules = (whole(f"{table}.id", 1), *rules)
        self.where = " AND ".join(f"coalesce(({rule.condition}), 0)" for rule in self._rules)

    def records(self, rows: Iterable[Row], make: Callable[[Row], T]) -> list[T]:
        """Of sound rows those that can be read all the way: JSON of another shape is left out too."""
        return [made for row in rows if (made := _try(make, row)) is not None]

    def record(self, row: Row, make: Callable[[Row], T]) -> T:
        """The record of one sound row; raises ProjectError, naming it, when it can't be read."""
        try:
            return make(row)
        except (BottegaError, ValueError, TypeError, KeyError, RecursionError) as error:
            reason = _one_line(reason_of(error))
            raise ProjectError(f"{self._noun} {row['id']} of this project can't be read", why=reason) from error

    def missing(self, database: Database, number: int) -> ProjectError:
        """What to raise where there is no sound row of that number."""
        rows = database.rows(f"SELECT {self._reason()} AS reason FROM {self._table} WHERE id = ?", (number,))
        if not rows:
            return ProjectError(f"there is no {self._noun} number {number} in this project")
        return ProjectError(f"{self._noun} {number} of this project can't be read", why=rows[0]["reason"] or "")

    def problems(self, database: Database, make: Callable[[Row], object] | None = None, select: str = "") -> list[str]:
        """A sentence for each row that can't be read. make, select: how sound rows become records."""
        rows = database.rows(f"SELECT id, {self._reason()} AS reason FROM {self._table} WHERE NOT ({self.where})")
        found = [f"{self._noun} {_number(row['id'])} can't be read: {row['reason']}" for row in rows]
        if make is not None:
            for row in database.rows(f"{select or f'SELECT * FROM {self._table}'} WHERE {self.where}"):
                try:
                    self.record(row, make)
                except ProjectError as error:
                    found.append(f"{self._noun} {row['id']} can't be read: {error.why or error.what}")
        return found

    def _reason(self) -> str:
        cases = " ".join(
            f"WHEN NOT coalesce(({rule.condition}), 0) THEN '{rule.reason.replace(chr(39), chr(39) * 2)}'"
            for rule in self._rules
        )
        return f"CASE {cases} END"


def _try(make: Callable[[Row], T], row: Row) -> T | None:
    try:
        return make(row)
    except (BottegaError, ValueError, TypeError, KeyError, RecursionError, sqlite3.Error):
        return None


def _one_line(text: str) -> str:
    """What can stand in a list: what was in the row is quoted in it."""
    shown = "".join(one if one.isprintable() else " " for one in text)
    return " ".join(shown.split())[:200]


def _number(value: object) -> str:
    return str(value)[:20]
