"""The floor plan: every thing in its room, rooms few, files and classes small, each opening with what it does."""

from __future__ import annotations

import ast
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from models.params import check_values
from tests.conftest import ROOT
from tests.rules.sources import graph, name_of, sources, tree_of

LONGEST_FILE = 380
NINE_OF_TEN = 220
"""Lines that nine files of ten stay under."""
LONGEST_FUNCTION = 50
MEDIAN_FUNCTION = 6
LONG_ON_PURPOSE = {"models.training.loop.trainer.train"}
"""The training loop reads from top to bottom, under sentences."""
MOST_METHODS = 30
MOST_ROOMS, MOST_LOOSE_FILES, MOST_WIDGETS = 10, 3, 36
TOP_LEVEL = {"studio", "resources", "models", "tests", "packaging", "pyproject.toml", "README.md"} | {
    "LICENSE",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    ".gitignore",
    ".ci",
    ".git",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions() -> Iterator[tuple[str, Function]]:
    """Every function and method with its module and name."""
    for path in sources():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, Function):
                yield f"{name_of(path)}.{node.name}", node


def length(node: ast.AST) -> int:
    """Lines from the `def` (not its decorators) to the end."""
    return node.end_lineno - node.lineno + 1


# size


def test_no_file_is_long_and_most_are_short() -> None:
    sizes = {str(path.relative_to(ROOT)): lines_of(path) for path in sources()}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}
    assert quantiles(sizes.values(), n=10)[-1] <= NINE_OF_TEN


def test_functions_are_short() -> None:
    sizes = [(name, length(node)) for name, node in functions()]
    assert {name for name, size in sizes if size > LONGEST_FUNCTION} <= LONG_ON_PURPOSE
    assert median(size for _, size in sizes) <= MEDIAN_FUNCTION


def test_no_class_does_everything() -> None:
    found = {
        f"{name_of(path)}.{node.name}": methods
        for path in sources()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
        if (methods := sum(isinstance(one, Function) for one in node.body)) > MOST_METHODS
    }
    assert found == {}


def test_every_function_says_what_it_returns() -> None:
    assert [name for name, node in functions() if node.returns is None] == []


def test_every_module_says_what_it_does() -> None:
    paths = [path for path in sources() if ast.get_docstring(tree_of(path)) is None]
    assert [str(path.relative_to(ROOT)) for path in paths] == []


def test_the_main_window_is_a_list_of_panes_and_menus() -> None:
    assert lines_of(ROOT / "studio" / "window" / "main_window.py") < 250


# rooms


def test_the_window_has_few_rooms_and_hardly_a_loose_file() -> None:
    top = ROOT / "studio"
    rooms = [path for path in top.iterdir() if path.is_dir() and any(path.glob("*.py"))]
    assert len(rooms) <= MOST_ROOMS
    assert len(list(top.glob("*.py"))) <= MOST_LOOSE_FILES


def test_a_widget_is_there_for_several() -> None:
    """A thing lives with its only user: what a single pane uses lies in that pane."""
    assert len(list((ROOT / "studio" / "widgets").glob("*.py"))) <= MOST_WIDGETS
    widgets = [name for name in graph() if name.startswith("studio.widgets.")]
    assert {widget: users for widget in widgets if len(users := users_of(widget)) < 2} == {}


def users_of(widget: str) -> set[str]:
    """The panes and rooms that use a widget, or use another widget that does."""
    users, ahead, seen = set(), [widget], {widget}
    while ahead:
        one = ahead.pop()
        for module in (module for module, others in graph().items() if one in others and module not in seen):
            seen.add(module)
            parts = module.split(".")
            if parts[1] == "widgets":
                ahead.append(module)
            else:
                users.add(".".join(parts[1:3] if parts[1] == "panes" else parts[1:2]))
    return users


def test_nothing_unknown_lies_at_the_top() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert {line.split("/")[0] for line in listed.splitlines()} <= TOP_LEVEL


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


# tests


def test_every_test_folder_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_tests_lie_where_their_subjects_do() -> None:
    """`tests` mirrors the tree: each of its folders is one of models or of the repository, or named here with why."""
    others = {
        "rules",  # this
        "flow",  # starts the real program
        "benchmarks",  # measure, and assert nothing
    }
    found = {
        str(path.parent.relative_to(ROOT / "tests"))
        for path in (ROOT / "tests").rglob("*.py")
        if path.parent != ROOT / "tests"
    }
    there = {name for name in found if (ROOT / name).is_dir() or (ROOT / "models" / name).is_dir()}
    assert found - there - others == set()


def test_no_two_tests_of_a_folder_have_one_name() -> None:
    for path in (ROOT / "tests").rglob("test_*.py"):
        names = Counter(node.name for node in tree_of(path).body if isinstance(node, Function))
        assert [name for name, times in names.items() if times > 1] == [], path
