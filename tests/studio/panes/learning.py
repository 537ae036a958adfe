"""What the tests of Filters and Train share: a session over a project with real faces, and pictures compared."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.project import Project
from models.records import WIDTHS, Box, FaceState, NewFace
from models.training.config import BASE_CHANNELS, SETTINGS
from models.workflow.import_photos import import_photos
from studio.state.preferences import Preferences
from studio.state.session import Session
from studio.state.speed import settings_key


@contextmanager
def open_session(folder: Path, settings: Path):
    session = Session(Preferences(settings))
    for network in product(BASE_CHANNELS, WIDTHS, SETTINGS["generator"].choices):  # as if it had been measured before
        session.preferences.set_text(settings_key(*network), "7.5")
    assert session.open_project(folder)
    try:
        yield session
    finally:
        assert session.close()


def stand_up(pane, qtbot):
    """The pane in a window of its own, with its buttons above it as the top bar has them."""
    window = QWidget()
    qtbot.addWidget(window)
    column, row = QVBoxLayout(window), QHBoxLayout()
    for widget in (*pane.top_middle(), *pane.top_right()):
        row.addWidget(widget)
    column.addLayout(row)
    column.addWidget(pane, 1)
    window.resize(1300, 900)
    window.show()
    pane.activated()
    return window


@contextmanager
def standing(pane, qtbot, ready: Callable[[], bool]):
    """The pane in its window until the block ends, once it is ready."""
    window = stand_up(pane, qtbot)
    qtbot.waitUntil(ready)
    yield pane
    window.close()


def make_project(folder: Path, astronaut, faces: int) -> Path:
    """A project with `faces` different crops of the astronaut, of two people, every box confirmed."""
    pictures = folder / "pictures"
    with Project.create(folder / "project") as project:
        for number in range(faces):
            person = pictures / ("Eileen" if number % 2 else "Nasa")
            person.mkdir(parents=True, exist_ok=True)
            shifted = astronaut[: 480 - number, number : number + 400]
            Image.fromarray(shifted).save(person / f"photo {number:02}.png", compress_level=1)
        list(import_photos(project, [pictures]))
        for photo in project.photos.all():
            project.faces.add(photo.id, [NewFace(Box(120, 40, 180, 240), FaceState.CONFIRMED)])
        return project.folder
