"""What a killed write left in a folder goes, what a living process still writes stays, and nothing else is touched."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from models.errors import DiskFullError
from models.files import naming_full_disk, sweep_folder, sync, temporary_file
from tests.conftest import ROOT

WRITE = """
import sys; from pathlib import Path; from models.files import temporary_file
with temporary_file(Path(sys.argv[1])) as file:
    file.write(b"half"); file.flush(); print(file.name, flush=True); sys.stdin.readline()
"""


def _writer(folder):
    words = [sys.executable, "-c", WRITE, str(folder)]
    process = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().strip()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other ways to kill")
def test_only_what_no_living_process_writes_is_swept(tmp_path):
    process, name = _writer(tmp_path)
    try:
        assert sweep_folder(tmp_path) == 0
        assert os.path.exists(name)
    finally:
        process.kill()
        process.communicate()
    assert sweep_folder(tmp_path) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and links for all")
def test_nothing_else_is_ever_swept(tmp_path):
    (tmp_path / "mine").write_bytes(b"mine")
    for name in (
        ".bottega-",
        ".bottega-notes",
        ".bottega-0123",
        ".bottega-0123456789ABCDEF",
        "x.bottega-0123456789abcdef",
    ):
        (tmp_path / name).touch()
    (tmp_path / ".bottega-0000000000000000").symlink_to(tmp_path / "mine")
    (tmp_path / ".bottega-1111111111111111").mkdir()
    os.mkfifo(tmp_path / ".bottega-2222222222222222")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / ".bottega-0123456789abcdef").touch()
    before = sorted(tmp_path.rglob("*"))
    assert sweep_folder(tmp_path) == 0
    assert sorted(tmp_path.rglob("*")) == before
    assert sweep_folder(tmp_path / "nowhere") == 0


def test_a_film_half_written_is_swept_too_and_one_still_written_is_not(tmp_path):
    from models.gallery.film import VideoWriter

    (tmp_path / ".bottega-0123456789abcdef.webm").touch()
    with VideoWriter(tmp_path, "film"):
        assert sweep_folder(tmp_path) == 1
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_in_the_middle_of_a_write_changes_nothing(tmp_path):
    with temporary_file(tmp_path) as file:
        file.write(b"whole")
        file.close()
        assert sweep_folder(tmp_path) == 0
        os.replace(file.name, tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"whole"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such device")
def test_a_place_that_can_not_promise_to_outlive_a_power_cut_is_written_to_all_the_same(tmp_path):
    """As some shares and cards do, a null device answers that it knows no such call."""
    with open(os.devnull, "wb") as nowhere:
        sync(nowhere.fileno())
        handle = nowhere.fileno()
    with pytest.raises(OSError, match="Bad file descriptor"):
        sync(handle)


def test_a_database_without_room_for_its_log_means_a_full_disk_and_only_then(tmp_path, monkeypatch):
    def fail() -> None:
        with naming_full_disk(tmp_path):
            raise sqlite3.OperationalError("disk I/O error")

    with pytest.raises(sqlite3.OperationalError):
        fail()
    full = shutil.disk_usage(tmp_path)._replace(free=8192)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(DiskFullError):
        fail()
