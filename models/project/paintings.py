"""The paintings table: rows <-> Painting. The files lie in the gallery folder, each with its recipe inside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.events import Changed
from models.project import soundness
from models.project.database import Database, Row
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

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

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
        return SOUND.record(row, self._painting)

    def all(self) -> list[Painting]:
        """Every painting, newest first."""
        return SOUND.records(self._database.rows(f"{_SELECT} ORDER BY id DESC"), self._painting)

    def problems(self) -> list[str]:
        """A sentence for every painting that can't be read."""
        return SOUND.problems(self._database, self._painting)

    def count(self) -> int:
        row = self._database.row("SELECT count(*) FROM paintings")
        return int(row[0]) if row is not None else 0

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

    def _painting(self, row: Row) -> Painting:
        return Painting(
            id=row["id"],
            path=self._folder / row["file"],
            recipe=from_json(PaintingRecipe, row["recipe"]),
            width=row["width"],
            height=row["height"],
            person=row["person"],
            starred=bool(row["starred"]),
            made=row["made"],
        )
