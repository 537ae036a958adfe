"""Snapshots: one a day of work and before every migration, ten kept, and put back in one step."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from models.cli import main
from models.errors import ProjectError, ProjectLockedError
from models.project import Project
from models.project.project import DATABASE
from models.project.snapshots import KEPT, find_snapshot, list_snapshots
from tests.project.rows import new_photo


def test_a_day_of_work_leaves_one_snapshot(tmp_path: Path) -> None:
    for number in range(3):
        with Project.open_or_create(tmp_path / "p") as project:
            project.photos.add([new_photo(f"{number}.jpg")])
    (snapshot,) = list_snapshots(tmp_path / "p" / "snapshots")
    assert snapshot.day == date.today()


def test_looking_leaves_none(tmp_path: Path) -> None:
    Project.create(tmp_path / "p").close()
    before = list_snapshots(tmp_path / "p" / "snapshots")
    with Project.open(tmp_path / "p") as project:
        project.photos.all()
    assert list_snapshots(tmp_path / "p" / "snapshots") == before


def test_ten_are_kept_and_a_day_is_found_by_its_name(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p") as project:
        project.photos.add([new_photo("a.jpg")])
        project.snapshots_folder.mkdir(exist_ok=True)
        for back in range(1, 15):
            (project.snapshots_folder / f"{date.today() - timedelta(days=back)}.sqlite3").write_bytes(b"")
    kept = list_snapshots(tmp_path / "p" / "snapshots")
    assert [one.day for one in kept] == [date.today() - timedelta(days=back) for back in range(KEPT)]
    yesterday = date.today() - timedelta(days=1)
    assert find_snapshot(tmp_path / "p" / "snapshots", f"{yesterday:%A}").day == yesterday
    with pytest.raises(ProjectError, match="no snapshot"):
        find_snapshot(tmp_path / "p" / "snapshots", "1999-01-01")


def test_a_snapshot_comes_back_and_what_stood_there_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    with Project.create(folder) as project:
        (photo,) = project.photos.add([new_photo("a.jpg")])
    with Project.open(folder), pytest.raises(ProjectLockedError):
        Project.restore(folder)
    (folder / DATABASE).write_bytes(b"SQLite format 3\x00" + bytes(4000))
    with pytest.raises(ProjectError, match="snapshots"):
        Project.open(folder)
    Project.restore(folder)
    with Project.open(folder) as project:
        assert project.photos.all() == [photo]
    assert list(folder.glob(f"{DATABASE} until *"))


def test_the_command_line_puts_a_snapshot_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Project.create(tmp_path / "p") as project:
        project.photos.add([new_photo("a.jpg")])
    (tmp_path / "p" / DATABASE).write_bytes(b"no database at all, but long enough to be looked at" * 40)
    assert main(["check", str(tmp_path / "p")]) == 1
    assert main(["check", str(tmp_path / "p"), "--restore"]) == 0
    assert f"{date.today():%A}" in capsys.readouterr().out
    with Project.open(tmp_path / "p") as project:
        assert project.photos.count() == 1
