"""Between the engine's pictures (RGB uint8 arrays) and Qt's; knows no file and no project."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

from models.records import Picture


def to_image(picture: Picture) -> QImage:
    """A QImage that owns its pixels; picture is (H, W, 3) RGB uint8. Safe in any thread."""
    rows = np.ascontiguousarray(picture)
    height, width = rows.shape[:2]
    return QImage(rows.data, width, height, width * 3, QImage.Format.Format_RGB888).copy()


def to_picture(image: QImage) -> Picture:
    """The QImage as a new (H, W, 3) RGB uint8 array; transparency goes onto white."""
    flat = image.convertToFormat(QImage.Format.Format_RGBA8888)
    height, width = flat.height(), flat.width()
    rows = np.frombuffer(flat.constBits(), np.uint8).reshape(height, flat.bytesPerLine())[:, : width * 4]
    rgba = rows.reshape(height, width, 4).astype(np.uint16)
    alpha = rgba[..., 3:]
    return ((rgba[..., :3] * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)
