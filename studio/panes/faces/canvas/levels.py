"""A photo for the screen in several sizes, so that a huge one is drawn as fast as a small one. Safe in any thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from models.records import Picture
from studio.look.qt_images import to_image

SMALLEST_SIDE = 512


class Levels:
    """The picture at full size, half, a quarter ... down to about 512 px."""

    def __init__(self, picture: Picture) -> None:
        self.size = (picture.shape[1], picture.shape[0])
        self._images = [to_image(picture).convertToFormat(QImage.Format.Format_RGB32)]
        while max(self._images[-1].width(), self._images[-1].height()) > 2 * SMALLEST_SIDE:
            last = self._images[-1]
            self._images.append(
                last.scaled(
                    max(1, last.width() // 2),
                    max(1, last.height() // 2),
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )

    def best_for(self, scale: float) -> QImage:
        """The smallest image that still has a pixel for every device pixel at that scale."""
        for image in reversed(self._images):
            if image.width() / self.size[0] >= scale:
                return image
        return self._images[0]
