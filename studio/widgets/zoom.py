"""Where a picture lies on a canvas under zoom and pan: pure geometry, in logical pixels. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

DEEPEST = 32.0
"""Widget pixels per picture pixel at the deepest zoom."""


@dataclass(frozen=True, slots=True)
class Zoom:
    """factor: 1 is "the whole picture fits"; (x, y): the picture's point, 0 to 1, at the canvas's centre."""

    factor: float = 1.0
    x: float = 0.5
    y: float = 0.5


def fitted(picture: QSizeF, area: QRectF) -> QRectF:
    """The largest rectangle of the picture's shape inside the area, centred."""
    if picture.isEmpty() or area.isEmpty():
        return QRectF()
    scale = min(area.width() / picture.width(), area.height() / picture.height())
    size = picture * scale
    corner = area.center() - QPointF(size.width() / 2, size.height() / 2)
    return QRectF(corner, size)


def placed(picture: QSizeF, area: QRectF, zoom: Zoom) -> QRectF:
    """The rectangle the whole picture covers; it may reach beyond the area, never leaves a gap it could fill."""
    size = fitted(picture, area).size() * zoom.factor
    if size.isEmpty():
        return QRectF()
    left = _along(area.left(), area.width(), size.width(), zoom.x)
    top = _along(area.top(), area.height(), size.height(), zoom.y)
    return QRectF(left, top, size.width(), size.height())


def _along(start: float, room: float, length: float, at: float) -> float:
    """Where a line of this length starts: centred while it fits, else with its point `at` in the middle, no gaps."""
    if length <= room:
        return start + (room - length) / 2
    return max(start + room - length, min(start, start + room / 2 - at * length))


def zoomed(picture: QSizeF, area: QRectF, zoom: Zoom, by: float, at: QPointF) -> Zoom:
    """Zoomed by a factor so that the picture's point under `at` stays there; never smaller than the whole."""
    before = placed(picture, area, zoom)
    if before.isEmpty():
        return zoom
    deepest = max(1.0, DEEPEST * picture.width() / fitted(picture, area).width())
    factor = max(1.0, min(zoom.factor * by, deepest))
    grown = factor / zoom.factor
    corner = at + (before.topLeft() - at) * grown
    return _seen_from(QRectF(corner, before.size() * grown), area, factor)


def actual(picture: QSizeF, area: QRectF, ratio: float) -> Zoom:
    """At which every pixel of the picture is a whole number of pixels of the screen: one, or as many as fit.

    ratio: pixels of the screen per widget pixel.
    """
    fit = fitted(picture, area)
    if fit.isEmpty():
        return Zoom()
    times = max(1, int(fit.width() * ratio / picture.width()))
    return Zoom(times * picture.width() / (fit.width() * ratio))


def panned(picture: QSizeF, area: QRectF, zoom: Zoom, by: QPointF) -> Zoom:
    """Moved with the hand by some widget pixels."""
    moved = placed(picture, area, zoom).translated(by)
    if moved.isEmpty():
        return zoom
    held = placed(picture, area, _seen_from(moved, area, zoom.factor))
    return _seen_from(held, area, zoom.factor)


def _seen_from(rect: QRectF, area: QRectF, factor: float) -> Zoom:
    offset = area.center() - rect.topLeft()
    return Zoom(factor, offset.x() / rect.width(), offset.y() / rect.height())


def halves(area: QRectF, gap: float) -> tuple[QRectF, QRectF]:
    """The area cut into a left and a right half with a gap between."""
    width = max((area.width() - gap) / 2, 1.0)
    left = QRectF(area.left(), area.top(), width, area.height())
    return left, left.translated(width + gap, 0)
