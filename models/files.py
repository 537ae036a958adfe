"""Writing so that a crash leaves the old file or the new one, never half; a full disk becomes one clear error."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from models.errors import DiskFullError
from models.living_files import mark_living, release, remove_dead

_TEMP_PREFIX = ".bottega-"
_TEMP_NAME = re.compile(r"\.bottega-[0-9a-f]{16}(\.[a-z0-9]{2,4})?")
_FULL_WORDS = ("no space left", "disk is full", "database or disk is full", "quota exceeded", "error 28")
_ROOM_FOR_A_LOG = 100_000
_NO_SYNC = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)


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
    with naming_full_disk(folder, needed=needed):
        file, mark = open_temporary(folder)
        try:
            with file:
                yield file
        finally:
            Path(file.name).unlink(missing_ok=True)
            release(mark)


def open_temporary(folder: Path, ending: str = "") -> tuple[BinaryIO, int | None]:
    """A new temporary file, and the mark that it is being written, for `release` once it has its name or is gone."""
    while True:  # again where a sweep took the file before it was marked
        name = folder / f"{_TEMP_PREFIX}{secrets.token_hex(8)}{ending}"
        file = name.open("xb")
        mark = mark_living(file.fileno())
        if name.exists():
            return file, mark
        release(mark)
        file.close()


def finish(file: BinaryIO) -> None:
    """Put what was written on the disk and close the file, so that Windows lets it be renamed."""
    file.flush()
    sync(file.fileno())
    file.close()


def sync(handle: int) -> None:
    """Return when what was written would outlive a power cut, as far as the file system can say. Raises OSError.

    Some shares and memory cards answer that they know no such call; a file there is as safe as it gets.
    """
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut (Windows can't and needn't)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        sync(handle)
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


def sweep_folder(folder: Path) -> int:
    """Remove what killed writes left in a folder of the user's, not below; returns how many files.

    Only files under the very names that we give, and only those that no living process writes: others may work there.
    """
    swept = 0
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMP_NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                swept += remove_dead(entry.path)
    return swept


@contextlib.contextmanager
def naming_full_disk(folder: Path, *, needed: int = 0) -> Iterator[None]:
    """Turn every library's way of saying "disk full" into one DiskFullError."""
    try:
        yield
    except (OSError, RuntimeError, sqlite3.OperationalError) as error:
        if not means_full(error, folder):
            raise
        free = _free_bytes(folder)
        wanted = max(needed - free, 0) + 50_000_000
        raise DiskFullError(
            "the disk is full",
            path=folder,
            why=f"{free / 1e6:.0f} MB are free",
            remedy=f"Free at least {wanted / 1e6:.0f} MB and try again; nothing saved earlier is lost",
        ) from error


def means_full(error: BaseException, folder: Path) -> bool:
    """Whether a library says with this error that the folder's disk is full."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    words = str(error).lower()
    if isinstance(error, sqlite3.OperationalError) and "disk i/o error" in words:
        return _free_bytes(folder) < _ROOM_FOR_A_LOG  # all that SQLite says when its log finds no room
    return any(said in words for said in _FULL_WORDS)


def _free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free if folder.exists() else 0


def disk_use(path: Path) -> int:
    """Bytes that a file, or all files below a folder, hold; links are not followed, what can't be read counts 0."""
    total, waiting = 0, [str(path)]
    while waiting:
        place = waiting.pop()
        with contextlib.suppress(OSError):
            if not stat.S_ISDIR(os.lstat(place).st_mode):
                total += os.lstat(place).st_size
                continue
            with os.scandir(place) as entries:
                waiting += [entry.path for entry in entries if not entry.is_symlink()]
    return total


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """A path in folder that does not exist yet: stem.suffix, stem-2.suffix ..."""
    path = folder / f"{stem}{suffix}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{suffix}"
        number += 1
    return path
