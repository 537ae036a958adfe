"""The paintings table: rows <-> Painting. The files lie in the gallery folder, each with its recipe inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from models.events import Changed
from models.project import soundness
from models.project.database import Database, Row, listed
from models.project.encoders import EncoderTable
from models.project.soundness import Soundness
from models.records import Painting, PaintingRecipe
from models.schema import from_json, to_json

SOUND = Soundness(
    "paintings",
    "painting",
    (
        soundness.file_name("paintings.file"),
        soundness.json_text("paintings.recipe"),
        soundness.whole("paintings.width", 1),
        soundness.whole("paintings.height", 1),
        soundness.text("paintings.person", 300),
        soundness.flag("paintings.starred"),
        soundness.text("paintings.made", 40),
    ),
)
_SELECT = f"SELECT * FROM paintings WHERE {SOUND.where}"
_PAINTINGS = frozenset({"paintings"})


class PaintingTable:
    """The paintings of a project."""

    def __init__(self, database: Database, folder: Path, encoders: EncoderTable) -> None:
        self._database = database
        self._folder = folder
        self._encoders = encoders

    def add(self, path: Path, recipe: PaintingRecipe, width: int, height: int, person: str) -> Painting:
        """Note a painting whose file lies in the gallery folder already."""
        with self._database.write() as writer:
            cursor = writer.execute(
                "INSERT INTO paintings (file, recipe, width, height, person) VALUES (?, ?, ?, ?, ?)",
                (path.name, to_json(recipe), width, height, person),
            )
            return self.get(cursor.lastrowid or 0)

    def get(self, painting_id: int) -> Painting:
        row = self._database.row(f"{_SELECT} AND id = ?", (painting_id,))
        if row is None:
            raise SOUND.missing(self._database, painting_id)
        return SOUND.record(row, partial(self._painting, self._encoders.titles()))

    def all(self) -> list[Painting]:
        """Every painting, newest first."""
        rows = self._database.rows(f"{_SELECT} ORDER BY id DESC")
        return SOUND.records(rows, partial(self._painting, self._encoders.titles()))

    def some(self, ids: Sequence[int]) -> list[Painting]:
        """Those of these paintings that are there, newest first."""
        sql = f"{_SELECT} AND id IN (SELECT value FROM json_each(?)) ORDER BY id DESC"
        return SOUND.records(self._database.rows(sql, (listed(ids),)), partial(self._painting, self._encoders.titles()))

    def problems(self) -> list[str]:
        """A sentence for every painting that can't be read."""
        return SOUND.problems(self._database, partial(self._painting, {}))

    def sound(self, ids: Sequence[int] | None = None) -> frozenset[int]:
        """The numbers of those of these paintings (None: of all) that are there and can be shown."""
        some = "" if ids is None else " AND id IN (SELECT value FROM json_each(?))"
        values = () if ids is None else (listed(ids),)
        sql = f"SELECT id FROM paintings WHERE {SOUND.where}{some}"
        return frozenset(row[0] for row in self._database.rows(sql, values))

    def count(self) -> int:
        return len(self.sound())

    def set_starred(self, ids: Sequence[int], starred: bool) -> Changed:
        with self._database.write() as writer:
            sql = "UPDATE paintings SET starred = ? WHERE id = ?"
            writer.executemany(sql, [(int(starred), one) for one in ids])
        return Changed(_PAINTINGS, tuple(ids))

    def remove(self, ids: Sequence[int]) -> Changed:
        """Forget these paintings; their files are the caller's to move to the bin."""
        with self._database.write() as writer:
            writer.executemany("DELETE FROM paintings WHERE id = ?", [(one,) for one in ids])
        return Changed(_PAINTINGS, tuple(ids))

    def _painting(self, titles: Mapping[str, str], row: Row) -> Painting:
        """titles: what encoders are called in this project by now."""
        recipe = from_json(PaintingRecipe, row["recipe"])
        title = titles.get(recipe.encoder_sha256)
        return Painting(
            id=row["id"],
            path=self._folder / row["file"],
            recipe=recipe if title is None else replace(recipe, encoder_title=title),
            width=row["width"],
            height=row["height"],
            person=row["person"],
            starred=bool(row["starred"]),
            made=row["made"],
        )
