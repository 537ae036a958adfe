"""One Bottega per project: a lock on an open file, which the system itself releases when the process ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from models.errors import ProjectLockedError


class ProjectLock:
    """Held from construction to release(); raises ProjectLockedError when another process (or this one) holds it."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(self._handle)
        except OSError as error:
            os.close(self._handle)
            raise ProjectLockedError(
                "this project is open in another Bottega",
                path=path.parent,
                remedy="Close it there first, or open another project",
            ) from error

    def release(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
