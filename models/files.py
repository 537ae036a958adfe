"""Writing so that a crash leaves the old file or the new one, never half; a full disk becomes one clear error."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from models.errors import DiskFullError

_TEMP_PREFIX = ".bottega-"
_FULL_WORDS = ("no space left", "disk is full", "database or disk is full", "quota exceeded", "error 28")


def sha256_of(data: bytes) -> str:
    """The SHA-256 of the bytes as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def atomic_write(path: Path, data: bytes) -> None:
    """Put data at path whole or not at all: temp in the same folder, fsync, replace, fsync of the folder.

    Raises DiskFullError when there is no room, OSError otherwise; the old file stays in both cases.
    """
    with atomic_file(path, needed=len(data)) as file:
        file.write(data)


@contextlib.contextmanager
def atomic_file(path: Path, *, needed: int = 0) -> Iterator[BinaryIO]:
    """A file to write piece by piece that appears at path, whole, when the block ends well; as atomic_write."""
    with temporary_file(path.parent, needed=needed) as file:
        yield file
        finish(file)
        os.replace(file.name, path)
        _sync_folder(path.parent)


@contextlib.contextmanager
def temporary_file(folder: Path, *, needed: int = 0) -> Iterator[BinaryIO]:
    """A new file in the folder under a name that `sweep_temporary` knows; removed unless it was renamed in the block.

    Opened plainly, so that others may read it as the system's umask allows.
    """
    name = folder / f"{_TEMP_PREFIX}{secrets.token_hex(8)}"
    with naming_full_disk(folder, needed=needed):
        try:
            with name.open("xb") as file:
                yield file
        finally:
            name.unlink(missing_ok=True)


def finish(file: BinaryIO) -> None:
    """Put what was written on the disk and close the file, so that Windows lets it be renamed."""
    file.flush()
    os.fsync(file.fileno())
    file.close()


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut (Windows can't and needn't)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep_temporary(folder: Path) -> int:
    """Remove what a killed write left in this folder and below; returns how many files."""
    stale = [
        Path(place, name) for place, _, names in os.walk(folder) for name in names if name.startswith(_TEMP_PREFIX)
    ]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


@contextlib.contextmanager
def naming_full_disk(folder: Path, *, needed: int = 0) -> Iterator[None]:
    """Turn every library's way of saying "disk full" into one DiskFullError."""
    try:
        yield
    except (OSError, RuntimeError, sqlite3.OperationalError) as error:
        if not _means_full(error):
            raise
        free = shutil.disk_usage(folder).free if folder.exists() else 0
        wanted = max(needed - free, 0) + 50_000_000
        raise DiskFullError(
            "the disk is full",
            path=folder,
            why=f"{free / 1e6:.0f} MB are free",
            remedy=f"Free at least {wanted / 1e6:.0f} MB and try again; nothing saved earlier is lost",
        ) from error


def _means_full(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    return any(words in str(error).lower() for words in _FULL_WORDS)


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """A path in folder that does not exist yet: stem.suffix, stem-2.suffix ..."""
    path = folder / f"{stem}{suffix}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{suffix}"
        number += 1
    return path
