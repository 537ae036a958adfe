"""The photos table: rows <-> Photo. Files are referenced where they lie; nothing here opens one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from pathlib import Path

from models.events import Changed
from models.person_names import clean_name
from models.project import soundness
from models.project.database import Database, Row, listed, marks
from models.project.people import SOUND as PERSON
from models.project.people import person_id
from models.project.soundness import Soundness
from models.records import NewPhoto, Photo, PhotoFacts

_FACTS = tuple(field.name for field in fields(PhotoFacts))
_COLUMNS = ("path", "sha256", "width", "height", "format", "file_size", "page", "turn", "person_id", *_FACTS)
SOUND = Soundness(
    "photos",
    "photo",
    (
        soundness.text("photos.path", shown=False),
        soundness.digest("photos.sha256"),
        soundness.whole("photos.width", 1),
        soundness.whole("photos.height", 1),
        soundness.text("photos.format", 40),
        soundness.whole("photos.file_size"),
        soundness.whole("photos.page", 0, 100_000),
        soundness.whole("photos.turn", 0, 3),
        soundness.whole("photos.proposed", 0, 3, none=True),
        *(soundness.number(f"photos.{name}") for name in ("mean_red", "mean_green", "mean_blue", "brightness")),
        soundness.text("photos.dominant", 40),
        soundness.number("photos.sharpness", 0, 1e12),
        soundness.text("photos.perceptual_hash", 64),
        soundness.text("photos.taken", 40, none=True),
        soundness.text("photos.added", 40),
        *(soundness.flag(f"photos.{name}") for name in ("rotated", "gray", "left_out", "searched", "faceless")),
    ),
)
_SELECT = (
    "SELECT photos.*, people.name AS person FROM photos JOIN people ON people.id = photos.person_id "
    f"WHERE {SOUND.where} AND {PERSON.where}"
)
_PHOTOS = frozenset({"photos"})
_WITH_FACES = frozenset({"photos", "faces"})


class PhotoTable:
    """The photos of a project."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, photos: Sequence[NewPhoto]) -> list[Photo]:
        """Store photos (content that is there already is left as it is); returns the new ones with ids, in order."""
        with self._database.write() as writer:
            new = [photo for photo in photos if _insert(writer, photo)]
            return [found for photo in new if (found := self.by_sha(photo.sha256)) is not None]

    def get(self, photo_id: int) -> Photo:
        row = self._database.row(f"{_SELECT} AND photos.id = ?", (photo_id,))
        if row is None:
            raise SOUND.missing(self._database, photo_id)
        return _photo(row)

    def by_sha(self, sha256: str) -> Photo | None:
        row = self._database.row(f"{_SELECT} AND sha256 = ?", (sha256,))
        return _photo(row) if row is not None else None

    def not_searched(self) -> list[int]:
        """The numbers of those on which nobody has looked for faces yet."""
        sql = "SELECT photos.id FROM photos JOIN people ON people.id = photos.person_id"
        where = f"{SOUND.where} AND {PERSON.where} AND NOT photos.searched"
        return [row[0] for row in self._database.rows(f"{sql} WHERE {where} ORDER BY photos.id")]

    def places(self) -> dict[tuple[str, int], int]:
        """The numbers of all photos by the path of the file and the page."""
        return {(row[0], row[1]): row[2] for row in self._database.rows("SELECT path, page, id FROM photos")}

    def some(self, ids: Sequence[int]) -> list[Photo]:
        """Those of these photos that are there, in no particular order."""
        rows = self._database.rows(f"{_SELECT} AND photos.id IN (SELECT value FROM json_each(?))", (listed(ids),))
        return [_photo(row) for row in rows]

    def all(self) -> list[Photo]:
        """Every photo, by person, path and page."""
        return [_photo(row) for row in self._database.rows(f"{_SELECT} ORDER BY people.name, photos.path, photos.page")]

    def problems(self) -> list[str]:
        """A sentence for every photo that can't be read, and for every person."""
        return PERSON.problems(self._database) + SOUND.problems(self._database)

    def count(self) -> int:
        sql = "SELECT count(*) FROM photos JOIN people ON people.id = photos.person_id"
        row = self._database.row(f"{sql} WHERE {SOUND.where} AND {PERSON.where}")
        return int(row[0]) if row is not None else 0

    def people(self) -> dict[str, int]:
        """How many photos each person has, by name."""
        sql = (
            "SELECT people.name, count(*) FROM photos JOIN people ON people.id = photos.person_id "
            "GROUP BY people.id ORDER BY people.name"
        )
        return {row[0]: row[1] for row in self._database.rows(sql)}

    def set_left_out(self, ids: Sequence[int], left_out: bool) -> Changed:
        return self._update(ids, "left_out", int(left_out))

    def set_faceless(self, ids: Sequence[int], faceless: bool) -> Changed:
        """Note that a person found no face on these photos, or take that back."""
        return self._update(ids, "faceless", int(faceless))

    def set_person(self, ids: Sequence[int], name: str) -> Changed:
        """Give these photos to a person, known or new; ParameterError for no name."""
        wanted = clean_name(name)
        with self._database.write() as writer:
            self._update(ids, "person_id", person_id(writer, wanted))
        return Changed(frozenset({"photos", "faces", "people"}), tuple(ids), photos=tuple(ids))

    def relocate(self, photo_id: int, path: Path) -> Changed:
        """Point a photo at where its file lies now."""
        return self._update([photo_id], "path", str(path))

    def renew(self, photo_id: int, new: NewPhoto) -> Changed:
        """Give a photo the content its file has now; whose it is and whether it is left out stay."""
        columns = [column for column in _COLUMNS if column != "person_id"]
        assigned = ", ".join(["proposed = NULL", *(f"{column} = ?" for column in columns)])
        with self._database.write() as writer:
            values = (*_own_values(new), *astuple(new.facts), photo_id)
            writer.execute(f"UPDATE photos SET {assigned} WHERE id = ?", values)
        return Changed(_PHOTOS, (photo_id,), photos=(photo_id,))

    def turn(self, turns: Sequence[tuple[int, int, str]]) -> Changed:
        """Turn photos: (number, quarters clockwise from how its file lies, perceptual hash of the turned picture)."""
        ids = tuple(one for one, _, _ in turns)
        values = [(quarters % 4, fingerprint, one) for one, quarters, fingerprint in turns]
        with self._database.write() as writer:
            # what was found on the picture as it lay before says nothing of how it lies now
            sql = "UPDATE photos SET turn = ?, perceptual_hash = ?, proposed = NULL WHERE id = ?"
            writer.executemany(sql, values)
        return Changed(_WITH_FACES if ids else frozenset(), ids, photos=ids)

    def leave_as_it_lies(self, ids: Sequence[int]) -> Changed:
        """Propose no turn for these photos any more."""
        return self._update(ids, "proposed", None)

    def remove(self, ids: Sequence[int]) -> Changed:
        """Forget these photos and their faces; the files stay."""
        with self._database.write() as writer:
            # The faces go first so that the undo log brings the photo back before its faces.
            writer.executemany("DELETE FROM faces WHERE photo_id = ?", _singles(ids))
            writer.executemany("DELETE FROM photos WHERE id = ?", _singles(ids))
        return Changed(_WITH_FACES, tuple(ids), photos=tuple(ids))

    def _update(self, ids: Sequence[int], column: str, value: object) -> Changed:
        with self._database.write() as writer:
            writer.executemany(f"UPDATE photos SET {column} = ? WHERE id = ?", [(value, one) for one in ids])
        return Changed(_PHOTOS if ids else frozenset(), tuple(ids), photos=tuple(ids))


