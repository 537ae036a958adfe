"""Any value in any column: the row is one sentence, everything else is still there, and nothing leaves the folder."""

from __future__ import annotations

import contextlib
import math
import shutil
import sqlite3
from pathlib import Path

import pytest

from models.errors import ProjectError
from models.project import Project
from models.project.project import DATABASE
from tests.project.test_damage import filled

__all__ = ["filled"]

TABLES = (
    "people",
    "photos",
    "faces",
    "runs",
    "paintings",
    "recipes",
    "queue",
    "queue_log",
    "albums",
    "album_paintings",
)
VALUES = (
    None,
    -1,
    0,
    2**62,
    1e300,
    -math.inf,
    "",
    " ",
    "../../up",
    "..\\..\\up",
    "/etc/passwd",
    "C:\\Windows\\win.ini",
    "a\x00b",
    "a" * 64 + "\x00/../../up",
    "line\nline",
    "\x1b[2J",
    "x" * 100_000,
    "[]",
    "{}",
    '{"name": 1}',
    "[" * 20_000,
    b"\xff\xfe\x00",
)


def _columns(path: Path, table: str) -> list[str]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _everything(project: Project) -> dict[str, int]:
    """How many rows each list shows; every one of them can be read."""
    return {
        "photos": len(project.photos.all()),
        "faces": len(project.faces.all()),
        "runs": len(project.runs.all()),
        "paintings": len(project.paintings.all()),
        "albums": len(project.albums.all()),
        "recipes": len(project.recipes.all()),
        "queue": len(project.queue.all()),
        "report": len(project.queue.report()),
        "people": len(project.people.names()),
        "states": sum(project.faces.counts().values()),
    }


def _bad_values(folder: Path, table: str, values: slice) -> None:
    """Put each value into each column of the newest row, one after the other, and look at everything."""
    path = folder / DATABASE
    with Project.open(folder) as project:
        whole = _everything(project)
    pristine = path.read_bytes()
    for column in _columns(path, table):
        for value in VALUES[values]:
            path.write_bytes(pristine)
            if not _put(path, table, column, value):
                continue
            with Project.open(folder) as project:
                seen, problems = _everything(project), project.problems()
            lost = {name: whole[name] - seen[name] for name in whole if seen[name] < whole[name]}
            assert not lost or problems, (column, value)
            assert table in ("people", "photos") or max(lost.values(), default=0) <= 1, (column, value, lost)
            assert all(text.isprintable() for text in problems), (column, value, problems)


def _put(path: Path, table: str, column: str, value: object) -> bool:
    """False where SQLite itself does not let it in."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        where = f"id = (SELECT max(id) FROM {table})"
        try:
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (value,))
        except sqlite3.IntegrityError:
            return False
        return True


@pytest.mark.parametrize("table", TABLES)
def test_a_bad_value_hides_its_own_row_at_most(filled, tmp_path, table):
    _bad_values(Path(shutil.copytree(filled, tmp_path / "Bad")), table, slice(len(table) % 6, None, 6))


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
def test_every_bad_value_hides_its_own_row_at_most(filled, tmp_path, table):
    _bad_values(Path(shutil.copytree(filled, tmp_path / "Bad")), table, slice(None))


def test_a_painting_that_names_a_way_out_is_none(filled, tmp_path):
    folder = Path(shutil.copytree(filled, tmp_path / "Bad"))
    precious = folder.parent / "precious.jpg"
    precious.write_bytes(b"mine")
    assert _put(folder / DATABASE, "paintings", "file", "../../precious.jpg")
    with Project.open(folder) as project:
        assert all(painting.path.parent == project.gallery_folder for painting in project.paintings.all())
        (problem,) = project.paintings.problems()
        assert problem.endswith("its file is no plain name of a file")
        with pytest.raises(ProjectError, match="its file is no plain name"):
            project.paintings.get(20)
