"""Moves files and folders of a project to the system's bin and back, so that undo brings them and not only rows."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Container
from pathlib import Path

from PySide6.QtCore import QFile, QStandardPaths

from models.files import free_name


class Bin:
    """Knows what it threw away since the start, and follows the rows: `settle` after every change of the table."""

    def __init__(self, fallback: Path) -> None:
        """fallback: where files go on a system without a bin, in the project's folder; never deleted for good."""
        self._fallback = fallback
        self._thrown: dict[Path, Path] = {}

    def throw(self, path: Path) -> bool:
        """Put the file or folder into the bin; False when it could not be moved, or lies outside the project.

        What is gone already counts as thrown; of a link only the link is moved.
        """
        if not path.exists():
            return True
        if not path.parent.resolve().is_relative_to(self._fallback.parent.resolve()):
            return False
        moved = _to_system_bin(path) or self._to_fallback(path)
        if moved is not None:
            self._thrown[path] = moved
        return moved is not None

    def settle(self, there: Container[Path]) -> None:
        """Bring back what is among the rows again, and throw what was deleted again. there: the files of all rows."""
        for path, moved in list(self._thrown.items()):
            if path in there and not path.exists() and moved.exists():
                _bring_back(moved, path)
            elif path not in there and path.exists():
                self.throw(path)

    def _to_fallback(self, path: Path) -> Path | None:
        try:
            self._fallback.mkdir(exist_ok=True)
            target = free_name(self._fallback, path.stem, path.suffix)
            os.replace(path, target)
        except OSError:
            return None
        return target


def _to_system_bin(path: Path) -> Path | None:
    """Where the file lies in the bin now, None where there is no bin."""
    data = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation))
    with contextlib.suppress(OSError):  # a fresh account has no place for its bin yet
        data.mkdir(parents=True, exist_ok=True)
    file = QFile(str(path))
    return Path(file.fileName()) if file.moveToTrash() and file.fileName() else None


def _bring_back(moved: Path, path: Path) -> None:
    with contextlib.suppress(OSError):  # emptied meanwhile: the grid shows an empty place, the row says what it was
        shutil.move(moved, path)
        (moved.parent.parent / "info" / f"{moved.name}.trashinfo").unlink(missing_ok=True)
