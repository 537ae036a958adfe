"""Setting up for real where there is no index, no room, no right to write, or another start at work."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.packaging.test_start import copy, installed, start

fcntl = pytest.importorskip("fcntl", reason="the lock is tried with the system's own, which Windows lacks")
__all__ = ["copy", "installed"]  # fixtures


@pytest.fixture
def set_up(copy: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module as start.py of the copy would import it."""
    monkeypatch.syspath_prepend(str(copy / "packaging"))
    names = ("stamp", "set_up", "system_libraries")
    for name in names:
        monkeypatch.delitem(sys.modules, name, raising=False)
    yield importlib.import_module("set_up")
    for name in names:
        sys.modules.pop(name, None)


def test_a_failing_install_shows_the_end_of_the_log_and_where_it_is(copy):
    done = start(copy, "info", PIP_NO_INDEX="1", PIP_FIND_LINKS="/nowhere", PIP_CONFIG_FILE=os.devnull)
    log = copy / "build" / "set-up.log"
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert log.read_text().splitlines()[-1][:80] in done.stderr
    assert str(log) in done.stderr
    assert not (copy / ".venv" / "bottega-set-up").exists()
    assert not (copy / "build" / "set-up.unfinished").exists()  # pip ended by itself: what it did is whole


def test_a_set_up_cut_short_begins_afresh(copy):
    (copy / "build").mkdir()
    (copy / "build" / "set-up.unfinished").touch()
    broken = copy / ".venv" / "bin" / "python"
    broken.parent.mkdir(parents=True)
    broken.write_text("half a python")
    start(copy, "info", PIP_NO_INDEX="1", PIP_FIND_LINKS="/nowhere", PIP_CONFIG_FILE=os.devnull)
    assert subprocess.run([broken, "-c", "import pip"], check=False).returncode == 0


def test_a_second_start_waits_for_the_first_and_installs_nothing(copy, set_up):
    (copy / "build").mkdir()
    with (copy / "build" / "set-up.lock").open("a") as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        command = [sys.executable, str(copy / "packaging" / "start.py"), "info"]
        second = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert second.stdout.readline().startswith("Another start")
        python = copy / ".venv" / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.write_text('#!/bin/sh\necho "got: $*"\n')
        python.chmod(0o755)
        set_up.stamp.write_stamp({"x11"})
    assert second.communicate(timeout=60)[0] == "got: -P -m studio info\n"


def test_too_little_room_is_said_before_the_first_byte(copy, set_up, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 9, 1_000_000_000))
    with pytest.raises(set_up.SetUpError, match=r"almost full: 1\.0 GB are free"):
        set_up.make_ready(copy, set())
    assert not (copy / ".venv").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(copy, set_up):
    copy.chmod(0o555)
    with pytest.raises(set_up.SetUpError, match="can't be written"):
        set_up.make_ready(copy, set())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        (
            "NewConnectionError: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution",
            "no network",
        ),
        ("PermissionError: [Errno 13] Permission denied: '/x'", "can't be written"),
        ("something else", ""),
    ],
)
def test_known_causes_become_a_sentence(set_up, text, words):
    assert words in set_up.reason_in(text)


def test_debian_is_told_from_others_by_its_own_file(set_up, tmp_path, monkeypatch):
    libraries = set_up.system_libraries
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/apt-get")
    release = tmp_path / "os-release"
    for text, expected in {
        "ID=debian\n": True,
        'ID=linuxmint\nID_LIKE="ubuntu debian"\n': True,
        "ID=fedora\n": False,
        'NAME="Debian"\n': False,
    }.items():
        release.write_text(text)
        assert libraries.is_debian(release) is expected
    assert not libraries.is_debian(tmp_path / "absent")


def test_without_root_the_one_apt_line_is_given(set_up, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    said = set_up.system_libraries.provide(["libegl1", "libgl1"])
    assert said.endswith("sudo apt-get install -y libegl1 libgl1")


def test_only_libraries_that_do_not_load_are_missing(set_up, monkeypatch):
    libraries = set_up.system_libraries
    monkeypatch.setattr(libraries, "is_debian", lambda: True)
    monkeypatch.setattr(libraries, "ALWAYS", {"libc.so.6": "libc6", "libnever.so.9": "libnever9"})
    assert libraries.missing(x11=False, venv=False) == ["libnever9"]
    assert libraries.missing(x11=False, venv=True)[0].endswith("-venv")
