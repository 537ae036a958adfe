"""What every test shares: real pictures, a fresh project, and the watch over leaked threads, windows and warnings."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["OMP_NUM_THREADS"] = "1"  # the threads of a step would wait for each other while other tests run beside

import pytest
from hypothesis import HealthCheck, settings

from models.project import Project

settings.register_profile(
    "bottega", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("bottega")

PATIENCE = 180_000
"""Milliseconds a test of the window waits for anything."""

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"


LONGEST = ("training/", "flow/", "workflow/", "studio/")
"""Where the dear files lie: shared out first, so that no process is left alone with one of them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.removeprefix("tests/").startswith(LONGEST))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real pictures that lies beside the project on some machines."""
    if not SHARED.is_dir():
        pytest.skip("the real pictures (../shared/data) are not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def portraits(shared_data: Path) -> list[Path]:
    return sorted((shared_data / "portraits").glob("*.jpg"))


@pytest.fixture(scope="session")
def solvay(shared_data: Path) -> Path:
    return shared_data / "groups" / "solvay_1927.png"


@pytest.fixture(scope="session")
def astronaut():
    """A real photo that scikit-image carries: RGB uint8, (512, 512, 3), one face."""
    from skimage import data

    return data.astronaut()


@pytest.fixture(scope="session")
def _astronaut_on_disk(astronaut, tmp_path_factory) -> Path:
    from PIL import Image

    path = tmp_path_factory.mktemp("astronaut") / "astronaut.png"
    Image.fromarray(astronaut).save(path)
    return path


@pytest.fixture
def astronaut_file(_astronaut_on_disk: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "Eileen"
    folder.mkdir()
    return Path(shutil.copy(_astronaut_on_disk, folder / "astronaut.png"))


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "My project") as opened:
        yield opened


@pytest.fixture
def qtbot(qapp, request):
    """Waits as long as a very busy computer may need: it costs nothing where what is waited for comes."""
    from pytestqt.qtbot import QtBot

    class PatientBot(QtBot):
        def waitUntil(self, callback, *, timeout=PATIENCE):
            super().waitUntil(callback, timeout=timeout)

        def waitSignal(self, signal, *, timeout=PATIENCE, **options):
            return super().waitSignal(signal, timeout=timeout, **options)

    return PatientBot(request)


@pytest.fixture(autouse=True)
def _no_leaked_threads():
    """A test that leaves a thread of ours running would stop the window from closing."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        if thread.daemon or thread.name.startswith(("pytest_timeout", "Dummy")):
            continue
        thread.join(timeout=2)
        assert not thread.is_alive(), f"{thread.name} is still running"


@pytest.fixture(autouse=True)
def _whole_numbers():
    """A training makes its process take the very smallest numbers for zero; hypothesis refuses to work like that."""
    _keep_smallest_numbers()  # a fixture of many tests may have begun a training
    yield
    _keep_smallest_numbers()


def _keep_smallest_numbers() -> None:
    if "torch" in sys.modules:
        sys.modules["torch"].set_flush_denormal(False)


@pytest.fixture(autouse=True)
def _no_leaked_windows(request: pytest.FixtureRequest):
    yield
    if "qtbot" not in request.fixturenames:
        return
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    if isinstance(application, QApplication):
        open_windows = [widget for widget in application.topLevelWidgets() if widget.isVisible()]
        assert not open_windows, f"left open: {open_windows}"
