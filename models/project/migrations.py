"""The shape of the database, step by step; user_version says how many steps a file has behind it."""

from __future__ import annotations

import sqlite3

_FIRST = (
    """CREATE TABLE people (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE)""",
    """CREATE TABLE photos (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        path TEXT NOT NULL,
        sha256 TEXT NOT NULL UNIQUE,
        width INTEGER NOT NULL, height INTEGER NOT NULL,
        format TEXT NOT NULL, file_size INTEGER NOT NULL,
        person_id INTEGER NOT NULL REFERENCES people (id),
        mean_red REAL NOT NULL, mean_green REAL NOT NULL, mean_blue REAL NOT NULL,
        brightness REAL NOT NULL, dominant TEXT NOT NULL, sharpness REAL NOT NULL,
        perceptual_hash TEXT NOT NULL, rotated INTEGER NOT NULL, gray INTEGER NOT NULL, taken TEXT,
        left_out INTEGER NOT NULL DEFAULT 0,
        searched INTEGER NOT NULL DEFAULT 0,
        added TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')))""",
    "CREATE INDEX photos_by_person ON photos (person_id)",
    """CREATE TABLE faces (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
        x REAL NOT NULL, y REAL NOT NULL, width REAL NOT NULL, height REAL NOT NULL, angle REAL NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('suggested', 'confirmed', 'corrected', 'rejected')),
        source TEXT NOT NULL, weight REAL, eyes TEXT NOT NULL DEFAULT '[]',
        person_id INTEGER REFERENCES people (id))""",
    "CREATE INDEX faces_by_photo ON faces (photo_id)",
    "CREATE INDEX faces_by_state ON faces (state)",
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL, folder TEXT NOT NULL UNIQUE,
        recipe TEXT NOT NULL, config TEXT NOT NULL,
        state TEXT NOT NULL, step INTEGER NOT NULL DEFAULT 0, seconds REAL NOT NULL DEFAULT 0,
        psnr REAL, encoder TEXT,
        started TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')))""",
    """CREATE TABLE paintings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        file TEXT NOT NULL UNIQUE,
        recipe TEXT NOT NULL,
        width INTEGER NOT NULL, height INTEGER NOT NULL,
        person TEXT NOT NULL, starred INTEGER NOT NULL DEFAULT 0,
        made TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')))""",
)

_EVIDENCE = (
    "ALTER TABLE faces ADD COLUMN evidence TEXT",
    "ALTER TABLE faces ADD COLUMN sketch BLOB",
    "ALTER TABLE photos ADD COLUMN faceless INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX faces_by_person ON faces (person_id)",
)

_RECIPES = (
    """CREATE TABLE recipes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        recipe TEXT NOT NULL,
        made TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')))""",
)

_QUEUE = (
    """CREATE TABLE queue (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        place REAL NOT NULL,
        recipe TEXT NOT NULL,
        config TEXT NOT NULL)""",
    """CREATE TABLE queue_log (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        queue_id INTEGER NOT NULL,
        title TEXT NOT NULL,
        outcome TEXT NOT NULL,
        run_id INTEGER,
        reason TEXT NOT NULL DEFAULT '',
        ended TEXT)""",
)

_BEST = ("ALTER TABLE queue_log ADD COLUMN best REAL",)

_PAGES = ("ALTER TABLE photos ADD COLUMN page INTEGER NOT NULL DEFAULT 0",)

_TURNS = (
    "ALTER TABLE photos ADD COLUMN turn INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE photos ADD COLUMN proposed INTEGER",
)

_ENCODERS = (
    """CREATE TABLE encoders (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        sha256 TEXT NOT NULL UNIQUE,
        title TEXT,
        deleted INTEGER NOT NULL DEFAULT 0)""",
)

_ALBUMS = (
    """CREATE TABLE albums (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL)""",
    """CREATE TABLE album_paintings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        album_id INTEGER NOT NULL REFERENCES albums (id) ON DELETE CASCADE,
        painting_id INTEGER NOT NULL REFERENCES paintings (id) ON DELETE CASCADE,
        UNIQUE (album_id, painting_id))""",
    "CREATE INDEX album_paintings_by_painting ON album_paintings (painting_id)",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    _FIRST,
    _EVIDENCE,
    _RECIPES,
    _QUEUE,
    _BEST,
    _PAGES,
    _TURNS,
    _ENCODERS,
    _ALBUMS,
)
"""Only ever appended to: a step that has been shipped is never edited."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to the newest shape, all steps in one transaction; damage.refuse_foreign has looked at it."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    for step in MIGRATIONS[version:]:
        for statement in step:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    connection.execute("COMMIT")
