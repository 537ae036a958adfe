"""A picture in small with a frame around what is looked at. Knows no painting."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from studio.look import theme
from studio.widgets.zoom import fitted

SIDE = 96


class Navigator(QWidget):
    """seen: the part in sight, 0 to 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._seen = QRectF(0, 0, 1, 1)
        self.setFixedSize(SIDE, SIDE)
        self.setAccessibleName("Where you look")

    def set_image(self, image: QImage) -> None:
        ways = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self._image = image if image.isNull() else image.scaled(2 * SIDE, 2 * SIDE, *ways)
        self.update()

    def set_seen(self, seen: QRectF) -> None:
        if seen != self._seen:
            self._seen = seen
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = fitted(QSizeF(self._image.size()), QRectF(self.rect()))
        painter.drawImage(place, self._image)
        painter.setPen(QPen(theme.colour("accent"), 1.5))
        seen = self._seen
        frame = QRectF(
            place.x() + seen.x() * place.width(),
            place.y() + seen.y() * place.height(),
            seen.width() * place.width(),
            seen.height() * place.height(),
        )
        painter.drawRect(frame.adjusted(1, 1, -1, -1))
