"""Writes files that did not exist before: a painting never replaces anything. Knows bytes only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from models.files import free_name, naming_full_disk


def write_new(folder: Path, stem: str, suffix: str, data: bytes) -> Path:
    """Write a file that did not exist, whole or not at all, and say where; never over another, whoever else writes.

    Raises DiskFullError, OSError.
    """
    # the prefix is what sweeping looks for; opened plainly, so that others may read it as the system's umask allows
    temporary = folder / f".bottega-{secrets.token_hex(8)}"
    with naming_full_disk(folder, needed=len(data)):
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            return _publish(temporary, folder, stem, suffix)
        finally:
            temporary.unlink(missing_ok=True)


def _publish(temporary: Path, folder: Path, stem: str, suffix: str) -> Path:
    """Give the finished file the first free name; a link can't replace what is there, a rename would."""
    while True:
        path = free_name(folder, stem, suffix)
        try:
            os.link(temporary, path)
            return path
        except FileExistsError:
            continue
        except OSError:
            pass
        try:  # a file system without links (a memory card): claim the name, then fill it
            path.open("xb").close()
        except FileExistsError:
            continue
        os.replace(temporary, path)
        return path
