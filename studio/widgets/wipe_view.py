"""Two pictures compared: wiped, flipped or side by side, with one zoom and pan. Knows pictures, not what they mean."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.records import Picture
from studio.look import theme
from studio.look.qt_images import to_image
from studio.widgets import zoom as geometry
from studio.widgets.zoom import Zoom

Mode = Literal["wipe", "flip", "side"]
Side = Literal["left", "right"]

_GRIP = 10.0  # radius of the round handle
_REACH = 12.0  # how near the line counts as on it
_GAP = 4.0
_PIXELS_SHOWN = 4.0  # from this enlargement on, pixels are squares: smoothing would hide what the filter did


class WipeView(QWidget):
    """The picture `left` (before) against `right` (after).

    Drag the ochre handle (or left/right arrows) to wipe, wheel to zoom at the cursor, drag to pan, double-click for
    fit/100 %, hold Space (or `hold_left(True)`) for the left picture alone; in flip mode a click changes sides.
    New pictures of the same shape keep zoom, pan and wipe, so a live change never makes the view jump.
    """

    wiped = Signal(float)
    held = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: dict[Side, QImage | None] = {"left": None, "right": None}
        self._scaled: dict[Side, QPixmap] = {}
        self._labels = {"left": "", "right": "", "corner": ""}
        self._empty = ""
        self._mode: Mode = "wipe"
        self._position = 0.5
        self._zoom = Zoom()
        self._holding = False
        self._flipped = False
        self._dragging: Literal["", "handle", "picture"] = ""
        self._last = QPointF()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)

    # what is shown

    def set_pictures(self, left: Picture | None, right: Picture | None) -> None:
        """Show these two; None leaves that side empty. Each is (height, width, 3) RGB uint8."""
        shape = self._shape()
        self._images = {"left": _image(left), "right": _image(right)}
        self._scaled.clear()
        if self._shape() != shape:
            self._zoom = Zoom()
        self.update()

    def set_labels(self, left: str = "", right: str = "", corner: str = "") -> None:
        """Small labels at the bottom left, the bottom right and the top right."""
        self._labels = {"left": left, "right": right, "corner": corner}
        self.setAccessibleName(", ".join(text for text in (left, right, corner) if text))
        self.update()

    def set_empty_text(self, text: str) -> None:
        """The sentence shown while there is no picture."""
        self._empty = text
        self.update()

    @property
    def empty_text(self) -> str:
        return self._empty

    @property
    def mode(self) -> Mode:
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        self._mode = mode
        self._flipped = False
        self._scaled.clear()
        self.update()

    @property
    def position(self) -> float:
        """Where the wipe stands, 0 (all right) to 1 (all left), of what is visible of the picture."""
        return self._position

    def set_position(self, position: float) -> None:
        position = max(0.0, min(position, 1.0))
        if position != self._position:
            self._position = position
            self.wiped.emit(position)
            self.update()

    def hold_left(self, on: bool) -> None:
        """Show the left picture alone while on: what holding Space does."""
        if on != self._holding:
            self._holding = on
            self.held.emit(on)
            self.update()

    @property
    def holding(self) -> bool:
        return self._holding

    @property
    def zoom(self) -> Zoom:
        return self._zoom

    def fit(self) -> None:
        """The whole picture in the view."""
        self._zoom = Zoom()
        self.update()

    def show_actual(self) -> None:
        """Every pixel of the picture as a whole number of pixels of the screen, so that none is blurred."""
        shape = QSizeF(*self._shape())
        self._zoom = geometry.actual(shape, self._area("left"), self.devicePixelRatioF())
        self.update()

    def picture_rect(self, side: Side = "left") -> QRectF:
        """What the picture of that side covers, in widget pixels."""
        return geometry.placed(QSizeF(*self._shape()), self._area(side), self._zoom)

    def handle_x(self) -> float:
        """Where the wipe's line stands, in widget pixels."""
        seen = self._seen()
        return seen.left() + self._position * seen.width()

    # geometry

    def _shape(self) -> tuple[int, int]:
        image = self._images["left"] or self._images["right"]
        return (image.width(), image.height()) if image is not None else (0, 0)

    def _area(self, side: Side) -> QRectF:
        area = QRectF(self.rect())
        if self._mode != "side":
            return area
        left, right = geometry.halves(area, _GAP)
        return left if side == "left" else right

    def _seen(self) -> QRectF:
        return self.picture_rect().intersected(QRectF(self.rect()))

    def _on_handle(self, at: QPointF) -> bool:
        return (
            self._wiping()
            and abs(at.x() - self.handle_x()) <= _REACH
            and self._seen().contains(QPointF(self._seen().center().x(), at.y()))
        )

    def _wiping(self) -> bool:
        both = self._images["left"] is not None and self._images["right"] is not None
        return self._mode == "wipe" and both and not self._holding

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("canvas"))
        if self._shape() == (0, 0):
            painter.setPen(theme.colour("quiet"))
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), _CENTRED, self._empty)
            return
        self._paint_pictures(painter)
        self._paint_labels(painter)

    def _paint_pictures(self, painter: QPainter) -> None:
        if self._mode == "side":
            self._draw(painter, "left", self._area("left"), "left")
            self._draw(painter, "left" if self._holding else "right", self._area("right"), "right")
            return
        if not self._wiping():
            self._draw(painter, self._single_side(), QRectF(self.rect()), "left")
            return
        line, area = self.handle_x(), QRectF(self.rect())
        self._draw(painter, "left", QRectF(area.topLeft(), QPointF(line, area.bottom())), "left")
        self._draw(painter, "right", QRectF(QPointF(line, area.top()), area.bottomRight()), "left")
        self._paint_handle(painter, line)

    def _single_side(self) -> Side:
        if self._images["right"] is None or (self._images["left"] is not None and (self._holding or self._flipped)):
            return "left"
        return "right"

    def _draw(self, painter: QPainter, side: Side, clip: QRectF, place: Side) -> None:
        image = self._images[side]
        if image is None or clip.isEmpty():
            return
        rect = self.picture_rect(place)
        painter.save()
        painter.setClipRect(clip)
        ratio = self.devicePixelRatioF()
        if rect.width() * ratio < image.width():
            painter.drawPixmap(rect, self._shrunk(side, image, rect.size() * ratio), QRectF())
        else:
            smooth = rect.width() / image.width() < _PIXELS_SHOWN
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
            painter.drawImage(rect, image)
        painter.restore()

    def _shrunk(self, side: Side, image: QImage, size: QSizeF) -> QPixmap:
        """The picture scaled down once per size: wiping over a large photo must not scale it at every move."""
        wanted = size.toSize()
        kept = self._scaled.get(side)
        if kept is None or kept.size() != wanted:
            kept = QPixmap.fromImage(image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, _SMOOTH))
            self._scaled[side] = kept
        return kept

    def _paint_handle(self, painter: QPainter, x: float) -> None:
        seen, accent = self._seen(), theme.colour("accent")
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

    def _paint_labels(self, painter: QPainter) -> None:
        left = self._labels["left"]
        for text, corner in (
            (left, Qt.Corner.BottomLeftCorner),
            ("" if self._holding else self._labels["right"], Qt.Corner.BottomRightCorner),
            (self._labels["corner"], Qt.Corner.TopRightCorner),
        ):
            if text:
                paint_label(painter, QRectF(self.rect()).adjusted(8, 8, -8, -8), text, corner)

    # mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        at = event.position()
        self._last = at
        on_handle = event.button() == Qt.MouseButton.LeftButton and self._on_handle(at)
        self._dragging = "handle" if on_handle else "picture"
        if self._mode == "flip" and event.button() == Qt.MouseButton.LeftButton:
            self._flipped = not self._flipped
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._dragging == "handle":
            seen = self._seen()
            self.set_position((at.x() - seen.left()) / max(seen.width(), 1.0))
        elif self._dragging == "picture":
            self._pan(at - self._last)
        self._last = at
        self.setCursor(Qt.CursorShape.SplitHCursor if self._on_handle(at) else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = ""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._zoom.factor > 1.0:
            self.fit()
        elif (rect := self.picture_rect()).width() > 0:
            self._zoom_by(max(2.0, self._shape()[0] / rect.width()), event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom_by(1.0015 ** event.angleDelta().y(), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -0.02, Qt.Key.Key_Right: 0.02}
        if event.key() == Qt.Key.Key_Space:
            self.hold_left(True)
        elif event.key() in moves:
            self.set_position(self._position + moves[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.hold_left(False)
        else:
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.update()
        super().changeEvent(event)

    def focusOutEvent(self, event: QEvent) -> None:
        self.hold_left(False)

    def _side_at(self, at: QPointF) -> Side:
        return "right" if self._mode == "side" and self._area("right").contains(at) else "left"

    def _zoom_by(self, factor: float, at: QPointF) -> None:
        area = self._area(self._side_at(at))
        self._zoom = geometry.zoomed(QSizeF(*self._shape()), area, self._zoom, factor, at)
        self.update()

    def _pan(self, by: QPointF) -> None:
        self._zoom = geometry.panned(QSizeF(*self._shape()), self._area("left"), self._zoom, by)
        self.update()


def paint_label(painter: QPainter, area: QRectF, text: str, corner: Qt.Corner) -> QRectF:
    """A small label on a dark plate in a corner of the area; returns the plate. Readable over any picture."""
    painter.save()
    font = painter.font()
    font.setPixelSize(11)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(int(area.width()) - 12, 12))
    plate = QRectF(0, 0, metrics.horizontalAdvance(text) + 12, metrics.height() + 4)
    right = corner in (Qt.Corner.BottomRightCorner, Qt.Corner.TopRightCorner)
    low = corner in (Qt.Corner.BottomLeftCorner, Qt.Corner.BottomRightCorner)
    plate.moveLeft(area.right() - plate.width() if right else area.left())
    plate.moveTop(area.bottom() - plate.height() if low else area.top())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("pill"))
    painter.drawRoundedRect(plate, 4, 4)
    painter.setPen(theme.colour("on_pill"))
    painter.drawText(plate, _CENTRED, text)
    painter.restore()
    return plate


def _image(picture: Picture | None) -> QImage | None:
    return None if picture is None else to_image(picture)


_CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
_SMOOTH = Qt.TransformationMode.SmoothTransformation
