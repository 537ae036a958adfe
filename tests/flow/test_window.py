"""The main path through the real main(), with mouse and keys: photos, review, training, painting, gallery."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication

from models.project import Project
from models.records import FaceState, RunState
from studio.__main__ import main
from tests.flow.driver import Condition, Person

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    yield
    QApplication.clipboard().clear()  # it must not hold an object of Python's when the process ends


def paste(person: Person, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    QApplication.clipboard().setMimeData(data)
    person.press(Qt.Key.Key_V, CTRL)


def run(script, folder: Path, qapp) -> None:
    person = Person(script)
    assert main([str(folder)]) == 0
    if person.error is not None:
        raise person.error
    assert person.strays == []


def test_from_a_pasted_photo_to_a_painting_in_the_gallery(qapp, qtbot, astronaut_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "My faces"

    def script(person: Person) -> Generator[Condition]:
        project = person.window.session.project

        paste(person, astronaut_file)
        yield lambda: project.photos.count() == 1 and project.faces.to_review() > 0
        yield lambda: not person.window.session.runner.jobs

        # Review: accept the chosen box, reject the others, take one rejection back and do it again.
        person.go(2)
        yield lambda: person.window.current_name == "faces" and person.window.current_pane.review.face is not None
        before = project.faces.to_review()
        person.press(Qt.Key.Key_A)
        yield lambda: project.faces.to_review() == before - 1
        person.press(Qt.Key.Key_Z, CTRL)
        yield lambda: project.faces.to_review() == before
        person.press(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
        yield lambda: project.faces.counts()[FaceState.CONFIRMED] == 1

        # Filters stand on the crop; a training starts, learns, and is kept.
        person.go(3)
        yield lambda: person.offers("Train from this")
        person.go(4)
        yield lambda: person.offers("Sketch")
        person.click("Sketch")
        yield lambda: person.offers("Start")
        person.click("Start")
        yield lambda: any(run.state is RunState.RUNNING for run in project.runs.all())
        yield lambda: "pictures/s" in person.window.current_pane.speed.text() and person.offers("Stop and keep")
        person.click("Stop and keep")
        yield lambda: bool(list(project.encoders_folder.glob("*.bottega")))
        yield lambda: not person.window.session.runner.jobs

        # Paint with it; the painting is in the gallery.
        person.go(5)
        yield lambda: person.offers("Paint")
        person.click("Paint")
        yield lambda: project.paintings.count() == 1
        yield lambda: not person.window.session.runner.jobs
        person.go(6)
        yield lambda: person.window.current_name == "gallery" and person.offers("Export")

    run(script, folder, qapp)
    with Project.open(folder) as project:
        (painting,) = project.paintings.all()
        assert painting.path.is_file()
        assert painting.recipe.source_sha256 == project.photos.all()[0].sha256


def test_closing_the_window_while_it_trains_pauses_the_run(qapp, qtbot, astronaut_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "My faces"

    def script(person: Person) -> Generator[Condition]:
        project = person.window.session.project
        paste(person, astronaut_file)
        yield lambda: project.faces.to_review() > 0
        yield lambda: not person.window.session.runner.jobs
        person.go(4)
        yield lambda: person.offers("Sketch")
        person.click("Sketch")
        yield lambda: person.offers("Start")
        person.go(1)
        person.go(4)  # the keys of a pane answer wherever the focus was left
        person.press(Qt.Key.Key_Return, CTRL)
        yield lambda: "pictures/s" in person.window.current_pane.speed.text()

    run(script, folder, qapp)
    with Project.open(folder) as project:
        (paused,) = project.runs.all()
        assert paused.state is RunState.PAUSED
        assert paused.step > 0, "what was learned until the window closed is kept"
