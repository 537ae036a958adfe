"""Small pictures of paintings, cached in the project beside those of the photos. Knows files, no widget."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from models.files import sha256_of
from models.images import read_picture
from models.photos.thumbnails import make_thumbnail, save_thumbnail, thumbnail_path
from models.project import Project
from models.records import Painting
from studio.look.qt_images import to_image


def load_thumbnail(project: Project, painting: Painting) -> QImage:
    """The painting at 256 px, made once per file. Raises PictureError; runs in a background thread."""
    status = painting.path.stat()
    key = sha256_of(f"{painting.path.name} {status.st_size} {status.st_mtime_ns}".encode())
    path = thumbnail_path(project.thumbnails_folder, key)
    if not path.is_file():
        save_thumbnail(project.thumbnails_folder, key, make_thumbnail(read_picture(painting.path)))
    return QImage(str(path))


def load_large(painting: Painting, width: int) -> QImage:
    """The painting for a panel of this width, sharp on a screen of twice the density."""
    image = to_image(read_picture(painting.path))
    if image.width() <= 2 * width:
        return image
    return image.scaledToWidth(2 * width, Qt.TransformationMode.SmoothTransformation)
