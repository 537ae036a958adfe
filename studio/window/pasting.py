"""A picture that comes without a file becomes one in the project, so that it is a photo like any other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QImage

from models.files import free_name
from models.images import write_png
from models.project import Project
from studio.look.qt_images import to_picture

FOLDER = "Pasted"


def save_pictures(project: Project, images: Sequence[QImage]) -> list[Path]:
    """Write pictures into the project's folder "Pasted". Raises ProjectError, DiskFullError; takes a moment."""
    if not images:
        return []
    project.require_writing()
    folder = project.folder / FOLDER
    folder.mkdir(exist_ok=True)
    paths = []
    for image in images:
        paths.append(free_name(folder, f"pasted {datetime.now():%Y-%m-%d %H.%M.%S}", ".png"))
        write_png(paths[-1], to_picture(image))
    return paths
