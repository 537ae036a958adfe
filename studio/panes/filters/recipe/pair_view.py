"""What goes in and what comes out as two large pictures with an arrow between them. Knows pictures and labels."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.records import Picture
from studio.look import icons, theme
from studio.widgets.fitted_image import FittedImage, paint_empty
from studio.widgets.picture_label import paint_label

_ARROW = 44.0


def places(area: QSizeF, shape: float) -> tuple[QRectF, QRectF, QRectF]:
    """Left picture, arrow and right picture, as large as fits and centred; shape: height by width."""
    wide = max(8.0, min((area.width() - _ARROW) / 2, area.height() / shape))
    left = QRectF((area.width() - 2 * wide - _ARROW) / 2, (area.height() - wide * shape) / 2, wide, wide * shape)
    right = left.translated(wide + _ARROW, 0)
    arrow = QRectF(left.right() + _ARROW / 2 - 12, left.center().y() - 12, 24, 24)
    return left, arrow, right


class PairView(QWidget):
    """Both pictures stand in frames of the same 4:5 shape, so that nothing moves when others come."""

    def __init__(self, shape: float = 5 / 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = shape
        self._images: tuple[FittedImage | None, FittedImage | None] = (None, None)
        self._labels = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(120)

    def sizeHint(self) -> QSize:
        return QSize(560, 320)

    def set_pictures(self, source: Picture | None, target: Picture | None) -> None:
        self._images = (_image(source), _image(target))
        self.update()

    def set_labels(self, source: str, target: str) -> None:
        """Small words in the lower corners."""
        self._labels = (source, target)
        self.setAccessibleName(" → ".join(self._labels))
        self.update()

    @property
    def labels(self) -> tuple[str, str]:
        return self._labels

    def shown(self) -> tuple[QSize, QSize] | None:
        """The sizes of the two pictures, in their own pixels; None until both are there."""
        left, right = self._images
        return None if left is None or right is None else (left.image.size(), right.image.size())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, arrow, right = places(QSizeF(self.size()), self._shape)
        for rect, image, label in zip((left, right), self._images, self._labels, strict=True):
            if image is None:
                paint_empty(painter, rect, theme.RADIUS_CONTROL)
            else:
                image.paint(painter, rect, theme.RADIUS_CONTROL)
            if label:
                paint_label(painter, rect.adjusted(8, 8, -8, -8), label, Qt.Corner.BottomLeftCorner)
        icons.draw(painter, "arrow-right", arrow, "accent")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)


def _image(picture: Picture | None) -> FittedImage | None:
    return None if picture is None else FittedImage(picture)
