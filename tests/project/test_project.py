"""A project keeps what it was told, lets one program in at a time, and refuses what it can't read."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from models.errors import ProjectError, ProjectLockedError, ProjectTooNewError
from models.project import Project
from models.project.project import DATABASE
from models.recipes import RECIPES
from models.records import Box, FaceState, NewFace, RunState
from models.training.config import TrainConfig
from tests.project.rows import new_photo


def test_what_was_added_is_there_after_opening_again(tmp_path: Path) -> None:
    with Project.create(tmp_path / "Família") as project:
        (photo,) = project.photos.add([new_photo("a.jpg", person="Nonna")])
        (face,) = project.faces.add(photo.id, [NewFace(Box(1, 2, 30, 40), eyes=((3.5, 4.5),), weight=2.5)])
    with Project.open(tmp_path / "Família") as project:
        assert project.photos.all() == [photo]
        assert project.faces.of_photo(photo.id) == [face]
        assert face.person == "Nonna"


def test_the_same_content_is_kept_once(project: Project) -> None:
    project.photos.add([new_photo("a.jpg"), new_photo("copy of a.jpg", sha256=new_photo("a.jpg").sha256)])
    assert [photo.path.name for photo in project.photos.all()] == ["a.jpg"]


def test_a_project_opened_twice_is_refused_in_words(project: Project) -> None:
    with pytest.raises(ProjectLockedError, match="open in another Bottega"):
        Project.open(project.folder)


def test_the_lock_goes_with_a_killed_program(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    code = f"from models.project import Project; p = Project.create(__import__('pathlib').Path({str(folder)!r}))"
    child = subprocess.Popen(
        [sys.executable, "-c", f"{code}\nprint('open', flush=True)\nimport signal; signal.pause()"],
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == b"open"
    with pytest.raises(ProjectLockedError):
        Project.open(folder)
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    Project.open(folder).close()


def test_a_folder_with_other_files_is_never_taken_over(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(ProjectError, match="a folder of its own"):
        Project.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_damaged_database_is_refused_by_name_and_left_as_it_is(tmp_path: Path) -> None:
    Project.create(tmp_path / "p").close()
    database = tmp_path / "p" / DATABASE
    database.write_bytes(b"not a database at all" * 400)
    before = database.read_bytes()
    with pytest.raises(ProjectError, match=r"bottega\.sqlite3"):
        Project.open(tmp_path / "p")
    assert database.read_bytes() == before


def test_a_project_of_the_future_is_refused(tmp_path: Path) -> None:
    Project.create(tmp_path / "p").close()
    connection = sqlite3.connect(tmp_path / "p" / DATABASE)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ProjectTooNewError, match="newer Bottega"):
        Project.open(tmp_path / "p")


def test_a_failed_edit_leaves_nothing_behind(project: Project) -> None:
    (photo,) = project.photos.add([new_photo("a.jpg")])

    def break_off() -> None:
        with project.edit("Break"):
            project.photos.set_left_out([photo.id], True)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert not project.photos.get(photo.id).left_out
    assert project.undo_label is None


def test_threads_read_while_one_writes(project: Project) -> None:
    (photo,) = project.photos.add([new_photo("a.jpg")])
    seen: list[int] = []

    def read() -> None:
        seen.extend(project.photos.count() for _ in range(50))

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(30):
        project.faces.add(photo.id, [NewFace(Box(number, 0, 3, 4))])
    for thread in threads:
        thread.join()
    assert set(seen) == {1}
    assert len(project.faces.of_photo(photo.id)) == 30


def test_new_suggestions_never_touch_what_the_person_decided(project: Project) -> None:
    (photo,) = project.photos.add([new_photo("a.jpg")])
    faces = project.faces.add(photo.id, [NewFace(Box(10 * i, 0, 3, 4), source="haar:x") for i in range(4)])
    project.faces.set_state([faces[0].id], FaceState.CONFIRMED)
    project.faces.set_state([faces[1].id], FaceState.REJECTED)
    project.faces.move(faces[2].id, Box(20, 5, 6, 8))
    kept = project.faces.of_photo(photo.id)[:3]
    project.faces.replace_suggestions(photo.id, [NewFace(Box(50, 50, 3, 4), source="haar:x")])
    now = project.faces.of_photo(photo.id)
    assert now[:3] == kept
    assert [face.box.x for face in now[3:]] == [50]


def test_a_run_interrupted_by_a_crash_is_found_paused(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p") as project:
        run = project.runs.add("Colourise", RECIPES.get("colourise"), TrainConfig(epochs=3, batches=7, seed=5))
        project.runs.update(run.id, state=RunState.RUNNING, step=9, psnr=22.5)
    with Project.open(tmp_path / "p") as project:
        again = project.runs.get(run.id)
        assert (again.state, again.step, again.steps, again.psnr) == (RunState.PAUSED, 9, 21, 22.5)
        assert again.recipe == RECIPES.get("colourise")
        assert project.runs.config(run.id).seed == 5
        assert again.folder.is_dir()


LONG_QUERY = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT i FROM n"


def test_closing_waits_for_those_who_read_and_refuses_those_who_come_later(tmp_path: Path) -> None:
    for number in range(4):
        project = Project.create(tmp_path / str(number))
        started, refused = threading.Barrier(4), []

        def read(project: Project = project, started: threading.Barrier = started, refused: list = refused) -> None:
            project.database.rows(LONG_QUERY)
            started.wait()
            try:
                while True:
                    project.database.rows(LONG_QUERY)
            except ProjectError as error:
                refused.append(str(error))

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        started.wait()
        project.close()
        for reader in readers:
            reader.join()
        assert len(refused) == 3
        assert all("closed" in text for text in refused)
