"""The people table: names that photos and faces point to. Whom a photo shows, and how people are renamed and merged.

A row is never changed or removed while something can be undone: a person is renamed by moving what points to it. So
undo needs no row of this table, and what an import adds in between can't stand in its way.
"""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Sequence

from models.errors import ProjectError
from models.events import Changed
from models.person_names import clean_name, folded, same_name
from models.project import soundness
from models.project.database import Database, listed
from models.project.recipes import rename_in_recipes
from models.project.soundness import Soundness

SOUND = Soundness("people", "person", (soundness.text("people.name", 300),))
_EVERYTHING = frozenset({"photos", "faces", "people"})
_USED = (
    "(EXISTS (SELECT 1 FROM photos WHERE person_id = people.id) "
    "OR EXISTS (SELECT 1 FROM faces WHERE person_id = people.id))"
)
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
            spelled = [self._spelled(name) for name in names]
            ids = [self._id_of(name) for name in spelled]
            target = person_id(writer, wanted, but=ids)
            row = writer.execute("SELECT name FROM people WHERE id = ?", (target,)).fetchone()
            followed = rename_in_recipes(writer, spelled, row[0], self.names())
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

    def _spelled(self, name: str) -> str:
        """The name of a person as it is kept; raises ProjectError when there is none."""
        known = [row[0] for row in self._database.rows("SELECT name FROM people")]
        found = same_name(name, self.names()) or same_name(name, known)
        if found is None:
            raise ProjectError(f"there is no person named {name} in this project")
        return found

    def _id_of(self, name: str) -> int:
        row = self._database.row("SELECT id FROM people WHERE name = ?", (name,))
        return int(row[0]) if row is not None else 0

    def _move(self, sources: Sequence[int], target: int, writer: sqlite3.Connection) -> Changed:
        """Point everything of the sources to the target."""
        among = "person_id IN (SELECT value FROM json_each(?))"
        of_photos = f"SELECT id FROM photos WHERE {among} UNION SELECT photo_id FROM faces WHERE {among}"
        photos = tuple(row[0] for row in self._database.rows(of_photos, (listed(sources),) * 2))
        for table in ("photos", "faces"):
            writer.execute(f"UPDATE {table} SET person_id = ? WHERE {among}", (target, listed(sources)))
        return Changed(_EVERYTHING if photos else frozenset(), photos, photos=photos)


def person_id(writer: sqlite3.Connection, name: str, but: Sequence[int] = ()) -> int:
    """The id of the person of that name, in capitals or not, made when new; but: of people who are not meant.

    Names that nothing points to any more stand for nobody, unless they are the very same.
    """
    row = writer.execute(f"SELECT id, {_USED} FROM people WHERE name = ?", (name,)).fetchone()
    if row is not None and row[1]:
        return int(row[0])
    wanted = folded(name)
    for number, other in writer.execute("SELECT id, name FROM people").fetchall():
        if number not in but and folded(other) == wanted and _is_used(writer, number):
            return int(number)
    if row is not None:
        return int(row[0])
    return writer.execute("INSERT INTO people (name) VALUES (?)", (name,)).lastrowid or 0


def _is_used(writer: sqlite3.Connection, number: int) -> bool:
    return bool(writer.execute(f"SELECT {_USED} FROM people WHERE id = ?", (number,)).fetchone()[0])
