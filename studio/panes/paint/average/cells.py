"""Pictures of one shape in rows, with words below; one may be marked and any be clicked. Knows pictures only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.look import theme
from studio.widgets.fitted_image import FittedImage

_SHAPE = 4 / 5  # of what any network sees
_WORDS = 20


class PictureCells(QWidget):
    """chosen(place) by mouse, or by arrow keys where one is marked. spread: over the whole width, not packed left."""

    chosen = Signal(int)

    def __init__(
        self, name: str, columns: int, *, words: bool = False, spread: bool = False, gap: int = theme.SPACE_8
    ) -> None:
        super().__init__()
        self.columns = columns
        self.current: int | None = None
        self._words_room = _WORDS if words else 0
        self._spread, self._gap = spread, gap
        self._words: tuple[str, ...] = ()
        self.pictures: tuple[FittedImage | None, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(40, 48)

    def set_pictures(self, pictures: Sequence[FittedImage | None], words: Sequence[str] = ()) -> None:
        self.pictures, self._words = tuple(pictures), tuple(words)
        self.update()

    def set_current(self, place: int | None) -> None:
        """Mark that cell; by keys others are reached from it."""
        self.current = place
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if place is None else Qt.FocusPolicy.StrongFocus)
        self.update()

    def cells(self) -> list[QRectF]:
        """Where each picture lies."""
        room = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        rows = max(1, -(-len(self.pictures) // self.columns))
        high = (room.height() - (rows - 1) * self._gap) / rows - self._words_room
        wide = max(1.0, min((room.width() - (self.columns - 1) * self._gap) / self.columns, high * _SHAPE))
        step = (room.width() - wide) / max(1, self.columns - 1) if self._spread else wide + self._gap
        down = wide / _SHAPE + self._words_room + self._gap
        return [
            QRectF(room.left() + i % self.columns * step, room.top() + i // self.columns * down, wide, wide / _SHAPE)
            for i in range(len(self.pictures))
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for place, (picture, cell) in enumerate(zip(self.pictures, self.cells(), strict=True)):
            if picture is not None:
                picture.paint(painter, cell)
            else:
                painter.fillRect(cell, theme.colour("window"))
            if place < len(self._words):
                self._write(painter, cell, self._words[place], place == self.current)
            if place == self.current:
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(cell.adjusted(-2, -2, 2, 2), 4, 4)

    def _write(self, painter: QPainter, cell: QRectF, words: str, marked: bool) -> None:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text" if marked else "quiet"))
        at = QRectF(cell.left() - self._gap / 2, cell.bottom() + 2, cell.width() + self._gap, _WORDS - 2)
        painter.drawText(at, int(Qt.AlignmentFlag.AlignCenter), words)

    def _place_at(self, at: QPointF) -> int | None:
        return next((place for place, cell in enumerate(self.cells()) if cell.contains(at)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.columns,
            Qt.Key.Key_Down: self.columns,
        }
        key = Qt.Key(event.key())
        if self.current is None or key not in steps:
            super().keyPressEvent(event)
        elif 0 <= self.current + steps[key] < len(self.pictures):
            self.chosen.emit(self.current + steps[key])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)
