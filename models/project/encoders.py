"""The encoders table: what a person said of an encoder, by the hash of its file: another name, and that it is deleted.

The files lie in the encoders folder and say the rest themselves; most have no row.
"""

from __future__ import annotations

from models.events import Changed
from models.project import soundness
from models.project.database import Database
from models.project.soundness import Soundness
from models.words import clean_title

SOUND = Soundness(
    "encoders",
    "encoder",
    (
        soundness.digest("encoders.sha256"),
        soundness.text("encoders.title", 300, none=True),
        soundness.flag("encoders.deleted"),
    ),
)
_CHANGED = Changed(frozenset({"encoders"}))


class EncoderTable:
    """What was said of a project's encoders. Wrap what a person changes in Project.edit."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def titles(self) -> dict[str, str]:
        """The names that people gave, by the hash of the file."""
        sql = f"SELECT sha256, title FROM encoders WHERE {SOUND.where} AND title IS NOT NULL"
        return {row[0]: row[1] for row in self._database.rows(sql)}

    def deleted(self) -> frozenset[str]:
        """The hashes of those that were deleted and not brought back since."""
        sql = f"SELECT sha256 FROM encoders WHERE {SOUND.where} AND deleted"
        return frozenset(row[0] for row in self._database.rows(sql))

    def rename(self, sha256: str, title: str) -> Changed:
        """Call it so in this project; its file stays as it is. Raises UsageError for no name."""
        return self._say(sha256, "title", clean_title(title))

    def set_deleted(self, sha256: str, deleted: bool) -> Changed:
        """Note that its file went into the bin, or is here again."""
        return self._say(sha256, "deleted", int(deleted))

    def problems(self) -> list[str]:
        """A sentence for every row that can't be read."""
        return SOUND.problems(self._database)

    def _say(self, sha256: str, column: str, value: object) -> Changed:
        with self._database.write() as writer:
            writer.execute("INSERT OR IGNORE INTO encoders (sha256) VALUES (?)", (sha256,))
            writer.execute(f"UPDATE encoders SET {column} = ? WHERE sha256 = ?", (value, sha256))
        return _CHANGED
