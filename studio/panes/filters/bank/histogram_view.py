"""The histogram of a picture: how many pixels of each level, per channel. Knows pictures, not where they come from."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.records import Picture
from studio.look import theme

BINS = 64
_COLOURS = (QColor(200, 87, 75, 150), QColor(111, 174, 92, 150), QColor(91, 155, 213, 150))
_GRAY = QColor(168, 168, 168, 190)


def channel_heights(picture: Picture, bins: int = BINS) -> npt.NDArray[np.float64]:
    """Heights (3, bins) in 0 to 1, on a square-root scale, over the highest bin that is neither black nor white:

    the background of a drawing must not flatten its lines."""
    binned = picture // (256 // bins)
    counts = np.stack([np.bincount(binned[..., channel].ravel(), minlength=bins) for channel in range(3)])
    heights = np.sqrt(counts.astype(np.float64))
    highest = heights[:, 1:-1].max() or heights.max()
    return np.minimum(heights / max(highest, 1.0), 1.0)


class HistogramView(QWidget):
    """Three translucent curves; one gray curve when the channels are equal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: npt.NDArray[np.float64] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip("How many pixels have each level, dark to the left, per channel")
        self.setAccessibleName("Histogram")

    def sizeHint(self) -> QSize:
        return QSize(240, 88)

    def set_picture(self, picture: Picture | None) -> None:
        self._heights = None if picture is None else channel_heights(picture)
        self.update()

    @property
    def heights(self) -> npt.NDArray[np.float64] | None:
        return self._heights

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate = QPainterPath()
        plate.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.fillPath(plate, theme.colour("canvas"))
        if self._heights is None:
            return
        painter.setClipPath(plate)
        painter.setPen(Qt.PenStyle.NoPen)
        equal = bool(np.array_equal(self._heights[0], self._heights[1]))
        equal = equal and bool(np.array_equal(self._heights[1], self._heights[2]))
        for row, colour in [(self._heights[0], _GRAY)] if equal else zip(self._heights, _COLOURS, strict=True):
            painter.setBrush(colour)
            painter.drawPolygon(self._curve(row))

    def _curve(self, row: npt.NDArray[np.float64]) -> QPolygonF:
        width, height = float(self.width()), float(self.height())
        xs = np.linspace(0.0, width, len(row))
        ys = height - row * (height - 8)
        inner = [QPointF(x, y) for x, y in zip(xs, ys, strict=True)]
        return QPolygonF([QPointF(0, height), *inner, QPointF(width, height)])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.update()
        super().changeEvent(event)
