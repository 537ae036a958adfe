"""The photo with its marks in red, wiped against the repaired one; the tool in the hand draws strokes on it."""

from __future__ import annotations

from typing import Literal

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from models.cv import cv2
from models.painting.photo_mask import Mask
from models.photos.damage import DamagedPlace
from studio.look import theme
from studio.panes.paint.repair.marks import Stroke
from studio.widgets.picture_label import paint_label
from studio.widgets.wipe_view import WipeView

Tool = Literal["brush", "line", "lasso", "erase", "move"]

_RED = QColor(222, 62, 52)
_SHOWN_AT_MOST = 1600
"""Longer side of the red layer: more would take longer than a stroke may, and show nothing more."""


class RepairCanvas(WipeView):
    """drawn(Stroke) when the mouse is let go.

    The left button draws, unless the tool is "move" or it grips the wipe; the middle one moves the picture always.
    """

    drawn = Signal(Stroke)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tool: Tool = "brush"
        self.size_px = 24
        self.marks_shown = True
        self._red = QImage()
        self._points: list[tuple[float, float]] = []
        self._pointer: QPointF | None = None
        self._place: tuple[DamagedPlace, int] | None = None

    def set_mask(self, mask: Mask | None) -> None:
        """Show these marks."""
        self._red = QImage() if mask is None or not mask.any() else _red_layer(mask)
        self.update()

    def set_place(self, place: DamagedPlace | None, number: int = 0) -> None:
        """Put the ring round this place, under its number."""
        self._place = (place, number) if place is not None else None
        self.update()

    def set_tool(self, tool: Tool) -> None:
        self.tool = tool
        self.setCursor(Qt.CursorShape.OpenHandCursor if tool == "move" else Qt.CursorShape.CrossCursor)
        self.update()

    def look_at(self, place: DamagedPlace) -> None:
        """Bring the place to the middle where only a part of the picture is shown."""
        rect = self.picture_rect()
        at = self._middle_of(place)
        if rect.width() > self.width() or rect.height() > self.height():
            self._shown.pan(QPointF(self.rect().center()) - at)
            self.update()

    # where things are

    @property
    def _scale(self) -> float:
        """Widget pixels per pixel of the photo."""
        width = self._shown.shape()[0]
        return self.picture_rect().width() / width if width else 1.0

    def _in_photo(self, at: QPointF) -> tuple[float, float]:
        pixel = self._shown.in_picture(at)
        return pixel.x(), pixel.y()

    def _middle_of(self, place: DamagedPlace) -> QPointF:
        return self._shown.on_screen(QPointF(place.x + place.width / 2, place.y + place.height / 2))

    # what is drawn

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._shown.shape() == (0, 0):
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self.marks_shown and not self.holding:
            painter.save()
            painter.setClipRect(self._shown.shown_area("left"))
            painter.drawImage(self.picture_rect(), self._red)
            painter.restore()
        self._paint_stroke(painter)
        self._paint_place(painter)
        if self._pointer is not None and self.tool in ("brush", "line", "erase"):
            painter.setPen(QPen(QColor("white"), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = max(2.0, self.size_px * self._scale / 2)
            painter.drawEllipse(self._pointer, radius, radius)

    def _paint_stroke(self, painter: QPainter) -> None:
        if not self._points:
            return
        line = QPolygonF([self._shown.on_screen(QPointF(x, y)) for x, y in self._points])
        colour = QColor(theme.colour("canvas") if self.tool == "erase" else _RED)
        colour.setAlpha(128)
        width = 1.5 if self.tool == "lasso" else max(1.0, self.size_px * self._scale)
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(colour if self.tool == "lasso" else Qt.BrushStyle.NoBrush)
        if self.tool == "lasso":
            painter.drawPolygon(line)
        else:
            painter.drawPolyline(line)

    def _paint_place(self, painter: QPainter) -> None:
        if self._place is None:
            return
        place, number = self._place
        middle = self._middle_of(place)
        radius = max(16.0, max(place.width, place.height) * self._scale / 2 + 6)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, radius, radius)
        beside = QRectF(middle.x() + radius * 0.7, middle.y() - radius * 0.7 - 24, 48, 24)
        paint_label(painter, beside, str(number), Qt.Corner.BottomLeftCorner)

    # mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        draws = event.button() == Qt.MouseButton.LeftButton and self.tool != "move"
        if not draws or self._shown.on_handle(at) or not self.picture_rect().contains(at):
            super().mousePressEvent(event)
            return
        self._points = [self._in_photo(at)] * 2
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._points:
            point = self._in_photo(self._pointer)
            self._points = [self._points[0], point] if self.tool == "line" else [*self._points, point]
        else:
            super().mouseMoveEvent(event)
            if not self._shown.on_handle(self._pointer):
                self.setCursor(Qt.CursorShape.OpenHandCursor if self.tool == "move" else Qt.CursorShape.CrossCursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._points:
            super().mouseReleaseEvent(event)
            return
        points, self._points = tuple(self._points), []
        if self.tool != "move":
            self.drawn.emit(Stroke(self.tool, points, self.size_px))
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.tool == "move":
            super().mouseDoubleClickEvent(event)
        else:
            self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()


def _red_layer(mask: Mask) -> QImage:
    """Half of red over what is marked, small enough to be made at once."""
    height, width = mask.shape
    shrink = min(1.0, _SHOWN_AT_MOST / max(width, height))
    size = (max(1, round(width * shrink)), max(1, round(height * shrink)))
    share = cv2.resize(mask.view(np.uint8) * np.uint8(255), size, interpolation=cv2.INTER_AREA)
    strength = np.minimum(np.arange(256) * 2, 255) // 2  # a hair line is seen at any zoom
    layer = QImage(np.ascontiguousarray(share).data, *size, size[0], QImage.Format.Format_Indexed8)
    layer.setColorTable([QColor(_RED.red(), _RED.green(), _RED.blue(), int(alpha)).rgba() for alpha in strength])
    return layer.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
