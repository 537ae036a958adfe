"""Which files a living process is still writing: marked by a lock that the system lets go of when the process ends."""

from __future__ import annotations

import contextlib
import os
import sys

if sys.platform == "win32":

    def mark_living(handle: int) -> int | None:
        """Nothing to do: Windows lets nobody remove a file that is open."""
        return None

    def remove_dead(path: str) -> bool:
        """Remove the file unless a process has it open; whether it is gone."""
        try:
            os.unlink(path)
        except OSError:
            return False
        return True
else:
    import fcntl

    def mark_living(handle: int) -> int | None:
        """Mark an open file; the mark outlives the handle until `release`. None where the disk knows no locks."""
        mark = os.dup(handle)
        try:
            fcntl.flock(mark, fcntl.LOCK_EX)
        except OSError:
            os.close(mark)
            return None
        return mark

    def remove_dead(path: str) -> bool:
        """Remove the file unless a living process has marked it, or that can't be told; whether it is gone."""
        try:
            handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.unlink(path)
        except OSError:
            return False
        finally:
            os.close(handle)
        return True


def release(mark: int | None) -> None:
    """Let go of the mark."""
    if mark is not None:
        with contextlib.suppress(OSError):
            os.close(mark)
