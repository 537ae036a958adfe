"""A damaged or foreign database is one sentence, never a traceback; nothing is written before it is known whole."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from models.cli import main
from models.errors import ProjectError
from models.project import Project
from models.project.project import DATABASE
from models.recipes import RECIPES
from models.records import Box, NewFace, PaintingRecipe, PaintOptions
from models.training.config import TrainConfig
from tests.project.damaging import PAGE, damage_page
from tests.project.rows import new_photo


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project with rows in every table."""
    folder = tmp_path_factory.mktemp("filled") / "Filled"
    with Project.create(folder) as project:
        photos = project.photos.add(
            [new_photo(f"photo {number}.jpg", person=f"P{number % 7}") for number in range(120)]
        )
        for photo in photos:
            project.faces.add(photo.id, [NewFace(Box(1, 2, 30, 40), eyes=((3.5, 4.5),), weight=2.5)] * 3)
        project.recipes.add(RECIPES.get("contours"))
        project.queue.add(RECIPES.get("colourise"), TrainConfig())
        project.runs.add("Colourise", RECIPES.get("colourise"), TrainConfig())
        recipe = PaintingRecipe("a" * 64, "Colour", "b" * 64, "anna.jpg", PaintOptions())
        for number in range(20):
            project.paintings.add(project.gallery_folder / f"{number}.png", recipe, 10, 10, "Anna")
        project.albums.create("Summer", range(1, 10))
    return folder


def _survive(filled: Path, folder: Path, seeds: range, capsys: pytest.CaptureFixture[str], photo: Path) -> None:
    for seed in seeds:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(filled, folder)
        damage_page(folder / DATABASE, random.Random(seed))
        for verb in (["info", str(folder)], ["check", str(folder)], ["import", str(folder), str(photo)]):
            assert main([*verb, "--json"]) in (0, 1)
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err


def test_a_damaged_page_is_a_sentence(filled, tmp_path, capsys, astronaut_file):
    _survive(filled, tmp_path / "Damaged", range(25), capsys, astronaut_file)


@pytest.mark.slow
def test_five_hundred_damaged_pages_are_sentences(filled, tmp_path, capsys, astronaut_file):
    _survive(filled, tmp_path / "Damaged", range(100, 600), capsys, astronaut_file)


def test_nothing_is_written_into_a_damaged_project(filled, tmp_path):
    folder = Path(shutil.copytree(filled, tmp_path / "Damaged"))
    path = folder / DATABASE
    path.write_bytes(path.read_bytes()[: 3 * PAGE])
    stale = folder / "gallery" / ".bottega-0123456789abcdef"
    stale.write_bytes(b"half a painting")
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="damaged"):
        Project.open(folder)
    assert path.read_bytes() == before
    assert stale.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER steal AFTER INSERT ON photos BEGIN DELETE FROM faces; END",
        "CREATE VIEW everyone AS SELECT * FROM people",
        "CREATE TABLE more (id INTEGER)",
        "DROP TABLE paintings",
    ],
)
def test_a_database_that_declares_other_things_is_refused(filled, tmp_path, statement):
    folder = Path(shutil.copytree(filled, tmp_path / "Foreign"))
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute(statement)
    connection.commit()
    connection.close()
    with pytest.raises(ProjectError, match="no project of Bottega"):
        Project.open(folder)


LINKS = (
    *("bottega.sqlite3", "bottega.sqlite3-wal", "bottega.sqlite3-shm", "bottega.sqlite3-journal"),
    *("gallery", "gallery/1.png", "thumbnails/ab", "thumbnails/ab/abcd.jpg", "crops", "snapshots/x.sqlite3", "bin"),
    *("runs/colourise", "runs/colourise/checkpoints", "runs/colourise/samples/step-00000001.png"),
    *("runs/colourise/history.jsonl", "encoders", "encoders/mine.bottega"),
)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("place", LINKS)
def test_a_link_out_of_the_project_is_refused(filled, tmp_path, place):
    folder = Path(shutil.copytree(filled, tmp_path / "Linked"))
    outside = tmp_path / "outside"
    outside.mkdir()
    target = Path(shutil.copy(folder / DATABASE, outside)) if place == DATABASE else outside
    path, before = folder / place, sorted(outside.iterdir())
    if path.is_dir():
        shutil.rmtree(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target, target_is_directory=target.is_dir())
    for _ in range(2):
        with pytest.raises(ProjectError, match="link that leads out"):
            Project.open(folder)
        (folder / DATABASE).chmod(0o444)  # to be looked at only, for all but root
    assert sorted(outside.iterdir()) == before
