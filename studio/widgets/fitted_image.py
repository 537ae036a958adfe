"""A picture that is drawn again and again at one size: scaled once, with every pixel of it counted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from models.records import Picture
from studio.look import theme
from studio.look.qt_images import to_image
from studio.widgets.zoom import fitted

_PIXELS_SHOWN = 4.0
"""From this enlargement on, pixels are squares: smoothing would hide what a filter did."""


class FittedImage:
    """The picture, and the last size it was wanted in."""

    def __init__(self, picture: Picture) -> None:
        self.image = to_image(picture)
        self._scaled = QImage()

    def paint(self, painter: QPainter, rect: QRectF, radius: float = 0.0) -> None:
        """Draw it whole and centred in the rectangle, with round corners."""
        place = fitted(QSizeF(self.image.size()), rect)
        outline = QPainterPath()
        outline.addRoundedRect(place, radius, radius)
        painter.save()
        painter.setClipPath(outline)
        painter.drawImage(place, self._at(place.size() * painter.device().devicePixelRatioF()))
        painter.restore()

    def _at(self, size: QSizeF) -> QImage:
        wanted = QSize(max(1, round(size.width())), max(1, round(size.height())))
        if self._scaled.size() != wanted:
            sharp = wanted.width() >= _PIXELS_SHOWN * self.image.width()
            how = Qt.TransformationMode.FastTransformation if sharp else Qt.TransformationMode.SmoothTransformation
            self._scaled = self.image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, how)
        return self._scaled


def paint_empty(painter: QPainter, rect: QRectF, radius: float = 0.0) -> None:
    """The quiet field that stands where no picture has come yet."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("canvas"))
    painter.drawRoundedRect(rect, radius, radius)
