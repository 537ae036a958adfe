"""A project from a stranger, each of its rows pointing out of it: nothing outside is read, written or moved."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from models.project import Project
from models.project.project import DATABASE
from models.workflow.find_faces import find_faces
from models.workflow.import_photos import import_photos
from tests.conftest import ROOT
from tests.studio.panes.painted import add_painting
from tests.workflow.written_run import write_run

ROWS = (
    ("paintings", "file", "../../outside/painting.png"),
    ("paintings", "file", "{outside}/painting.png"),
    ("paintings", "file", ".."),
    ("photos", "sha256", "../../../outside/thumbnail"),
    ("photos", "sha256", "{outside}/thumbnail"),
    ("runs", "folder", "../../outside/run"),
    ("runs", "folder", "{outside}/run"),
    ("runs", "encoder", "../../outside/encoder.bottega"),
    ("runs", "title", "../../outside/run"),
    ("people", "name", "../../outside/person"),
)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    return tmp_path / "outside"


@pytest.fixture
def project(tmp_path: Path, outside: Path, astronaut_file: Path) -> Path:
    """With a copy outside of everything that a row could name there instead."""
    folder = tmp_path / "Stranger's"
    with Project.create(folder) as project:
        list(import_photos(project, [astronaut_file]))
        list(find_faces(project))
        run = write_run(project)
        for number in range(3):
            painting = add_painting(project, shade=60 + number)
        outside.mkdir()
        shutil.copytree(run.folder, outside / "run")
        shutil.copy(painting.path, outside / "painting.png")
        shutil.copy(painting.path, outside / "thumbnail.jpg")
    (outside / "encoder.bottega").write_bytes(b"precious")
    return folder


def test_no_row_leads_out_of_the_folder(project: Path, outside: Path, tmp_path: Path) -> None:
    point_outside(project, outside)
    before = state_of(outside)
    words = [sys.executable, "-m", "tests.flow.watched", str(project), str(outside)]
    places = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "CACHE")}
    child = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, env=os.environ | places, check=False)
    assert child.stdout.splitlines() == ["done"], child.stderr
    assert child.returncode == 0, child.stderr
    assert "Traceback" not in child.stderr
    assert state_of(outside) == before


def point_outside(project: Path, outside: Path) -> None:
    """Each of the values goes into a row of its own, so that none hides another."""
    with contextlib.closing(sqlite3.connect(project / DATABASE, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for number, (table, column, way) in enumerate(ROWS):
            ids = [row[0] for row in connection.execute(f"SELECT id FROM {table} ORDER BY id")]
            value = way.format(outside=outside)
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, ids[number % len(ids)]))


def state_of(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(folder.rglob("*"))}
