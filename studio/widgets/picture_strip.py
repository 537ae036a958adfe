"""A row of pictures of one shape that fills its width; one may be chosen. Knows pictures and labels, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from models.records import Picture
from studio.look import theme
from studio.look.qt_images import to_image
from studio.widgets.picture_label import paint_label

_GAP = 8.0
_FADE = 28.0
_ROOM = 2.0  # around the pictures, for the outline of the chosen one


def places(count: int, width: float, shape: float, tallest: float, slimmest: float = 8.0) -> list[QRectF]:
    """Where `count` pictures of height/width `shape` lie: equally wide, as wide as fits, at most `tallest` high.

    slimmest: as narrow as they may get; then they reach beyond the width.
    """
    if count == 0:
        return []
    each = (width - 2 * _ROOM - _GAP * (count - 1)) / count
    each = max(min(slimmest, tallest / shape), min(each, tallest / shape))
    return [QRectF(_ROOM + i * (each + _GAP), _ROOM, each, each * shape) for i in range(count)]


class PictureStrip(QWidget):
    """chosen(key) by click, or by arrow keys while it has the focus; menu_asked(key, place) by a right click;

    removed(key) by Delete. Where there is no room for all at `slimmest` px, the wheel or a drag moves the row.
    """

    chosen = Signal(str)
    menu_asked = Signal(str, QPoint)
    removed = Signal(str)

    def __init__(
        self, shape: float = 320 / 256, tallest: float = 220.0, slimmest: float = 8.0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shape = shape
        self._tallest = tallest
        self._slimmest = slimmest
        self._offset = 0.0
        self._grabbed: QPointF | None = None
        self._moved = 0.0
        self._items: list[tuple[str, str]] = []
        self._images: dict[str, QImage] = {}
        self._current = ""
        self._under = ""
        self._slots = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_items(self, items: Sequence[tuple[str, str]], slots: int = 0) -> None:
        """(key, label) from left to right; `slots`: leave room for at least so many, so that sizes don't jump."""
        self._items = list(items)
        self._slots = slots
        self._images = {key: self._images[key] for key, _ in self._items if key in self._images}
        self._fit_height()
        self.update()

    def set_picture(self, key: str, picture: Picture) -> None:
        self._images[key] = to_image(picture)
        self.update()

    def clear_pictures(self) -> None:
        """Leave every place empty until its picture comes."""
        self._images.clear()
        self.update()

    def names(self) -> list[str]:
        return [key for key, _ in self._items]

    def shown(self, key: str) -> bool:
        """Whether the picture of that key has come."""
        return key in self._images

    def current(self) -> str:
        return self._current

    def set_current(self, key: str) -> None:
        """Outline one without chosen(), and bring it into sight; "" outlines none."""
        self._current = key
        self._reveal(key)
        self.update()

    def rects(self) -> list[QRectF]:
        """Where the pictures stand now; parts of them, or all, may lie beyond the edges."""
        return [rect.translated(-self._offset, 0) for rect in self._places()[: len(self._items)]]

    def _places(self) -> list[QRectF]:
        count = max(len(self._items), self._slots, 1)
        return places(count, float(self.width()), self._shape, self._tallest, self._slimmest)

    def _farthest(self) -> float:
        """How far the row can be moved."""
        return max(0.0, self._places()[-1].right() + _ROOM - self.width())

    def _move_to(self, offset: float) -> None:
        self._offset = min(max(0.0, offset), self._farthest())
        self.update()

    def _reveal(self, key: str) -> None:
        """Move the row as little as shows this picture and a bit of the next one, which says that there are more."""
        if key in self.names():
            rect, peek = self._places()[self.names().index(key)], 28.0
            self._move_to(max(rect.right() + peek - self.width(), min(self._offset, rect.left() - peek)))

    def set_tallest(self, pixels: float) -> None:
        if pixels != self._tallest:
            self._tallest = pixels
            self._fit_height()

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_height()

    def _fit_height(self) -> None:
        self.setFixedHeight(round(self._places()[0].height() + 2 * _ROOM))
        self._move_to(self._offset)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for (key, label), rect in zip(self._items, self.rects(), strict=True):
            if rect.intersects(QRectF(self.rect())):
                self._paint_item(painter, key, label, rect)
        self._paint_fades(painter)

    def _paint_fades(self, painter: QPainter) -> None:
        """The row fades where it goes on beyond an edge."""
        for goes_on, edge, inner in (
            (self._offset > 0, 0.0, _FADE),
            (self._offset < self._farthest(), float(self.width()), self.width() - _FADE),
        ):
            if goes_on:
                shade, clear = theme.colour("window"), theme.colour("window")
                clear.setAlpha(0)
                fade = QLinearGradient(edge, 0, inner, 0)
                fade.setColorAt(0, shade)
                fade.setColorAt(1, clear)
                painter.fillRect(QRectF(min(edge, inner), 0, _FADE, self.height()), fade)

    def _paint_item(self, painter: QPainter, key: str, label: str, rect: QRectF) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(rect, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        painter.save()
        painter.setClipPath(outline)
        if key in self._images:
            painter.drawImage(rect, self._images[key])
        else:
            painter.fillRect(rect, theme.colour("canvas"))
        if label:
            paint_label(painter, rect.adjusted(6, 6, -6, -6), label, Qt.Corner.BottomLeftCorner)
        painter.restore()
        token = "accent" if key == self._current else "quiet" if key == self._under else ""
        if token:
            painter.setPen(QPen(theme.colour(token), 2 if key == self._current else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), theme.RADIUS_CONTROL + 1, theme.RADIUS_CONTROL + 1)

    def key_at(self, at: QPointF) -> str:
        """The key of the picture there, "" for none."""
        return next((key for (key, _), rect in zip(self._items, self.rects(), strict=True) if rect.contains(at)), "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self.key_at(event.position())
        if event.button() == Qt.MouseButton.RightButton and key:
            self.menu_asked.emit(key, event.globalPosition().toPoint())
        elif event.button() == Qt.MouseButton.LeftButton and self._farthest() == 0 and key:
            self._choose(key)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._grabbed, self._moved = event.position(), 0.0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            self._moved += abs(event.position().x() - self._grabbed.x())
            self._move_to(self._offset + self._grabbed.x() - event.position().x())
            self._grabbed = event.position()
        self._hover(self.key_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Where the row can be moved, a picture is chosen by a press that moved nothing."""
        if self._grabbed is not None and self._moved < QApplication.startDragDistance():
            key = self.key_at(event.position())
            if key:
                self._choose(key)
        self._grabbed = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._farthest() == 0:
            event.ignore()
            return
        turn = event.angleDelta()
        self._move_to(self._offset - (turn.y() or turn.x()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover("")

    def _hover(self, key: str) -> None:
        if key != self._under:
            self._under = key
            self.setCursor(Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.ArrowCursor)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        keys = self.names()
        if event.key() in moves and self._current in keys:
            at = keys.index(self._current) + moves[Qt.Key(event.key())]
            self._choose(keys[max(0, min(at, len(keys) - 1))])
        elif event.key() == Qt.Key.Key_Delete and self._current in keys:
            self.removed.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _choose(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)
