"""Two pictures compared: wiped, flipped or side by side, with one zoom and pan. Knows pictures, not what they mean."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.records import Picture
from studio.look import theme
from studio.look.qt_images import to_image
from studio.widgets.comparison import Comparison, Mode, Side
from studio.widgets.comparison_paint import ComparisonPainter, paint_labels
from studio.widgets.zoom import Zoom

_CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


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
        self._shown = Comparison(lambda: QRectF(self.rect()))
        self._painter = ComparisonPainter()
        self._labels = {"left": "", "right": "", "corner": ""}
        self._empty = ""
        self._dragging: Literal["", "handle", "picture"] = ""
        self._last = QPointF()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)

    # what is shown

    def set_pictures(self, left: Picture | None, right: Picture | None) -> None:
        """Show these two; None leaves that side empty. Each is (height, width, 3) RGB uint8."""
        shape = self._shown.shape()
        self._shown.images = {"left": _image(left), "right": _image(right)}
        self._painter.forget()
        if self._shown.shape() != shape:
            self._shown.zoom = Zoom()
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
        return self._shown.mode

    def set_mode(self, mode: Mode) -> None:
        self._shown.mode = mode
        self._shown.flipped = False
        self._painter.forget()
        self.update()

    @property
    def position(self) -> float:
        """Where the wipe stands, 0 (all right) to 1 (all left), of what is visible of the picture."""
        return self._shown.position

    def set_position(self, position: float) -> None:
        position = max(0.0, min(position, 1.0))
        if position != self._shown.position:
            self._shown.position = position
            self.wiped.emit(position)
            self.update()

    def hold_left(self, on: bool) -> None:
        """Show the left picture alone while on: what holding Space does."""
        if on != self._shown.holding:
            self._shown.holding = on
            self.held.emit(on)
            self.update()

    @property
    def holding(self) -> bool:
        return self._shown.holding

    @property
    def zoom(self) -> Zoom:
        return self._shown.zoom

    def fit(self) -> None:
        """The whole picture in the view."""
        self._shown.zoom = Zoom()
        self.update()

    def show_actual(self) -> None:
        """Every pixel of the picture as a whole number of pixels of the screen, so that none is blurred."""
        self._shown.show_actual(self.devicePixelRatioF())
        self.update()

    def picture_rect(self, side: Side = "left") -> QRectF:
        """What the picture of that side covers, in widget pixels."""
        return self._shown.picture_rect(side)

    def picture_shape(self) -> tuple[int, int]:
        """Width and height of the pictures in their own pixels; (0, 0) while there is none."""
        return self._shown.shape()

    def handle_x(self) -> float:
        """Where the wipe's line stands, in widget pixels."""
        return self._shown.handle_x()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("canvas"))
        if self._shown.shape() == (0, 0):
            painter.setPen(theme.colour("quiet"))
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), _CENTRED, self._empty)
            return
        self._painter.paint(painter, self._shown)
        paint_labels(painter, self._shown, self._labels)

    # mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        at = event.position()
        self._last = at
        on_handle = event.button() == Qt.MouseButton.LeftButton and self._shown.on_handle(at)
        self._dragging = "handle" if on_handle else "picture"
        if self._shown.mode == "flip" and event.button() == Qt.MouseButton.LeftButton:
            self._shown.flipped = not self._shown.flipped
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._dragging == "handle":
            self.set_position(self._shown.position_at(at.x()))
        elif self._dragging == "picture":
            self._shown.pan(at - self._last)
            self.update()
        self._last = at
        self.setCursor(Qt.CursorShape.SplitHCursor if self._shown.on_handle(at) else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = ""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._shown.toggle_zoom(event.position())
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._shown.zoom_by(1.0015 ** event.angleDelta().y(), event.position())
        self.update()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -0.02, Qt.Key.Key_Right: 0.02}
        if event.key() == Qt.Key.Key_Space:
            self.hold_left(True)
        elif event.key() in moves:
            self.set_position(self.position + moves[Qt.Key(event.key())])
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


def _image(picture: Picture | None) -> QImage | None:
    return None if picture is None else to_image(picture)
