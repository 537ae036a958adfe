"""The people table: names that photos and faces point to. Whom a photo shows, and how people are renamed and merged.

A row is never changed or removed while something can be undone: a person is renamed by moving what points to it. So
undo needs no row of this table, and what an import adds in between can't stand in its way.
"""

from __future__ import annotations

import dataclasses
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence

from models.errors import ParameterError, ProjectError
from models.events import Changed
from models.project import soundness
from models.project.database import Database, listed
from models.project.recipes import rename_in_recipes
from models.project.soundness import Soundness

LONGEST_NAME = 120
"""Characters of a name that a person may type; folders may be longer."""

SOUND = Soundness("people", "person", (soundness.text("people.name", 300),))
_EVERYTHING = frozenset({"photos", "faces", "people"})
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Marks that turn the direction of writing: a name with one would rearrange the sentence it stands in."""
_SHOWN = (
    "SELECT person_id, id AS photo_id FROM photos UNION "
    "SELECT person_id, photo_id FROM faces WHERE person_id IS NOT NULL AND state != 'rejected'"
)


class PeopleTable:
    """The people of a project: everyone a photo or a face belongs to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self) -> dict[str, int]:
        """On how many photos each person is, by name: photos that are theirs, and photos with a face of theirs."""
        sql = f"SELECT name, count(*) FROM ({_SHOWN}) JOIN people ON people.id = person_id GROUP BY name ORDER BY name"
        return {row[0]: row[1] for row in self._database.rows(sql)}

    def names(self) -> list[str]:
        """Everyone somebody's photo or face belongs to, rejected boxes too."""
        sql = (
            "SELECT name FROM people WHERE id IN (SELECT person_id FROM photos) "
            "OR id IN (SELECT person_id FROM faces) ORDER BY name"
        )
        return [row[0] for row in self._database.rows(sql)]

    def rename(self, name: str, new: str) -> Changed:
        """Give a person another name; a name that another has already makes them one.

        Raises ProjectError when there is no such person, ParameterError when the new name is none.
        """
        return self.merge([name], new)

    def merge(self, names: Sequence[str], into: str) -> Changed:
        """Make these people one, named `into` (one of them, another, or a new name). Raises as `rename` does."""
        wanted = clean_name(into)
        with self._database.write() as writer:
            ids = [found for name in names if (found := self._id_of(name)) is not None]
            missing = [name for name in names if self._id_of(name) is None]
            if missing:
                raise ProjectError(f"there is no person named {missing[0]} in this project")
            target = person_id(writer, wanted)
            followed = rename_in_recipes(writer, names, wanted)
            moved = self._move([one for one in ids if one != target], target, writer)
            return dataclasses.replace(moved, tables=moved.tables | {"recipes"}) if followed else moved

    def sweep(self) -> int:
        """Remove names that nothing points to; returns how many. Only where nothing can be undone any more."""
        unused = (
            "id NOT IN (SELECT person_id FROM photos) AND id NOT IN ("
            "SELECT person_id FROM faces WHERE person_id IS NOT NULL)"
        )
        if self._database.row(f"SELECT 1 FROM people WHERE {unused} LIMIT 1") is None:
            return 0
        with self._database.write() as writer:
            return writer.execute(f"DELETE FROM people WHERE {unused}").rowcount

    def _id_of(self, name: str) -> int | None:
        row = self._database.row("SELECT id FROM people WHERE name = ?", (name,))
        return int(row[0]) if row is not None else None

    def _move(self, sources: Sequence[int], target: int, writer: sqlite3.Connection) -> Changed:
        """Point everything of the sources to the target."""
        among = "person_id IN (SELECT value FROM json_each(?))"
        of_photos = f"SELECT id FROM photos WHERE {among} UNION SELECT photo_id FROM faces WHERE {among}"
        photos = tuple(row[0] for row in self._database.rows(of_photos, (listed(sources),) * 2))
        for table in ("photos", "faces"):
            writer.execute(f"UPDATE {table} SET person_id = ? WHERE {among}", (target, listed(sources)))
        return Changed(_EVERYTHING if photos else frozenset(), photos, photos=photos)


def person_id(writer: sqlite3.Connection, name: str) -> int:
    """The id of the person of that name, made when new."""
    writer.execute("INSERT OR IGNORE INTO people (name) VALUES (?)", (name,))
    return int(writer.execute("SELECT id FROM people WHERE name = ?", (name,)).fetchone()[0])


def clean_name(text: str) -> str:
    """A name as it is kept: one Unicode form, no control characters, single spaces. Raises ParameterError."""
    name = " ".join(_printable(unicodedata.normalize("NFC", text)).split())
    if not name:
        raise ParameterError("a person needs a name")
    if len(name) > LONGEST_NAME:
        raise ParameterError(f"a name has at most {LONGEST_NAME} characters", why=f"this one has {len(name)}")
    return name


def _printable(characters: Iterable[str]) -> str:
    return "".join(
        " " if unicodedata.category(one) in ("Cc", "Cs") else one for one in characters if one not in _TURNING
    )
