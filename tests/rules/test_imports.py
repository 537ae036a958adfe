"""Imports go one way: between packages, between stages, between rooms, never in a circle; also late or for types alone.

Heavy libraries are loaded where they are needed only.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest

from tests.conftest import ROOT
from tests.rules.sources import circles, graph, imported, sources

QT = {"PySide6", "qtawesome", "qtpy", "shiboken6"}
TORCH_ROOMS = ("models/networks/", "models/training/", "models/painting/")
PLOT_ROOMS = (
    "studio/widgets/plot.py",
    "studio/panes/train/",
    "studio/panes/filters/collection/",
    "studio/panes/filters/bank/",
)
"""Where pyqtgraph may be imported: the plot that all share, and the rooms of panes that plot."""

FOUNDATIONS = (
    *(
        "records",
        "paint_records",
        "network_records",
        "drawing_records",
        "filter_records",
        "network_names",
        "events",
        "errors",
        "params",
        "registry",
        "schema",
    ),
    *("words", "files", "living_files", "file_names", "person_names", "ending", "container", "cv", "images"),
    "score_records",
    "average_records",
)
STAGES = (
    *("photos", "faces", "filters", "recipes", "datasets", "networks"),
    *("training", "painting", "gallery", "project", "workflow"),
)
COMMAND_LINE = ("verbs", "console", "cli", "__main__")
"""`models` from the ground up: nobody imports what stands behind him, but that foundations may lean on each other."""

ROOMS = ("look", "jobs", "widgets", "state", "dialogs", "panes", "window", "run", "__main__", "screenshots")
"""`studio` from the ground up: how things look, how work is done, what panes are built from, what they share, the

dialogs, the panes, the window around them, the process around that."""


def breaches(package: str, forbidden: set[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in sources(package)
        for module in imported(path)
        if module.split(".")[0] in forbidden
    ]


def test_the_engine_knows_no_window() -> None:
    assert breaches("models", QT | {"studio", "pyqtgraph"}) == []


def test_resources_know_nobody() -> None:
    assert breaches("resources", QT | {"studio", "models"}) == []


def test_the_window_never_imports_torch() -> None:
    assert breaches("studio", {"torch"}) == []


def test_torch_stays_in_its_rooms() -> None:
    found = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in sources("models")
        for module in imported(path)
        if module.split(".")[0] == "torch" or module == "safetensors.torch"
    ]
    assert [text for text in found if not text.startswith(TORCH_ROOMS)] == []


def test_opencv_is_imported_in_one_module() -> None:
    found = [text for package in ("models", "studio") for text in breaches(package, {"cv2"})]
    assert [text for text in found if not text.startswith("models/cv.py")] == []


def test_pyqtgraph_stays_where_plots_are() -> None:
    assert [text for text in breaches("studio", {"pyqtgraph"}) if not text.startswith(PLOT_ROOMS)] == []


@pytest.mark.parametrize(
    "module",
    [
        "models.workflow.import_photos",
        "models.workflow.find_faces",
        "models.workflow.filter_files",
        "models.workflow.train_encoder",
        "models.workflow.paint_photos",
        "models.workflow.child",
        "models.training.loop.probe",
        "models.painting.shelf",
        "models.cli",
        "studio.window.main_window",
    ],
)
def test_importing_it_does_not_load_torch(module: str) -> None:
    assert not _loads(module, "torch")


@pytest.mark.parametrize("module", ["studio.window.main_window", "studio.run.app", "studio.panes.photos"])
def test_importing_it_does_not_load_pyqtgraph(module: str) -> None:
    assert not _loads(module, "pyqtgraph")


@pytest.mark.parametrize("library", ["PIL", "pydantic"])
def test_the_window_opens_without_the_libraries_of_pictures_and_files(library: str) -> None:
    assert not _loads("studio.run.app", library)


def _loads(module: str, library: str) -> bool:
    code = f"import sys, {module}; print({library!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip() == "True"


def test_no_imports_go_in_a_circle() -> None:
    assert circles() == []


def test_the_stages_of_the_engine_stand_in_their_order() -> None:
    known = {*FOUNDATIONS, *STAGES, *COMMAND_LINE}
    assert {part_of(module, "models") for module in graph() if module.startswith("models.")} <= known
    assert against("models", [FOUNDATIONS, *((stage,) for stage in STAGES), COMMAND_LINE]) == []


def test_the_rooms_of_the_window_stand_in_their_order() -> None:
    assert {part_of(module, "studio") for module in graph() if module.startswith("studio.")} <= set(ROOMS)
    assert against("studio", [(room,) for room in ROOMS]) == []


def test_what_panes_share_shows_nothing() -> None:
    """The state of a project is told and written in `studio.state`; how it looks is no matter of it."""
    shown = {"look", "widgets"}
    assert [
        f"{module} imports {other}"
        for module, other in crossings("studio")
        if part_of(module, "studio") == "state" and part_of(other, "studio") in shown
    ] == []


def part_of(module: str, package: str) -> str:
    """The stage or room of a module."""
    return module.removeprefix(f"{package}.").split(".")[0]


def crossings(package: str) -> list[tuple[str, str]]:
    """Every import from one part of the package to another."""
    return [
        (module, other)
        for module, others in graph().items()
        for other in sorted(others)
        if module.startswith(f"{package}.") and other.startswith(f"{package}.")
        if part_of(module, package) != part_of(other, package)
    ]


def against(package: str, order: Sequence[Sequence[str]]) -> list[str]:
    """The imports of something that stands behind in the order; what stands together may import each other."""
    place = {part: number for number, parts in enumerate(order) for part in parts}
    return [
        f"{module} imports {other}"
        for module, other in crossings(package)
        if place[part_of(module, package)] < place[part_of(other, package)]
    ]


def test_panes_never_import_each_other() -> None:
    own = {path.name for path in (ROOT / "studio" / "panes").iterdir() if path.is_dir()} - {"__pycache__"}
    found = [
        f"{module} imports {other}"
        for module, others in graph().items()
        for other in others
        if module.startswith("studio.panes.") and other.startswith("studio.panes.")
        if len({module.split(".")[2], other.split(".")[2]} & own) > 1
    ]
    assert found == []
