"""A picture pasted from the clipboard becomes a file of the project, so that it is a photo like any other."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from models.files import free_name
from models.images import write_png
from models.project import Project
from studio.look.qt_images import to_picture

FOLDER = "Pasted"


def save_pasted(project: Project, mime: QMimeData) -> list[Path]:
    """Write the clipboard's picture into the project's folder "Pasted"; empty when there is none.

    Raises DiskFullError.
    """
    image = mime.imageData() if mime.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return []
    folder = project.folder / FOLDER
    folder.mkdir(exist_ok=True)
    path = free_name(folder, f"pasted {datetime.now():%Y-%m-%d %H.%M.%S}", ".png")
    write_png(path, to_picture(image))
    return [path]
