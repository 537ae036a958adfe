"""Reading pictures for the Photos pane, in background threads."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from models.errors import BottegaError
from models.project import Project
from studio.look.qt_images import to_image
from studio.state.photo_rows import PhotoRow

PREVIEW_SIDE = 600


def load_thumbnail(project: Project, row: PhotoRow) -> QImage:
    """The 256 px thumbnail, made again when it was lost; a null image when the original can't be read."""
    image = QImage(str(row.thumbnail))
    if not image.isNull():
        return image
    from models.photos.thumbnails import ensure_photo_thumbnail

    return QImage(str(ensure_photo_thumbnail(project.thumbnails_folder, row.photo)))


def load_preview(project: Project, row: PhotoRow) -> QImage:
    """The photo itself at panel size; its thumbnail when the original can't be read."""
    from models.photos.originals import read_original

    try:
        image = to_image(read_original(row.photo))
    except (BottegaError, OSError):
        return load_thumbnail(project, row)
    side = PREVIEW_SIDE
    return image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
