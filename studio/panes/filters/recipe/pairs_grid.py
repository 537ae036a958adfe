"""Pairs of pictures, input beside target, in a grid as large as its place allows; one may be looked at closely."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.records import Picture
from studio.look import theme
from studio.widgets.fitted_image import FittedImage, paint_empty

_GAP, _SEAM, _ROOM = 12.0, 2.0, 3.0
"""Between pairs; between the two pictures of one; around all, for the outline of the chosen one."""


def cells(count: int, area: QSizeF, shape: float) -> list[QRectF]:
    """Where the pairs lie: in as many columns as let the pictures be largest; shape: height by width of a picture."""
    width, height = area.width() - 2 * _ROOM, area.height() - 2 * _ROOM
    best, columns = 0.0, 1
    for tried in range(1, count + 1):
        rows = -(-count // tried)
        wide = min(((width + _GAP) / tried - _GAP - _SEAM) / 2, ((height + _GAP) / rows - _GAP) / shape)
        if wide > best + 0.01:
            best, columns = wide, tried
    best = max(4.0, best)
    size = QSizeF(2 * best + _SEAM, best * shape)
    # what is over goes between the columns, so that the grid ends where the page does
    spare = (width - columns * size.width() - (columns - 1) * _GAP) / max(1, columns - 1) if columns > 1 else 0.0
    across, down = size.width() + _GAP + min(max(spare, 0.0), 2 * _GAP), size.height() + _GAP
    left = _ROOM + max(0.0, (width - (columns - 1) * across - size.width()) / 2)
    return [
        QRectF(left + number % columns * across, _ROOM + number // columns * down, size.width(), size.height())
        for number in range(count)
    ]


class PairsGrid(QWidget):
    """chosen(number) when a person looks at one more closely, -1 when at none; by click or arrow keys, Esc lets go."""

    chosen = Signal(int)

    def __init__(self, slots: int = 12, shape: float = 5 / 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slots, self._shape = slots, shape
        self._pairs: list[tuple[FittedImage, FittedImage]] = []
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(120)

    def sizeHint(self) -> QSize:
        return QSize(560, 280)

    def set_pairs(self, pairs: Sequence[tuple[Picture, Picture]]) -> None:
        """As many as have come; the places of the others stay empty."""
        self._pairs = [(FittedImage(source), FittedImage(target)) for source, target in pairs[: self._slots]]
        self.setAccessibleDescription(f"{len(self._pairs)} of {self._slots} are here")
        self.update()

    def count(self) -> int:
        """How many have come."""
        return len(self._pairs)

    def images(self, number: int) -> tuple[QImage, QImage]:
        """One pair as it came."""
        source, target = self._pairs[number]
        return source.image, target.image

    def current(self) -> int:
        """The one looked at closely, or -1."""
        return self._current

    def set_current(self, number: int) -> None:
        """Outline one without chosen(); -1 for none."""
        self._current = number
        self.update()

    def rects(self) -> list[QRectF]:
        return cells(self._slots, QSizeF(self.size()), self._shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            under = (number for number, rect in enumerate(self.rects()) if rect.contains(event.position()))
            number = next(under, -1)
            self._choose(-1 if number == self._current else number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns = sum(abs(rect.top() - self.rects()[0].top()) < 1 for rect in self.rects())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}
        if event.key() in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            moved = self._current + steps[Qt.Key(event.key())] if self._current >= 0 else 0
            if 0 <= moved < len(self._pairs):
                self._choose(moved)
        elif event.key() == Qt.Key.Key_Escape and self._current >= 0:
            self._choose(-1)
        else:
            super().keyPressEvent(event)

    def _choose(self, number: int) -> None:
        number = number if number < len(self._pairs) else -1
        if number != self._current:
            self.set_current(number)
            self.chosen.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, rect in enumerate(self.rects()):
            images = self._pairs[number] if number < len(self._pairs) else (None, None)
            wide = (rect.width() - _SEAM) / 2
            for image, left in zip(images, (rect.left(), rect.right() - wide), strict=True):
                place = QRectF(left, rect.top(), wide, rect.height())
                if image is None:
                    paint_empty(painter, place, 2)
                else:
                    image.paint(painter, place, 2)
            if number == self._current:
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), 3, 3)
        if self.hasFocus() and self._current < 0:
            painter.setPen(QPen(theme.colour("quiet"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)
