"""A grid of what an encoder makes of noise, one cell per seed; a click takes that seed. Knows pictures, no encoder."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.records import Picture
from studio.look import theme
from studio.look.qt_images import to_image
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
    """Seeds and their pictures. chosen(seed) when a cell is taken by mouse or arrow keys."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.seeds: tuple[int, ...] = ()
        self.current = 0
        self._images: dict[int, QImage] = {}
        self._fitted: dict[int, QImage] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)
        self.setAccessibleName("Paintings of noise, one for each seed")

    def set_seeds(self, seeds: tuple[int, ...], current: int) -> None:
        """Show these cells, still without pictures."""
        self.seeds, self.current = seeds, current
        self._images.clear()
        self._fitted.clear()
        self.update()

    def set_picture(self, seed: int, picture: Picture) -> None:
        self._images[seed] = to_image(picture)
        self._fitted.pop(seed, None)
        self.update()

    def has_picture(self, seed: int) -> bool:
        return seed in self._images

    def set_current(self, seed: int) -> None:
        self.current = seed
        self.update()

    def cell(self, seed: int) -> QRectF:
        """Where the cell of that seed lies, in widget pixels."""
        return self._cells()[self.seeds.index(seed)]

    def _cells(self) -> list[QRectF]:
        return arranged(len(self.seeds), QRectF(self.rect()).adjusted(16, 16, -16, -16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("canvas"))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for seed, cell in zip(self.seeds, self._cells(), strict=True):
            if seed in self._images:
                painter.drawImage(cell, self._fitting(seed, cell.size() * self.devicePixelRatioF()))
            else:
                painter.fillRect(cell, theme.colour("window"))
            paint_label(painter, cell.adjusted(6, 6, -6, -6), f"seed {seed}", Qt.Corner.BottomLeftCorner)
            if seed == self.current:
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(cell.adjusted(-2, -2, 2, 2), 4, 4)

    def _fitting(self, seed: int, size: QSizeF) -> QImage:
        """The picture as large as its cell, scaled once: drawing a large one small would skip most of its pixels."""
        wanted = QSize(max(1, round(size.width())), max(1, round(size.height())))
        if seed not in self._fitted or self._fitted[seed].size() != wanted:
            how = Qt.TransformationMode.SmoothTransformation
            self._fitted[seed] = self._images[seed].scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, how)
        return self._fitted[seed]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._take_at(event.position())

    def _take_at(self, at: QPointF) -> None:
        for seed, cell in zip(self.seeds, self._cells(), strict=True):
            if cell.contains(at):
                self._take(seed)

    def _take(self, seed: int) -> None:
        self.set_current(seed)
        self.chosen.emit(seed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns(),
            Qt.Key.Key_Down: self._columns(),
        }
        if event.key() not in moves or self.current not in self.seeds:
            super().keyPressEvent(event)
            return
        to = self.seeds.index(self.current) + moves[Qt.Key(event.key())]
        if 0 <= to < len(self.seeds):
            self._take(self.seeds[to])

    def _columns(self) -> int:
        cells = self._cells()
        return sum(abs(cell.top() - cells[0].top()) < 1 for cell in cells)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)
