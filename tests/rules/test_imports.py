"""The direction resources <- models <- studio holds, and heavy libraries are loaded where they are needed only."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

QT = {"PySide6", "qtawesome", "qtpy", "shiboken6"}
TORCH_ROOMS = ("models/networks/", "models/training/", "models/painting/")


def sources(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def breaches(package: str, forbidden: set[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in sources(package)
        for module in imported(path)
        if module.split(".")[0] in forbidden
    ]


def test_the_engine_knows_no_window() -> None:
    assert breaches("models", QT | {"studio"}) == []


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
    code = f"import sys, {module}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_panes_never_import_each_other() -> None:
    panes = ROOT / "studio" / "panes"
    own = {path.stem if path.is_file() else path.name for path in panes.iterdir()} - {"base", "__init__", "__pycache__"}
    found = []
    for path in sorted(panes.rglob("*.py")):
        pane = path.relative_to(panes).parts[0].removesuffix(".py")
        for module in imported(path):
            parts = module.split(".")
            if pane in own and parts[:2] == ["studio", "panes"] and len(parts) > 2 and parts[2] in own - {pane}:
                found.append(f"{path.relative_to(ROOT)} imports {module}")
    assert found == []
