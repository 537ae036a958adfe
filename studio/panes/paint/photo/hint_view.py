"""A comparison with colour points over the painting: set by a click, dragged, marked, taken away by Delete."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from models.paint_records import Hint
from models.records import Picture
from studio.look import theme
from studio.panes.paint.photo.veil import make_veil, paint_veil
from studio.widgets.wipe_view import WipeView

_RADIUS = 11.0


class HintView(WipeView):
    """placed(x, y) where the photo was touched, in its pixels; moved(number, x, y) when one was dragged there;

    marked(number), removed(number). Only while `active` does a touch mean a point; points can be dragged always.
    """

    placed = Signal(float, float)
    moved = Signal(int, float, float)
    marked = Signal(int)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.active = False
        self._hints: tuple[Hint, ...] = ()
        self._chosen = -1
        self._held = -1
        self._at = QPointF()
        self._veil: QImage | None = None

    def set_hints(self, hints: tuple[Hint, ...], chosen: int) -> None:
        self._hints, self._chosen = hints, chosen
        self.update()

    def set_doubt(self, doubt: Picture | None) -> None:
        """Lay a veil over what is guessed; None takes it away."""
        self._veil = make_veil(doubt) if doubt is not None else None
        self.update()

    def set_active(self, active: bool) -> None:
        """Whether a touch sets a point, instead of wiping and panning."""
        self.active = active
        self.setCursor(Qt.CursorShape.CrossCursor if active else Qt.CursorShape.ArrowCursor)

    def place_of(self, hint: Hint) -> QPointF:
        """Where it is drawn, in widget pixels."""
        return self._shown.on_screen(QPointF(hint.x, hint.y), "right")

    def _photo_at(self, at: QPointF) -> QPointF | None:
        """The pixel of the photo there; None beside it."""
        if not self.picture_rect("right").contains(at):
            return None
        pixel, (width, height) = self._shown.in_picture(at, "right"), self.picture_shape()
        return QPointF(min(pixel.x(), width - 1), min(pixel.y(), height - 1))

    def _hint_at(self, at: QPointF) -> int:
        """The topmost point there, -1 for none."""
        for number in reversed(range(len(self._hints))):
            if (self.place_of(self._hints[number]) - at).manhattanLength() <= 1.4 * _RADIUS:
                return number
        return -1

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self._veil is not None and self.picture_shape() != (0, 0) and not self.holding:
            paint_veil(painter, self._veil, self.picture_rect("right"), self._shown.shown_area("right"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, hint in enumerate(self._hints):
            at = self._at if number == self._held else self.place_of(hint)
            self._paint_hint(painter, at, hint, number == self._chosen)

    def _paint_hint(self, painter: QPainter, at: QPointF, hint: Hint, chosen: bool) -> None:
        """A disc of its colour with a white ring and a dark hairline; marked, with an ochre one around."""
        disc = QRectF(at.x() - _RADIUS, at.y() - _RADIUS, 2 * _RADIUS, 2 * _RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if chosen:
            painter.setPen(QPen(theme.colour("accent"), 3))
            painter.drawEllipse(disc.adjusted(-3, -3, 3, 3))
        painter.setPen(QPen(QColor(0, 0, 0, 160), 1))
        painter.drawEllipse(disc.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.setPen(QPen(QColor("white"), 2.5))
        painter.setBrush(QColor(hint.red, hint.green, hint.blue))
        painter.drawEllipse(disc.adjusted(1.5, 1.5, -1.5, -1.5))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        number = self._hint_at(at) if event.button() == Qt.MouseButton.LeftButton else -1
        pixel = self._photo_at(at)
        if number >= 0:
            self._held, self._at = number, at
            self.marked.emit(number)
        elif self.active and pixel is not None and event.button() == Qt.MouseButton.LeftButton:
            self.placed.emit(pixel.x(), pixel.y())
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held >= 0:
            self._at = event.position()
            self.update()
            return
        super().mouseMoveEvent(event)
        if self.active:
            self.setCursor(Qt.CursorShape.CrossCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number, self._held = self._held, -1
        if number < 0:
            super().mouseReleaseEvent(event)
            return
        pixel = self._photo_at(event.position())
        dragged = (event.position() - self.place_of(self._hints[number])).manhattanLength() > 2
        if pixel is not None and dragged:
            self.moved.emit(number, pixel.x(), pixel.y())
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.active:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._chosen >= 0:
            self.removed.emit(self._chosen)
        else:
            super().keyPressEvent(event)
