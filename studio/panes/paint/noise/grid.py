"""Cells of what an encoder makes of noise; a click takes one. Knows points and pictures, no encoder."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.records import Picture
from studio.look import theme
from studio.panes.paint.noise.points import NoisePoint
from studio.widgets.fitted_image import FittedImage
from studio.widgets.picture_label import paint_label

_GAP = float(theme.SPACE_8)
_SHAPE = 4 / 5  # of what any network sees


def arranged(count: int, area: QRectF) -> list[QRectF]:
    """Cells of 4:5 in as many columns as make them largest, centred in the area; row by row."""
    best, columns = 0.0, 1
    for tried in range(1, count + 1):
        rows = -(-count // tried)
        width = min((area.width() - _GAP * (tried - 1)) / tried, (area.height() - _GAP * (rows - 1)) / rows * _SHAPE)
        if width > best:
            best, columns = width, tried
    height, rows = best / _SHAPE, -(-count // columns)
    left = area.center().x() - (columns * best + (columns - 1) * _GAP) / 2
    top = area.center().y() - (rows * height + (rows - 1) * _GAP) / 2
    return [
        QRectF(left + (i % columns) * (best + _GAP), top + (i // columns) * (height + _GAP), best, height)
        for i in range(count)
    ]


class NoiseGrid(QWidget):
    """Points of noise and their pictures. chosen(point) when a cell is taken by mouse or arrow keys; opened(point)

    by a double click or Enter; paired(point) by Shift and click: the other end of a way.
    """

    chosen = Signal(NoisePoint)
    opened = Signal(NoisePoint)
    paired = Signal(NoisePoint)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: tuple[NoisePoint, ...] = ()
        self.current: NoisePoint | None = None
        self.pair: NoisePoint | None = None
        self._pictures: dict[NoisePoint, FittedImage] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 100)
        self.setAccessibleName(name)

    def set_points(self, points: tuple[NoisePoint, ...]) -> None:
        """Show these cells; those that stay keep their pictures."""
        self.points = points
        self._pictures = {point: picture for point, picture in self._pictures.items() if point in points}
        self.update()

    def clear(self) -> None:
        """Forget all pictures: another encoder paints now."""
        self._pictures.clear()
        self.update()

    def set_picture(self, point: NoisePoint, picture: Picture) -> None:
        self._pictures[point] = FittedImage(picture)
        self.update()

    def has_picture(self, point: NoisePoint) -> bool:
        return point in self._pictures

    def set_marks(self, current: NoisePoint | None, pair: NoisePoint | None = None) -> None:
        """current: the one to paint; pair: the other end of the way."""
        self.current, self.pair = current, pair
        self.update()

    def cell(self, point: NoisePoint) -> QRectF:
        """Where the cell of that point lies, in widget pixels."""
        return self._cells()[self.points.index(point)]

    def _cells(self) -> list[QRectF]:
        return arranged(len(self.points), QRectF(self.rect()).adjusted(8, 8, -8, -8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("canvas"))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for point, cell in zip(self.points, self._cells(), strict=True):
            if point in self._pictures:
                self._pictures[point].paint(painter, cell)
            else:
                painter.fillRect(cell, theme.colour("window"))
            letter = "A " if point == self.current and self.pair is not None else "B " if point == self.pair else ""
            paint_label(painter, cell.adjusted(4, 4, -4, -4), letter + point.name, Qt.Corner.BottomLeftCorner)
            if point in (self.current, self.pair):
                self._paint_mark(painter, cell, point == self.current)

    def _paint_mark(self, painter: QPainter, cell: QRectF, current: bool) -> None:
        style = Qt.PenStyle.SolidLine if current else Qt.PenStyle.DashLine
        painter.setPen(QPen(theme.colour("accent" if current else "text"), 2, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cell.adjusted(-2, -2, 2, 2), 4, 4)

    def _point_at(self, at: QPointF) -> NoisePoint | None:
        return next((point for point, cell in zip(self.points, self._cells(), strict=True) if cell.contains(at)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = self._point_at(event.position())
        if point is None or event.button() != Qt.MouseButton.LeftButton:
            return
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        (self.paired if shift else self.chosen).emit(point)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = self._point_at(event.position())
        if point is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns(),
            Qt.Key.Key_Down: self._columns(),
        }
        key, current = Qt.Key(event.key()), self.current
        if key in moves and self.points:
            to = self.points.index(current) + moves[key] if current in self.points else 0
            if 0 <= to < len(self.points):
                self.chosen.emit(self.points[to])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and current in self.points:
            self.opened.emit(current)
        else:
            super().keyPressEvent(event)

    def _columns(self) -> int:
        cells = self._cells()
        return sum(abs(cell.top() - cells[0].top()) < 1 for cell in cells)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)
