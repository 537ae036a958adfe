"""A project that may not be written opens to look and paint from, and says so; a share without locks is named."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.cli import main
from models.errors import ProjectError, ProjectLockedError
from models.events import Event
from models.photos.thumbnails import ensure_photo_thumbnail
from models.project import Project, lock
from models.project.project import DATABASE
from models.project.read_only import READ_ONLY
from models.records import CutFrom, PaintOptions
from models.workflow.gather_crops import measure_crops
from models.workflow.import_photos import import_photos
from models.workflow.paint_photos import paint_into_gallery
from tests.conftest import ROOT
from tests.project.rows import new_photo
from tests.read_only import kept_from_writing

BEFORE_PAGES = (
    *(f"ALTER TABLE photos DROP COLUMN {column}" for column in ("page", "turn", "proposed")),
    "DROP TABLE album_paintings",
    "DROP TABLE albums",
    "DROP TABLE encoders",
    "PRAGMA user_version = 5",
)


@pytest.fixture
def filled(tmp_path: Path, astronaut_file: Path) -> Path:
    with Project.create(tmp_path / "Filled") as project:
        list(import_photos(project, [astronaut_file]))
    return tmp_path / "Filled"


def test_it_opens_and_every_write_is_one_sentence(filled: Path) -> None:
    with kept_from_writing(filled), Project.open(filled) as project:
        assert project.read_only
        assert [photo.person for photo in project.photos.all()] == ["Eileen"]
        assert project.problems() == []
        for write in (
            lambda: project.photos.add([new_photo("b.jpg")]),
            lambda: project.photos.set_left_out([1], True),
            lambda: list(import_photos(project, [filled])),
            project.undo,
        ):
            with pytest.raises(ProjectError, match=r"read-only.*Copy its folder"):
                write()


def test_painting_into_its_gallery_is_refused_before_anything_is_painted(filled: Path) -> None:
    def paint(*_: object) -> Iterator[Event]:
        raise AssertionError("it was painted")

    with kept_from_writing(filled), Project.open(filled) as project, pytest.raises(ProjectError, match="read-only"):
        list(paint_into_gallery(project, filled / "any.bottega", [1], PaintOptions(), paint))


def test_thumbnails_that_are_lost_are_made_in_the_persons_own_cache(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.rmtree(filled / "thumbnails")
    with kept_from_writing(filled), Project.open(filled) as project:
        (photo,) = project.photos.all()
        made = ensure_photo_thumbnail(project.thumbnails_folder, photo)
        assert made.is_relative_to(tmp_path / "cache")
        assert ensure_photo_thumbnail(project.thumbnails_folder, photo) == made
        list(measure_crops(project, CutFrom.WHOLE))
        assert not (filled / "crops").exists()


def test_nothing_of_it_is_left_behind(filled: Path) -> None:
    before = set(Path(tempfile.gettempdir()).glob("bottega-*"))
    with kept_from_writing(filled):
        Project.open(filled).close()
    assert set(Path(tempfile.gettempdir()).glob("bottega-*")) == before


def test_a_read_only_file_in_a_folder_that_may_be_written_is_enough(filled: Path) -> None:
    with kept_from_writing(filled / "gallery"), Project.open(filled) as project:
        assert not project.read_only
    if os.geteuid() != 0:
        (filled / DATABASE).chmod(0o444)
        with Project.open(filled) as project:
            assert project.read_only


def test_what_a_killed_program_left_in_the_log_is_seen(filled: Path) -> None:
    words = (
        "import os, sys; from pathlib import Path; from models.project import Project;"
        "from tests.project.rows import new_photo;"
        "project = Project.open(Path(sys.argv[1])); project.photos.add([new_photo('late.jpg')]); os._exit(9)"
    )
    killed = subprocess.run([sys.executable, "-c", words, str(filled)], cwd=ROOT, check=False)
    assert killed.returncode == 9
    assert (filled / f"{DATABASE}-wal").stat().st_size > 0
    (filled / f"{DATABASE}-shm").unlink()
    with kept_from_writing(filled), Project.open(filled) as project:
        assert project.photos.count() == 2


def test_an_older_format_is_read_too(filled: Path) -> None:
    connection = sqlite3.connect(filled / DATABASE)
    for statement in BEFORE_PAGES:
        connection.execute(statement)
    connection.close()
    with kept_from_writing(filled), Project.open(filled) as project:
        assert project.photos.all()[0].page == 0


def test_a_damaged_one_is_named_by_its_own_folder(filled: Path) -> None:
    (filled / DATABASE).write_bytes(b"no database at all, but long enough to be looked at" * 40)
    with kept_from_writing(filled), pytest.raises(ProjectError, match="damaged") as caught:
        Project.open(filled)
    assert caught.value.path == filled


def test_the_command_line_looks_and_says_so(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with kept_from_writing(filled):
        for verb in (["info", str(filled)], ["check", str(filled)], ["export", str(filled), "-o", str(tmp_path / "e")]):
            assert main(verb) == 0
            assert capsys.readouterr().out.count(READ_ONLY) == 1
        for verb in (["import", str(filled), str(tmp_path / "Eileen")], ["faces", str(filled)], ["queue", str(filled)]):
            assert main(verb) == 1
            assert "this project is read-only" in capsys.readouterr().err
        assert main(["check", str(filled), "--restore"]) == 1
        assert "read-only" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs another user to be")
def test_another_persons_project_opens_to_look() -> None:
    with tempfile.TemporaryDirectory() as root:
        Path(root).chmod(0o755)
        folder = Path(root) / "Theirs"
        with Project.create(folder) as project:
            project.photos.add([new_photo("a.jpg")])
        command = ["setpriv", "--reuid=65534", "--clear-groups", sys.executable, "-m", "models", "info", str(folder)]
        environment = os.environ | {"HOME": root, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert READ_ONLY in done.stdout
        (folder / DATABASE).chmod(0o600)
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "there is no right to read" in done.stderr
        folder.chmod(0o700)
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_share_without_locks_is_said_as_that(filled: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(lock, "_lock", refuse)
    with pytest.raises(ProjectError, match="can't be locked") as caught:
        Project.open(filled)
    assert not isinstance(caught.value, ProjectLockedError)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_lock_that_is_a_link_makes_no_file_elsewhere(filled: Path, tmp_path: Path) -> None:
    (filled / "bottega.lock").unlink()
    (filled / "bottega.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ProjectError, match="can't be locked"):
        Project.open(filled)
    assert not (tmp_path / "elsewhere").exists()


def test_a_copy_made_while_somebody_writes_is_whole(filled: Path, tmp_path: Path) -> None:
    from models.project.read_only import copy_database

    with Project.open(filled) as project:
        project.photos.add([new_photo("late.jpg")])
        (tmp_path / "copy").mkdir()
        copy = copy_database(filled / DATABASE, tmp_path / "copy")
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT count(*) FROM photos").fetchone()[0] == 2
    connection.close()
    shutil.rmtree(tmp_path / "copy")


def test_where_no_project_can_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "file").touch()
    with kept_from_writing(tmp_path / "locked"), pytest.raises(ProjectError, match="no project can be made here"):
        Project.open_or_create(tmp_path / "locked" / "new")
    for name in ("file/new", "x" * 300):
        with pytest.raises(ProjectError):
            Project.open_or_create(tmp_path / name)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_leads_nowhere_is_no_place_for_a_project(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    with pytest.raises(ProjectError, match="a link that leads nowhere"):
        Project.open_or_create(tmp_path / "link")
