"""A picture on a panel: as wide as the panel, its height following, no border."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPaintEvent, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from studio.look import theme


class PictureView(QWidget):
    """Fits pictures of any shape into a fixed width; taller ones than 4:3 upright are shown whole but narrower."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self._side = width
        self.setFixedSize(width, width)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self.height())

    def set_image(self, image: QImage) -> None:
        self._pixmap = QPixmap.fromImage(image)
        if not image.isNull():
            height = min(round(self._side * image.height() / image.width()), self._side * 4 // 3)
            self.setFixedHeight(max(48, height))
        self.update()

    def has_picture(self) -> bool:
        return not self._pixmap.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._pixmap.isNull():
            painter.setBrush(theme.colour("canvas"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
            return
        scale = min(self.width() / self._pixmap.width(), self.height() / self._pixmap.height())
        width, height = self._pixmap.width() * scale, self._pixmap.height() * scale
        place = QRectF((self.width() - width) / 2, 0, width, height)
        brush = QBrush(self._pixmap)
        brush.setTransform(QTransform(scale, 0, 0, scale, place.x(), place.y()))
        painter.setBrush(brush)
        painter.drawRoundedRect(place, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
