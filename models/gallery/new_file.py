"""Writes files that did not exist before: a painting never replaces anything. Knows bytes only."""

from __future__ import annotations

import os
from pathlib import Path

from models.files import finish, free_name, temporary_file


def write_new(folder: Path, stem: str, suffix: str, data: bytes) -> Path:
    """Write a file that did not exist, whole or not at all, and say where; never over another, whoever else writes.

    Raises DiskFullError, OSError.
    """
    with temporary_file(folder, needed=len(data)) as file:
        file.write(data)
        finish(file)
        return publish(Path(file.name), folder, stem, suffix)


def publish(temporary: Path, folder: Path, stem: str, suffix: str) -> Path:
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
