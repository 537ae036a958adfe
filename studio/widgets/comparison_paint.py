"""How two compared pictures look: beside each other, wiped with a handle, alone; and their labels."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap, QPolygonF

from studio.look import theme
from studio.widgets.comparison import Comparison, Side
from studio.widgets.picture_label import paint_label

_GRIP = 10.0  # radius of the round handle
_PIXELS_SHOWN = 4.0  # from this enlargement on, pixels are squares: smoothing would hide what the filter did


class ComparisonPainter:
    """Keeps each picture scaled down once per size: wiping over a large photo must not scale it at every move."""

    def __init__(self) -> None:
        self._shrunk: dict[Side, QPixmap] = {}

    def forget(self) -> None:
        """The pictures are others now."""
        self._shrunk.clear()

    def paint(self, painter: QPainter, shown: Comparison) -> None:
        if shown.mode == "side":
            self._draw(painter, shown, "left", shown.area_of("left"), "left")
            self._draw(painter, shown, "left" if shown.holding else "right", shown.area_of("right"), "right")
            return
        self._draw(painter, shown, "left", shown.shown_area("left"), "left")
        self._draw(painter, shown, "right", shown.shown_area("right"), "left")
        if shown.wiping():
            _paint_handle(painter, shown.handle_x(), shown.seen())

    def _draw(self, painter: QPainter, shown: Comparison, side: Side, clip: QRectF, place: Side) -> None:
        """The picture of one side, where that of `place` lies, as far as the clip reaches."""
        image = shown.images[side]
        if image is None or clip.isEmpty():
            return
        rect = shown.picture_rect(place)
        painter.save()
        painter.setClipRect(clip)
        ratio = painter.device().devicePixelRatioF()
        if rect.width() * ratio < image.width():
            painter.drawPixmap(rect, self._shrink(side, image, rect.size() * ratio), QRectF())
        else:
            smooth = rect.width() / image.width() < _PIXELS_SHOWN
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
            painter.drawImage(rect, image)
        painter.restore()

    def _shrink(self, side: Side, image: QImage, size: QSizeF) -> QPixmap:
        wanted = size.toSize()
        kept = self._shrunk.get(side)
        if kept is None or kept.size() != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            kept = QPixmap.fromImage(image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
            self._shrunk[side] = kept
        return kept


def _paint_handle(painter: QPainter, x: float, seen: QRectF) -> None:
    accent = theme.colour("accent")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(accent, 2))
    painter.drawLine(QPointF(x, seen.top()), QPointF(x, seen.bottom()))
    centre = QPointF(x, seen.center().y())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    painter.drawEllipse(centre, _GRIP, _GRIP)
    painter.setPen(QPen(theme.colour("on_accent"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(centre - QPointF(6, 0), centre + QPointF(6, 0))
    for way in (-1, 1):
        tip = centre + QPointF(6 * way, 0)
        painter.drawPolyline(QPolygonF([tip + QPointF(-3 * way, -3), tip, tip + QPointF(-3 * way, 3)]))


def paint_labels(painter: QPainter, shown: Comparison, labels: Mapping[str, str]) -> None:
    """labels: "left" and "right" at the foot, "corner" at the top right."""
    area = shown.area.adjusted(8, 8, -8, -8)
    for text, corner in (
        (labels["left"], Qt.Corner.BottomLeftCorner),
        ("" if shown.holding else labels["right"], Qt.Corner.BottomRightCorner),
        (labels["corner"], Qt.Corner.TopRightCorner),
    ):
        if text:
            paint_label(painter, area, text, corner)
