"""The one command in a copy of its own: what it hands over, when it installs, and what it says when it can't."""

from __future__ import annotations

import ast
import os
import re
import runpy
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "packaging"
ECHO = '#!/bin/sh\necho "got: $*"\n'

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in for .venv's Python is a shell script")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with start.py and the pinned set, nothing installed."""
    folder = tmp_path / "a clone"
    shutil.copytree(SOURCES, folder / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture
def installed(copy: Path) -> Path:
    """The same as a finished set-up leaves it, with a Python that only says what it was asked."""
    python = copy / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(ECHO)
    python.chmod(0o755)
    _stamp(copy)["write_stamp"]({"test", "x11"})
    return copy


def start(folder: Path, *words: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    command = [sys.executable, str(folder / "packaging" / "start.py"), *words]
    return subprocess.run(
        command, env=plain | environment, cwd=cwd, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("name", ["start.py", "stamp.py"])
def test_what_an_old_python_reads_parses_on_3_8(name):
    ast.parse((SOURCES / name).read_text(), feature_version=(3, 8))


def test_an_old_python_is_told_so_in_one_sentence(copy):
    code = (
        "import runpy, sys; sys.version_info = (3, 9, 1); sys.version = '3.9.1 (x)'; "
        f"sys.path.insert(0, {str(copy / 'packaging')!r}); "
        f"runpy.run_path({str(copy / 'packaging' / 'start.py')!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "bottega: Python 3.11 or newer is needed, this is 3.9.1.\n"
    assert not (copy / ".venv").exists()


def test_words_reach_the_command_line_as_typed(installed):
    done = start(installed, "paint", "my encoder.bottega", "a photo.jpg", "-o", "out")
    assert done.stdout == "got: -P -m studio paint my encoder.bottega a photo.jpg -o out\n"


def test_no_words_and_a_display_open_the_window(installed):
    assert start(installed, DISPLAY=":7").stdout == "got: -P -m studio\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can lack a display")
def test_without_a_display_the_demo_runs_and_says_why(installed):
    said, handed = start(installed).stdout.splitlines()
    assert said.startswith("No display here")
    assert handed == "got: -P -m studio demo"


def test_screenshots_go_to_their_stamp(installed):
    assert start(installed, "screenshots", "shots").stdout == "got: -P -m studio.screenshots shots\n"


def test_the_checks_are_those_of_every_change(installed):
    done = start(installed, "test", "-k", "faces")
    assert [line for line in done.stdout.splitlines() if line.startswith("got")] == [
        "got: -m ruff check .",
        "got: -m ruff format --check .",
        "got: -m mypy",
        "got: -m pytest -k faces",
    ]
    assert done.returncode == 0
    assert done.stdout.endswith("all good\n")


def test_all_tests_together_use_every_core(installed):
    done = start(installed, "test")
    assert re.search(r"^got: -m pytest -n [1-4] --dist loadfile --no-loadscope-reorder$", done.stdout, re.MULTILINE)


def test_one_failing_check_fails_the_whole(installed):
    (installed / ".venv" / "bin" / "python").write_text('#!/bin/sh\ntest "$2" != mypy\n')
    done = start(installed, "test")
    assert done.returncode == 1
    assert done.stdout.endswith("failed: mypy\n")


def test_a_second_start_costs_next_to_nothing(installed):
    best = min(_timed(installed) for _ in range(5))
    assert best < 0.3


def _timed(folder: Path) -> float:
    begun = time.perf_counter()
    start(folder, "info")
    return time.perf_counter() - begun


@pytest.mark.parametrize("name", ["pyproject.toml", "packaging/constraints.txt"])
def test_a_changed_package_list_is_noticed(installed, name):
    with (installed / name).open("a") as file:
        file.write("# another pin\n")
    assert not _stamp(installed)["is_set_up"](set())


def test_a_moved_folder_is_noticed(installed, tmp_path):
    moved = tmp_path / "elsewhere"
    shutil.move(installed, moved)
    assert not _stamp(moved)["is_set_up"](set())


def test_a_torn_stamp_vouches_for_nothing(installed):
    stamp = installed / ".venv" / "bottega-set-up"
    stamp.write_text(stamp.read_text()[:30])
    assert not _stamp(installed)["is_set_up"](set())
    stamp.write_text("")
    assert not _stamp(installed)["is_set_up"](set())


def _stamp(folder: Path) -> dict[str, object]:
    return runpy.run_path(str(folder / "packaging" / "stamp.py"))


def test_the_benchmarks_are_listed_and_an_unknown_one_is_refused():
    command = [sys.executable, "-m", "tests.benchmarks"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    names = [line.split()[0] for line in listed.stdout.splitlines()]
    assert {"filters", "loader", "training", "window"} <= set(names)
    assert subprocess.run([*command, "nonsense"], cwd=ROOT, capture_output=True, check=False).returncode == 2
