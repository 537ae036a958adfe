"""One Bottega per project: a lock on an open file, which the system itself releases when the process ends."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from models.errors import ProjectError, ProjectLockedError

_HELD = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK})


class ProjectLock:
    """Held from construction to release().

    Raises ProjectLockedError when another process (or this one) holds it, ProjectError where nothing can be locked.
    """

    def __init__(self, path: Path) -> None:
        self._handle = _open(path)
        try:
            _lock(self._handle)
        except OSError as error:
            os.close(self._handle)
            raise _refusal(path.parent, error) from error

    def release(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _open(path: Path) -> int:
    """The file, made when new; never one that a link leads to."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise ProjectError("this project can't be locked", path=path, why=error.strerror or str(error)) from error


def _refusal(folder: Path, error: OSError) -> ProjectError:
    """A share that knows no locks is not another Bottega."""
    if error.errno in _HELD:
        remedy = "Close it there first, or open another project"
        return ProjectLockedError("this project is open in another Bottega", path=folder, remedy=remedy)
    return ProjectError(
        "this project lies where files can't be locked, as on some network shares",
        path=folder,
        why=f"two programs could write into it at once ({error.strerror or error})",
        remedy="Copy its folder to a disk of this computer",
    )


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
