"""The drawing and its answer side by side under one zoom. Tells where the pen goes; draws no stroke itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTabletEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.look import theme
from studio.panes.paint.brush.ring import paint_ring
from studio.widgets.zoom import Zoom, halves, panned, placed, zoomed

ACROSS = 256
"""Places on the drawing are told in pixels of one that is so wide, whatever its true size."""
_SHAPE = QSizeF(ACROSS, ACROSS * 5 / 4)
GAP = 16
_FAINT = 0.4


@dataclass(frozen=True, slots=True)
class PenAt:
    """Where the pen is, in pixels of a drawing 256 px wide. pressure: 0 to 1, of a mouse 1; straight: Shift is held."""

    x: float
    y: float
    pressure: float
    straight: bool


class BrushCanvas(QWidget):
    """pressed(PenAt), moved(PenAt), lifted(PenAt) of a pen or the mouse, on either picture; zoom_changed()."""

    pressed = Signal(PenAt)
    moved = Signal(PenAt)
    lifted = Signal(PenAt)
    zoom_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom = Zoom()
        self.drawn: QImage | None = None
        self.answer: QImage | None = None
        self._under: QImage | None = None
        self.lines_over = False
        """Whether the lines are shown faintly on the answer."""
        self.moving = False
        """Whether the hand moves the picture instead of drawing."""
        self._space = False
        self._ring = 2.0
        self._tip = ""
        self._at: QPointF | None = None
        self._held = ""
        self._last = QPointF()
        self.setMouseTracking(True)
        self.setTabletTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 120)
        self.setAccessibleName("What you draw, and what the encoder makes of it")

    # what is shown

    def set_drawn(self, image: QImage, part: QRectF | None = None) -> None:
        """The drawing; part: what changed of it, in its pixels, None for all."""
        self.drawn = image
        if part is None or self.lines_over:
            self.update()
            return
        at = self.picture_rect(0)
        scale = at.width() / image.width()
        changed = QRectF(at.topLeft() + part.topLeft() * scale, part.size() * scale)
        self.update(changed.adjusted(-2, -2, 2, 2).toAlignedRect())

    def set_answer(self, image: QImage | None) -> None:
        """What the encoder made of it."""
        self.answer = image
        self.update(self._areas()[1].toAlignedRect())

    def set_ring(self, size: float, tip: str) -> None:
        """The pen's size in pixels of a drawing 256 px wide, and what it draws."""
        self._ring, self._tip = size, tip
        self.update()

    def set_under(self, photo: QImage | None) -> None:
        """The photo beneath the lines, None for the lines alone."""
        self._under = photo
        self.update()

    def set_lines_over(self, on: bool) -> None:
        self.lines_over = on
        self.update()

    def set_moving(self, moving: bool) -> None:
        self.moving = moving
        self.update()

    def set_zoom_factor(self, factor: float) -> None:
        """1 shows the whole; about the middle of the picture."""
        area = self._areas()[0]
        self.zoom = zoomed(_SHAPE, area, self.zoom, factor / self.zoom.factor, area.center())
        self._on_zoomed()

    @property
    def scale(self) -> float:
        """Widget pixels for each pixel of a drawing 256 px wide."""
        return self.picture_rect(0).width() / ACROSS

    def picture_rect(self, side: int) -> QRectF:
        """What the drawing (0) or the answer (1) covers, in widget pixels; it may reach beyond its half."""
        return placed(_SHAPE, self._areas()[side], self.zoom)

    def _areas(self) -> tuple[QRectF, QRectF]:
        return halves(QRectF(self.rect()), GAP)

    def _on_zoomed(self) -> None:
        self.update()
        self.zoom_changed.emit()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), theme.colour("canvas"))
        for side, area in enumerate(self._areas()):
            painter.save()
            painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
            self._paint_side(painter, side)
            painter.restore()

    def _paint_side(self, painter: QPainter, side: int) -> None:
        at, image = self.picture_rect(side), self.answer if side else self.drawn
        if image is None:
            painter.fillRect(at, theme.colour("window"))
        else:
            painter.drawImage(at, image)
        above = (self.drawn if self.lines_over else None) if side else self._under
        if above is not None and image is not None:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
            painter.setOpacity(_FAINT)
            painter.drawImage(at, above)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setOpacity(1)
        if self._at is not None and not self._hand:
            tip = self._tip if side == 0 and not self._held else ""
            centre = at.topLeft() + self._at * (at.width() / ACROSS)
            paint_ring(painter, centre, max(3.0, self._ring * at.width() / ACROSS / 2), tip)

    # by hand

    @property
    def _hand(self) -> bool:
        return self.moving or self._space

    def place(self, position: QPointF) -> QPointF:
        """A place on either half, in pixels of a drawing 256 px wide."""
        left, right = self._areas()
        side = 1 if position.x() >= (left.right() + right.left()) / 2 else 0
        at = self.picture_rect(side)
        return (position - at.topLeft()) * (ACROSS / max(1.0, at.width()))

    def _pen(self, position: QPointF, pressure: float, straight: bool) -> PenAt:
        self._at = self.place(position)
        return PenAt(self._at.x(), self._at.y(), pressure, straight)

    def _move_ring(self, position: QPointF) -> None:
        """Only what the ring covered and covers is painted again."""
        before, self._at = self._at, self.place(position)
        for place in (before, self._at):
            if place is not None:
                self._update_ring(place)

    def _update_ring(self, place: QPointF) -> None:
        reach = max(3.0, self._ring * self.scale / 2) + 4
        for side in (0, 1):
            at = self.picture_rect(side)
            centre = at.topLeft() + place * (at.width() / ACROSS)
            beside = 220 if side == 0 and self._tip else 0
            around = QRectF(centre, centre).adjusted(-reach, -reach, reach + beside, reach + (40 if beside else 0))
            self.update(around.toAlignedRect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (left and self._hand):
            self._held, self._last = "picture", event.position()
        elif left:
            self._held = "pen"
            self.pressed.emit(self._pen(event.position(), 1.0, _straight(event)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._move_ring(event.position())
        if self._held == "picture":
            self.zoom = panned(_SHAPE, self._areas()[0], self.zoom, event.position() - self._last)
            self._last = event.position()
            self._on_zoomed()
        elif self._held == "pen":
            self.moved.emit(self._pen(event.position(), 1.0, _straight(event)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held = self._held, ""
        if held == "pen":
            self.lifted.emit(self._pen(event.position(), 1.0, _straight(event)))

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen draws as wide as it is pressed; moving the picture stays with the mouse events it makes."""
        event.accept()
        kind, position = event.type(), event.position()
        if self._hand or (self._held == "picture"):
            event.ignore()
            return
        self._move_ring(position)
        if kind == QEvent.Type.TabletPress:
            self._held = "pen"
            self.pressed.emit(self._pen(position, event.pressure(), _straight(event)))
        elif kind == QEvent.Type.TabletRelease and self._held:
            self._held = ""
            self.lifted.emit(self._pen(position, event.pressure(), _straight(event)))
        elif self._held:
            self.moved.emit(self._pen(position, event.pressure(), _straight(event)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        left, right = self._areas()
        position = event.position()
        area = right if position.x() >= right.left() else left
        self.zoom = zoomed(_SHAPE, area, self.zoom, 1.0015 ** event.angleDelta().y(), position)
        self._on_zoomed()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._set_space(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._set_space(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QEvent) -> None:
        self._set_space(False)

    def _set_space(self, held: bool) -> None:
        self._space = held
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._hand else Qt.CursorShape.CrossCursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._at = None
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)


def _straight(event: QMouseEvent | QTabletEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
