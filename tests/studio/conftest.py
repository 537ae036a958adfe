"""A real window on a real project for the tests of the studio; Qt's own warnings fail a test."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from models.project import Project
from models.records import Box, NewFace
from models.workflow.import_photos import import_photos
from studio.look import theme
from studio.run.app import make_application, open_window
from studio.state.preferences import Preferences
from studio.state.session import Session

HARMLESS = ("propagateSizeHints", "does not support raise", "grabbing the keyboard")


@pytest.fixture(scope="session")
def qapp():
    """The application as the window makes it, dressed once."""
    app = make_application()
    theme.apply(app, "dark")
    return app


@pytest.fixture(scope="session", autouse=True)
def _modules_are_no_garbage():
    """What was imported stays: looking through it after every test again would take a minute of the whole run."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _garbage_of_the_gui_thread():
    """As in the application: no worker thread may happen to free a widget."""
    gc.disable()
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _no_qt_warnings(request: pytest.FixtureRequest):
    log = request.getfixturevalue("qtlog") if "qtbot" in request.fixturenames else None
    yield
    records = [record.message for record in log.records] if log is not None else []
    assert [text for text in records if not any(words in text for words in HARMLESS)] == []


@pytest.fixture
def settings(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "bottega.ini")


@pytest.fixture
def session(qapp, qtbot, settings, tmp_path):
    """A session over a fresh project, without a window."""
    made = Session(settings)
    assert made.open_project(tmp_path / "My project")
    yield made
    assert made.close()


@pytest.fixture(scope="session")
def stocked_folder(tmp_path_factory, astronaut) -> Path:
    """A project of six photos of two people, written once; copy it before use. One face each, one photo with three."""
    from PIL import Image

    root = tmp_path_factory.mktemp("stocked")
    with Project.create(root / "Stocked") as project:
        for number in range(6):
            person = root / "photos" / ("Ada" if number < 4 else "Grace")
            person.mkdir(parents=True, exist_ok=True)
            Image.fromarray(astronaut[:, 8 + number * 8 :]).save(person / f"photo {number}.png")
        list(import_photos(project, [root / "photos"]))
        for number, photo in enumerate(project.photos.all()):
            boxes = [Box(150, 40, 150, 200)] + ([Box(20, 300, 60, 80), Box(380, 300, 60, 80)] if number == 0 else [])
            weights = [5.0 - 2 * place for place in range(len(boxes))]
            source = "haar:frontalface_default"
            faces = [NewFace(box, source=source, weight=one) for box, one in zip(boxes, weights, strict=True)]
            project.faces.replace_suggestions(photo.id, faces)
    return root / "Stocked"


@pytest.fixture
def stocked(stocked_folder: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(stocked_folder, tmp_path / "Stocked"))


@pytest.fixture
def make_window(qapp, qtbot, settings):
    """make_window(folder) -> a shown MainWindow, closed in order after the test."""
    opened = []

    def make(folder: Path, size: tuple[int, int] = (1400, 900)):
        window = open_window(folder, settings)
        window.resize(*size)
        window.show()
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: hasattr(window, "_menu"))
        opened.append(window)
        return window

    yield make
    for window in opened:
        window.close()
        assert window.session.close()
        window.deleteLater()


@pytest.fixture
def window(make_window, stocked):
    return make_window(stocked)
