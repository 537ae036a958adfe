"""Files stay short, open with what they do, and every package can be tested where it stands."""

from __future__ import annotations

import ast
from pathlib import Path

from models.params import check_values
from tests.conftest import ROOT

PACKAGES = ("resources", "models", "studio", "packaging")
LONGEST = 400
TOP_LEVEL = {"studio", "resources", "models", "tests", "packaging", "pyproject.toml", "README.md"} | {
    "LICENSE",
    "CONTRIBUTING.md",
    ".gitignore",
    ".ci",
    ".git",
}


def sources() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def test_no_file_is_over_400_lines() -> None:
    long = {str(path.relative_to(ROOT)): n for path in sources() if (n := len(path.read_text().splitlines())) > LONGEST}
    assert long == {}


def test_every_module_says_what_it_does() -> None:
    paths = [path for path in sources() if ast.get_docstring(ast.parse(path.read_text())) is None]
    assert [str(path.relative_to(ROOT)) for path in paths] == []


def test_every_test_folder_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_main_window_is_a_list_of_panes_and_menus() -> None:
    assert len((ROOT / "studio" / "window" / "main_window.py").read_text().splitlines()) < 250


def test_every_registered_filter_lies_in_a_file_of_its_name() -> None:
    from models.filters import FILTERS

    assert [name for name in FILTERS.names() if not (ROOT / "models" / "filters" / f"{name}.py").is_file()] == []


def test_every_registered_network_lies_in_a_file_of_its_name() -> None:
    from models.networks import DISCRIMINATORS, GENERATORS

    names = (*GENERATORS.names(), *DISCRIMINATORS.names())
    assert [name for name in names if not (ROOT / "models" / "networks" / f"{name}.py").is_file()] == []


def test_every_declared_parameter_accepts_its_own_default() -> None:
    from models.faces.haar import PARAMS
    from models.filters import FILTERS

    for params in (PARAMS, *(item.params for item in FILTERS)):
        assert check_values(params, {}) == {param.name: param.default for param in params}


def test_nothing_unknown_lies_at_the_top() -> None:
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert {line.split("/")[0] for line in listed.splitlines()} <= TOP_LEVEL
