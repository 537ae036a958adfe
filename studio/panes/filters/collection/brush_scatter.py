"""Pictures as dots in their own mean colours, mean red to the right, mean blue upwards; a drag marks a rectangle."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from studio.look import theme
from studio.panes.filters.collection.brush_plot import BrushPlot, tick_font
from studio.panes.filters.collection.spans import Scale

HEIGHT = 164
EDGE = 6
FINE = 2
"""Dots are set on a raster so many times finer than the screen's, and drawn smoothly from it."""
STEP = 32.0
"""Levels by which the scales grow."""
FEW = 800
"""Up to so many dots are large."""

Ints = npt.NDArray[np.intp]


@cache
def disc(radius: float) -> tuple[Ints, Ints]:
    """Rows and columns, about 0, of the cells of a disc."""
    reach = int(radius)
    rows, columns = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    inside = rows**2 + columns**2 <= radius**2
    return rows[inside], columns[inside]


def stamp(
    raster: npt.NDArray[np.uint32], rows: Ints, columns: Ints, colours: npt.NDArray[np.uint32], radius: float
) -> None:
    """Set a disc of its colour on every place of the raster, in place; a later one covers an earlier one."""
    height, width = raster.shape
    flat = raster.reshape(-1)
    for down, right in zip(*disc(radius), strict=True):
        at_row, at_column = rows + down, columns + right
        inside = (at_row >= 0) & (at_row < height) & (at_column >= 0) & (at_column < width)
        flat[(at_row * width + at_column)[inside]] = colours[inside]


class BrushScatter(BrushPlot):
    """Costs the same to paint however many there are: the dots are a picture, made anew when they change."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__((Scale(0.0, 255.0), Scale(0.0, 255.0)), name, parent)
        self._means = np.zeros((0, 3))
        self._shown = np.zeros(0, np.bool_)
        self._image = QImage()
        self.setToolTip(
            "Each dot is one of them in its mean colour: to the right more red, upwards more blue.\n"
            "On the dotted line there is as much of both. Drag to mark a part"
        )

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def set_means(self, means: npt.NDArray[np.float64]) -> None:
        """Channel means (N, 3), NaN where they are not known; all are shown. The scales reach round about them."""
        self._means = means
        self.scales = (_scale_of(means[:, [0, 2]]),) * 2
        self._shown = np.ones(len(means), np.bool_)
        self._forget()

    def set_shown(self, shown: npt.NDArray[np.bool_]) -> None:
        """Which of them are shown, one flag for each; the others stay behind them as gray dots."""
        if not np.array_equal(shown, self._shown):
            self._shown = shown
            self._forget()

    def _forget(self) -> None:
        self._image = QImage()
        self.update()

    def area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)

    def plate(self) -> QRectF:
        return QRectF(self.rect())

    def draw_data(self, painter: QPainter) -> None:
        area = self.area()
        painter.setPen(QPen(theme.colour("edge"), 1, Qt.PenStyle.DotLine))
        low, high = self.scales[0].low, self.scales[0].high
        start, end = (QPointF(self.place(0, at), self.place(1, at)) for at in (low, high))
        painter.drawLine(start, end)
        painter.setFont(tick_font())
        painter.setPen(theme.colour("quiet"))
        words = area.adjusted(2, 0, -2, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, "cool: more blue")
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, "warm: more red")
        if self._image.isNull():
            self._image = self._draw_dots()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area.topLeft(), self._image)

    def _draw_dots(self) -> QImage:
        """All dots in the size of the area: those not shown, then a rim, then those shown."""
        fine = FINE * self.devicePixelRatioF()
        area = self.area()
        raster = np.zeros((max(1, round(area.height() * fine)), max(1, round(area.width() * fine))), np.uint32)
        known = ~np.isnan(self._means[:, 0])
        radius = (2.5 if np.count_nonzero(known) <= FEW else 1.5) * fine
        for mask, colour, wider in ((known & ~self._shown, "edge", 0.0), (known & self._shown, "quiet", 0.5 * fine)):
            means = self._means[mask]
            rim = np.full(len(means), theme.colour(colour).rgba(), np.uint32)
            stamp(raster, *self._cells(means, raster.shape), rim, radius + wider)
        means = self._means[known & self._shown]
        stamp(raster, *self._cells(means, raster.shape), _packed(means), radius)
        height, width = raster.shape
        # opaque or nothing, so it is its own premultiplied form, the one that is drawn fastest
        image = QImage(raster.view(np.uint8).data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied)
        image = image.copy()
        image.setDevicePixelRatio(fine)
        return image

    def _cells(self, means: npt.NDArray[np.float64], shape: tuple[int, ...]) -> tuple[Ints, Ints]:
        across, up = self.scales[0].shares(means[:, 0]), self.scales[1].shares(means[:, 2])
        return ((1 - up) * (shape[0] - 1)).astype(np.intp), (across * (shape[1] - 1)).astype(np.intp)

    def resizeEvent(self, event: object) -> None:
        self._forget()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._forget()
        super().changeEvent(event)


def _scale_of(means: npt.NDArray[np.float64]) -> Scale:
    """The same along both sides, so that gray is their diagonal; in steps, so that it seldom moves as pictures come."""
    if np.isnan(means).all():
        return Scale(0.0, 255.0)
    low = max(0.0, np.floor(np.nanmin(means) / STEP - 0.25) * STEP)
    high = min(255.0, np.ceil(np.nanmax(means) / STEP + 0.25) * STEP)
    return Scale(float(low), float(high))


def _packed(means: npt.NDArray[np.float64]) -> npt.NDArray[np.uint32]:
    """Opaque 0xAARRGGBB of channel means (N, 3)."""
    red, green, blue = np.clip(np.round(means), 0, 255).astype(np.uint32).T
    return np.uint32(0xFF000000) | red << np.uint32(16) | green << np.uint32(8) | blue
