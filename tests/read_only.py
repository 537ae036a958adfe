"""Makes a folder really read-only for a test: root is stopped by a read-only mount, everybody else by rights."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def kept_from_writing(folder: Path) -> Iterator[Path]:
    """The folder and all in it, while inside the block."""
    if os.name == "nt":
        pytest.skip("folders can't be made read-only here")
    with _mounted(folder) if os.geteuid() == 0 else _without_rights(folder):
        yield folder


@contextlib.contextmanager
def _mounted(folder: Path) -> Iterator[None]:
    words = [["mount", "--bind", str(folder), str(folder)], ["mount", "-o", "remount,ro,bind", str(folder)]]
    done = [subprocess.run(one, capture_output=True, check=False).returncode for one in words]
    try:
        if any(done):
            pytest.skip("this root may not mount anything")
        yield
    finally:
        if done[0] == 0:
            subprocess.run(["umount", str(folder)], check=True)


@contextlib.contextmanager
def _without_rights(folder: Path) -> Iterator[None]:
    paths = [folder, *folder.rglob("*")]
    modes = [(path, path.stat().st_mode) for path in paths if not path.is_symlink()]
    for path, mode in modes:
        path.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes:
            path.chmod(mode)
