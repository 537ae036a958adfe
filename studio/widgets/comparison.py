"""Two pictures compared, as values: which are shown, where each lies, where the wipe stands. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage

from studio.widgets import zoom as geometry
from studio.widgets.zoom import Zoom

Mode = Literal["wipe", "flip", "side"]
Side = Literal["left", "right"]

_REACH = 12.0  # how near the line counts as on it
_GAP = 4.0


@dataclass(slots=True)
class Comparison:
    """room: asked for what both may cover; position: where the wipe stands in what is visible of the picture, from 0

    (all right) to 1 (all left); holding: the left one alone is shown; flipped: the other side in flip mode.
    """

    room: Callable[[], QRectF]
    images: dict[Side, QImage | None] = field(default_factory=lambda: {"left": None, "right": None})
    mode: Mode = "wipe"
    position: float = 0.5
    zoom: Zoom = field(default_factory=Zoom)
    holding: bool = False
    flipped: bool = False

    @property
    def area(self) -> QRectF:
        return self.room()

    def shape(self) -> tuple[int, int]:
        """Width and height of the pictures; (0, 0) while there is none."""
        image = self.images["left"] or self.images["right"]
        return (image.width(), image.height()) if image is not None else (0, 0)

    def area_of(self, side: Side) -> QRectF:
        """What the picture of that side may cover."""
        if self.mode != "side":
            return self.area
        left, right = geometry.halves(self.area, _GAP)
        return left if side == "left" else right

    def picture_rect(self, side: Side = "left") -> QRectF:
        """What the picture of that side covers; it may reach beyond its area."""
        return geometry.placed(QSizeF(*self.shape()), self.area_of(side), self.zoom)

    def on_screen(self, place: QPointF, side: Side = "left") -> QPointF:
        """Where a place of the pictures, in their own pixels, is shown."""
        rect, (width, height) = self.picture_rect(side), self.shape()
        across, down = rect.width() / max(1, width), rect.height() / max(1, height)
        return rect.topLeft() + QPointF(place.x() * across, place.y() * down)

    def in_picture(self, at: QPointF, side: Side = "left") -> QPointF:
        """The other way round; it may lie beside the pictures."""
        rect, (width, height) = self.picture_rect(side), self.shape()
        across, down = width / max(1e-6, rect.width()), height / max(1e-6, rect.height())
        return QPointF((at.x() - rect.left()) * across, (at.y() - rect.top()) * down)

    def shown_area(self, side: Side) -> QRectF:
        """Where the picture of that side is seen, and not the other; empty while it is not."""
        area = self.area_of(side)
        if self.mode == "side":
            return area
        if not self.wiping():
            return area if self.single_side() == side else QRectF()
        line = self.handle_x()
        if side == "left":
            return QRectF(area.topLeft(), QPointF(line, area.bottom()))
        return QRectF(QPointF(line, area.top()), area.bottomRight())

    def seen(self) -> QRectF:
        return self.picture_rect().intersected(self.area)

    def handle_x(self) -> float:
        """Where the wipe's line stands."""
        seen = self.seen()
        return seen.left() + self.position * seen.width()

    def position_at(self, x: float) -> float:
        """Where the wipe stands when its line is dragged there."""
        seen = self.seen()
        return max(0.0, min((x - seen.left()) / max(seen.width(), 1.0), 1.0))

    def wiping(self) -> bool:
        both = self.images["left"] is not None and self.images["right"] is not None
        return self.mode == "wipe" and both and not self.holding

    def on_handle(self, at: QPointF) -> bool:
        seen = self.seen()
        near = abs(at.x() - self.handle_x()) <= _REACH
        return self.wiping() and near and seen.contains(QPointF(seen.center().x(), at.y()))

    def single_side(self) -> Side:
        """The one shown where one is shown."""
        left, right = self.images["left"], self.images["right"]
        return "left" if right is None or (left is not None and (self.holding or self.flipped)) else "right"

    def zoom_by(self, factor: float, at: QPointF) -> None:
        side: Side = "right" if self.mode == "side" and self.area_of("right").contains(at) else "left"
        self.zoom = geometry.zoomed(QSizeF(*self.shape()), self.area_of(side), self.zoom, factor, at)

    def toggle_zoom(self, at: QPointF) -> None:
        """The whole picture, or every pixel of it as it is, at least twice as large."""
        if self.zoom.factor > 1.0:
            self.zoom = Zoom()
        elif (rect := self.picture_rect()).width() > 0:
            self.zoom_by(max(2.0, self.shape()[0] / rect.width()), at)

    def pan(self, by: QPointF) -> None:
        self.zoom = geometry.panned(QSizeF(*self.shape()), self.area_of("left"), self.zoom, by)

    def show_actual(self, ratio: float) -> None:
        """Every pixel as a whole number of pixels of the screen. ratio: pixels of the screen per widget pixel."""
        self.zoom = geometry.actual(QSizeF(*self.shape()), self.area_of("left"), ratio)
