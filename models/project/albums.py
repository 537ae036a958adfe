"""The albums of a project: named collections of paintings, of which each may lie in several.

album_paintings says which lies in which; its rows go with the album or the painting, and come back with them by undo.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.errors import ProjectError, UnknownNameError, UsageError
from models.events import Changed
from models.project import soundness
from models.project.database import Database
from models.project.soundness import Soundness
from models.words import clean_title

SOUND = Soundness("albums", "album", (soundness.text("albums.title", 300),))
MEMBERS = Soundness(
    "album_paintings",
    "row of an album",
    (soundness.whole("album_paintings.album_id", 1), soundness.whole("album_paintings.painting_id", 1)),
)
_CHANGED = Changed(frozenset({"albums"}))


@dataclass(frozen=True, slots=True)
class Album:
    """A collection of paintings with a name of its own; paintings: their numbers."""

    id: int
    title: str
    paintings: frozenset[int] = frozenset()


class AlbumTable:
    """The albums. Wrap what a person changes in Project.edit."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Album]:
        """Every album with the numbers of its paintings, by title."""
        sql = f"SELECT album_id, painting_id FROM album_paintings WHERE {MEMBERS.where}"
        members: dict[int, set[int]] = {}
        for album, painting in self._database.rows(sql):
            members.setdefault(album, set()).add(painting)
        rows = self._database.rows(f"SELECT id, title FROM albums WHERE {SOUND.where}")
        albums = [Album(row[0], row[1], frozenset(members.get(row[0], ()))) for row in rows]
        return sorted(albums, key=lambda album: (album.title.casefold(), album.id))

    def find(self, title: str) -> Album:
        """The album of that title, however its letters are. Raises UnknownNameError with those there are."""
        albums = self.all()
        for album in albums:
            if album.title.casefold() == title.strip().casefold():
                return album
        there = ", ".join(album.title for album in albums) or "none yet"
        raise UnknownNameError(f"there is no album {title!r}", remedy=f"There are: {there}")

    def create(self, title: str, paintings: Sequence[int] = ()) -> Changed:
        """A new album of these paintings. Raises UsageError for no title, or one that is taken."""
        words = self._free_title(title)
        with self._database.write() as writer:
            number = writer.execute("INSERT INTO albums (title) VALUES (?)", (words,)).lastrowid or 0
            self._put(number, paintings)
        return _CHANGED

    def rename(self, album: int, title: str) -> Changed:
        """Call it so. Raises UsageError for no title, or one that another has."""
        words = self._free_title(title, album)
        with self._database.write() as writer:
            writer.execute("UPDATE albums SET title = ? WHERE id = ?", (words, album))
        return _CHANGED

    def remove(self, album: int) -> Changed:
        """Delete the album; its paintings stay in the gallery."""
        with self._database.write() as writer:
            writer.execute("DELETE FROM albums WHERE id = ?", (album,))
        return _CHANGED

    def add(self, album: int, paintings: Sequence[int]) -> Changed:
        """Put these paintings into it. Raises ProjectError when there is no such album."""
        if not self._database.rows("SELECT 1 FROM albums WHERE id = ?", (album,)):
            raise ProjectError("this album is not in the project any more")
        with self._database.write():
            self._put(album, paintings)
        return _CHANGED

    def take_out(self, album: int, paintings: Sequence[int]) -> Changed:
        """They stay in the gallery, and in their other albums."""
        with self._database.write() as writer:
            sql = "DELETE FROM album_paintings WHERE album_id = ? AND painting_id = ?"
            writer.executemany(sql, [(album, painting) for painting in paintings])
        return _CHANGED

    def problems(self) -> list[str]:
        """A sentence for every row that can't be read."""
        return SOUND.problems(self._database) + MEMBERS.problems(self._database)

    def _put(self, album: int, paintings: Sequence[int]) -> None:
        with self._database.write() as writer:
            sql = "INSERT OR IGNORE INTO album_paintings (album_id, painting_id) VALUES (?, ?)"
            writer.executemany(sql, [(album, painting) for painting in paintings])

    def _free_title(self, title: str, own: int = 0) -> str:
        words = clean_title(title)
        if any(one.title.casefold() == words.casefold() and one.id != own for one in self.all()):
            raise UsageError(f"there is an album {words} already")
        return words
