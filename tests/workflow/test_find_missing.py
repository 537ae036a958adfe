"""Moved originals are found by their content, whatever they are called now."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from models.events import Changed, Finished
from models.project import Project
from models.workflow.find_missing import find_missing
from models.workflow.import_photos import import_photos


@pytest.fixture
def moved(project: Project, tmp_path: Path, astronaut):
    """Five photos imported, then moved to other folders under other names."""
    from PIL import Image

    first = tmp_path / "Ada"
    first.mkdir()
    for number in range(5):
        Image.fromarray(astronaut[:64, number : number + 64]).save(first / f"{number}.bmp")  # all of one size
    list(import_photos(project, [first]))
    attic = tmp_path / "attic"
    (attic / "deep" / "er").mkdir(parents=True)
    for number, path in enumerate(sorted(first.iterdir())):
        shutil.move(path, attic / ("deep/er" if number % 2 else "") / f"scan{number}.dat")
    return attic


def _run(project: Project, folder: Path):
    events = list(find_missing(project, folder))
    assert isinstance(events[-1], Finished)
    return events[-1], [event for event in events if isinstance(event, Changed)]


def test_all_are_found_below_the_folder_in_one_edit(project: Project, moved: Path) -> None:
    finished, changes = _run(project, moved)
    assert finished.summary == "5 of 5 found again"
    assert sorted(changes[0].photos) == sorted(photo.id for photo in project.photos.all())
    assert all(photo.path.exists() and moved in photo.path.parents for photo in project.photos.all())
    project.undo()
    assert not any(photo.path.exists() for photo in project.photos.all())


def test_only_content_decides(project: Project, moved: Path) -> None:
    files = sorted(path for path in moved.rglob("*") if path.is_file())
    data = bytearray(files[0].read_bytes())
    data[-1] ^= 1
    files[0].write_bytes(data)
    finished, _ = _run(project, moved)
    assert (finished.summary, finished.done, finished.failed) == ("4 of 5 found again", 4, 1)


def test_nothing_found_changes_nothing(project: Project, moved: Path, tmp_path: Path) -> None:
    before = project.photos.all()
    (tmp_path / "empty").mkdir()
    finished, changes = _run(project, tmp_path / "empty")
    assert finished.summary == "0 of 5 found again"
    assert changes == []
    assert project.photos.all() == before
    assert project.undo_label == "5 photos added"


def test_stopping_in_the_middle_changes_nothing(project: Project, moved: Path) -> None:
    before = project.photos.all()
    events = find_missing(project, moved)
    next(events)
    events.close()
    assert project.photos.all() == before
