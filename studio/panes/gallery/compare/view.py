"""The pictures of a comparison under one zoom and one pointer. Knows pictures and captions, not what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from studio.look import theme
from studio.panes.gallery.compare import cell_paint
from studio.panes.gallery.compare.cells import Cell, cells
from studio.panes.gallery.compare.differences import LETTERS
from studio.panes.gallery.compare.pictures import Compared
from studio.widgets import zoom as geometry
from studio.widgets.zoom import Zoom

MODES = ("together", "blink", "difference")
BLINK_MS = 700


@dataclass(frozen=True, slots=True)
class Caption:
    """title: who painted it; more: of what and when; starred: as the project says."""

    title: str
    more: str
    starred: bool


class CompareView(QWidget):
    """marked(number) when a picture was clicked; star_asked(number), out_asked(number), closed();

    moved() when another place is looked at or pointed at. Wheel zooms at the pointer in all, dragging moves all; a
    letter held shows that picture alone; in blink mode Space stops, and goes on.
    """

    marked = Signal(int)
    star_asked = Signal(int)
    out_asked = Signal(int)
    closed = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures: list[Compared | None] = []
        self.captions: list[Caption] = []
        self.mode = MODES[0]
        self.zoom = Zoom()
        self.current = 0
        self.ring: QPointF | None = None
        self.large: int | None = None
        self._blinking = 0
        self._last = QPointF()
        self._kept: dict[int, QImage] = {}
        self._timer = QTimer(self, interval=BLINK_MS)
        self._timer.timeout.connect(self._on_blink)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 200)

    # what is shown

    def set_pictures(self, pictures: Sequence[Compared | None]) -> None:
        self.pictures = list(pictures)
        self._kept.clear()
        self.update()

    def set_captions(self, captions: Sequence[Caption]) -> None:
        self.captions = list(captions)
        names = (f"{letter}: {one.title}" for letter, one in zip(LETTERS, captions, strict=False))
        self.setAccessibleName(", ".join(names))
        self.update()

    def set_mode(self, mode: str) -> None:
        """One of MODES."""
        self.mode, self._blinking = mode, 0
        self._kept.clear()
        self._timer.start() if mode == "blink" else self._timer.stop()
        self.update()

    def set_current(self, number: int) -> None:
        self.current = number
        self.update()

    def set_zoom(self, zoom: Zoom) -> None:
        self.zoom = zoom
        self.moved.emit()
        self.update()

    @property
    def alone(self) -> int | None:
        """The one that is shown alone, if any."""
        return self.large if self.large is not None else self._blinking if self.mode == "blink" else None

    def places(self) -> dict[int, Cell]:
        """Where each of those that are shown lies."""
        area = QRectF(self.rect())
        if self.alone is not None:
            return {self.alone: cells(1, area)[0]}
        return dict(enumerate(cells(len(self.captions), area)))

    def rect_of(self, number: int) -> QRectF:
        """What the picture covers; it may reach beyond its cell."""
        picture, cell = self.pictures[number], self.places().get(number)
        if picture is None or cell is None:
            return QRectF()
        return geometry.placed(QSizeF(picture.image.size()), cell.picture, self.zoom)

    def seen(self, number: int) -> QRectF:
        """Which part of the picture is in sight, 0 to 1."""
        rect, cell = self.rect_of(number), self.places().get(number)
        if rect.isEmpty() or cell is None:
            return QRectF(0, 0, 1, 1)
        part = rect.intersected(cell.picture).translated(-rect.topLeft())
        across, down = 1 / rect.width(), 1 / rect.height()
        return QRectF(part.x() * across, part.y() * down, part.width() * across, part.height() * down)

    # looking closer

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        number = self._at(at) if at is not None else next(iter(self.places()), None)
        picture = self.pictures[number] if number is not None and number < len(self.pictures) else None
        if number is not None and picture is not None:
            area = self.places()[number].picture
            size = QSizeF(picture.image.size())
            self.set_zoom(geometry.zoomed(size, area, self.zoom, factor, at or area.center()))

    def show_actual(self) -> None:
        """Every pixel of the current picture as a whole number of pixels of the screen."""
        picture, cell = self.pictures[self.current], self.places().get(self.current)
        if picture is not None and cell is not None:
            ratio = self.devicePixelRatioF()
            self.set_zoom(geometry.actual(QSizeF(picture.image.size()), cell.picture, ratio))

    def _at(self, place: QPointF) -> int | None:
        found = (number for number, cell in self.places().items() if cell.picture.contains(place))
        return next(found, None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.colour("canvas"))
        for number, cell in self.places().items():
            if number < len(self.pictures):
                self._paint_picture(painter, number, cell)
            cell_paint.paint_caption(painter, cell.caption, number, self.captions[number], number == self.current)

    def _paint_picture(self, painter: QPainter, number: int, cell: Cell) -> None:
        picture = self.pictures[number]
        if picture is None:
            cell_paint.paint_words(painter, cell.picture, "This painting can't be read")
            return
        rect = self.rect_of(number)
        image = self._image(number, picture)
        if image.isNull():
            cell_paint.paint_words(painter, cell.picture, f"It has another size than {LETTERS[0]}")
            return
        shown = rect.intersected(cell.picture)
        if self.zoom.factor == 1.0:
            ratio = self.devicePixelRatioF()
            if image is picture.image and rect.width() * ratio <= picture.small.width():
                image = picture.small
            image = self._kept[number] = cell_paint.fitted_once(image, rect, ratio, self._kept.get(number))
        cell_paint.paint_picture(painter, image, rect, shown)
        if number == self.current and self.alone is None:
            cell_paint.paint_frame(painter, shown)
        if self.ring is not None:
            cell_paint.paint_ring(painter, _inside(rect, self.ring), shown)

    def _image(self, number: int, picture: Compared) -> QImage:
        """In the difference mode the first one stays as it is: the others are told by what they differ from it."""
        return picture.difference if self.mode == "difference" and number else picture.image

    # mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._last = event.position()
        number = self._at(self._last)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        for one, cell in self.places().items():
            if cell_paint.star_rect(cell.caption).contains(self._last):
                self.star_asked.emit(one)
        if number is not None and self.alone is None:
            self.set_current(number)
            self.marked.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        number = self._at(at)
        picture = self.pictures[number] if number is not None and number < len(self.pictures) else None
        if event.buttons() & Qt.MouseButton.LeftButton and number is not None and picture is not None:
            area = self.places()[number].picture
            self.zoom = geometry.panned(QSizeF(picture.image.size()), area, self.zoom, at - self._last)
        rect = self.rect_of(number) if number is not None and picture is not None else QRectF()
        self.ring = None
        if rect.contains(at):
            self.ring = QPointF((at.x() - rect.x()) / rect.width(), (at.y() - rect.y()) / rect.height())
        self._last = at
        self.moved.emit()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.ring = None
        self.moved.emit()
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(1.0015 ** event.angleDelta().y(), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        if letter and letter in LETTERS[: len(self.captions)]:
            self._show_large(LETTERS.index(letter))
        elif event.key() == Qt.Key.Key_X:
            self.out_asked.emit(self.current)
        elif event.key() == Qt.Key.Key_0:
            self.set_zoom(Zoom())
        elif event.key() == Qt.Key.Key_Space and self.mode == "blink":
            self._timer.stop() if self._timer.isActive() else self._timer.start()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat() and self.large is not None:
            self._show_large(None)

    def focusOutEvent(self, event: QEvent) -> None:
        self._show_large(None)

    def hideEvent(self, event: QEvent) -> None:
        self._timer.stop()

    def showEvent(self, event: QEvent) -> None:
        if self.mode == "blink":
            self._timer.start()

    def _show_large(self, number: int | None) -> None:
        if number != self.large:
            self.large = number
            self.moved.emit()
            self.update()

    def _on_blink(self) -> None:
        self._blinking = (self._blinking + 1) % max(1, len(self.captions))
        self.update()


def _inside(rect: QRectF, share: QPointF) -> QPointF:
    return QPointF(rect.x() + share.x() * rect.width(), rect.y() + share.y() * rect.height())