def _insert(writer: sqlite3.Connection, photo: NewPhoto) -> bool:
    """Whether it is new: another import may have brought the same content meanwhile."""
    values = (*_own_values(photo), person_id(writer, photo.person), *astuple(photo.facts))
    sql = f"INSERT OR IGNORE INTO photos ({','.join(_COLUMNS)}) VALUES ({marks(_COLUMNS)})"
    return writer.execute(sql, values).rowcount > 0


def _own_values(photo: NewPhoto) -> tuple[object, ...]:
    size = _swapped(photo.width, photo.height, photo.turn)
    return str(photo.path), photo.sha256, *size, photo.format, photo.file_size, photo.page, photo.turn


def _swapped(width: int, height: int, turn: int) -> tuple[int, int]:
    """From the size as the file lies, which is stored, to that of the turned picture, and back."""
    return (height, width) if turn % 2 else (width, height)


def _singles(ids: Iterable[int]) -> list[tuple[int]]:
    return [(one,) for one in ids]


def _photo(row: Row) -> Photo:
    facts = {name: row[name] for name in _FACTS} | {"rotated": bool(row["rotated"]), "gray": bool(row["gray"])}
    width, height = _swapped(row["width"], row["height"], row["turn"])
    proposed = row["proposed"]
    return Photo(
        id=row["id"],
        path=Path(row["path"]),
        sha256=row["sha256"],
        width=width,
        height=height,
        format=row["format"],
        file_size=row["file_size"],
        person=row["person"],
        facts=PhotoFacts(**facts),
        left_out=bool(row["left_out"]),
        searched=bool(row["searched"]),
        added=row["added"],
        faceless=bool(row["faceless"]),
        page=row["page"],
        turn=row["turn"],
        proposed_turn=0 if proposed is None else (proposed - row["turn"]) % 4,
    )
