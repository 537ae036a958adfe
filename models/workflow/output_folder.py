"""The folder of the user that results go into: made when absent, cleared of what a killed run left half written."""

from __future__ import annotations

from pathlib import Path

from models.errors import UsageError
from models.files import sweep_folder


def open_output(folder: Path) -> None:
    """Get the folder ready; raises UsageError when something else is in the way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError("can't make this folder", path=folder, why=error.strerror or str(error)) from error
    sweep_folder(folder)
