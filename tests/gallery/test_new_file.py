"""A painting never replaces a file, not even when two write at once or the folder can't make links."""

from __future__ import annotations

import os
import threading

import pytest

from models.errors import DiskFullError
from models.gallery.new_file import write_new


def test_the_second_of_a_name_gets_a_number(tmp_path):
    (tmp_path / "a.png").write_bytes(b"old")
    assert write_new(tmp_path, "a", ".png", b"new").name == "a-2.png"
    assert (tmp_path / "a.png").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-2.png", "a.png"]


def test_many_at_once_all_keep_theirs(tmp_path):
    written = []
    threads = [
        threading.Thread(target=lambda n=n: written.append((write_new(tmp_path, "a", ".png", b"%d" % n), n)))
        for n in range(24)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({path for path, _ in written}) == 24
    assert all(path.read_bytes() == b"%d" % n for path, n in written)


def test_a_file_system_without_links_works_too(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "a.png").write_bytes(b"old")
    assert write_new(tmp_path, "a", ".png", b"new").read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-2.png", "a.png"]


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError):
        write_new(tmp_path, "a", ".png", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_others_may_read_it_as_the_system_allows(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    path = write_new(tmp_path, "a", ".png", b"new")
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode
