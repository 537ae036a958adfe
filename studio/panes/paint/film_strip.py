"""A strip of small pictures from top to bottom: one is current, several may be selected. Knows ids and pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from studio.look import theme
from studio.panes.paint.encoder_shelf import covering

SIDE = 72
_GAP = 6
_EDGE = 10


class FilmStrip(QAbstractScrollArea):
    """Click takes one, Ctrl adds, Shift takes a row, Ctrl+A all; arrow keys move.

    current_changed(id) when a person took another picture; selection_changed() with it and by itself.
    """

    current_changed = Signal(int)
    selection_changed = Signal()

    def __init__(self, picture: Callable[[int], QPixmap | None], parent: QWidget | None = None) -> None:
        """picture(id): the picture if it is here; call `update_pictures` when another has come."""
        super().__init__(parent)
        self._picture = picture
        self._items: list[tuple[int, str]] = []
        self._places: dict[int, int] = {}
        self._current = 0
        self._selected: set[int] = set()
        self._anchor = 0
        self.setFixedWidth(SIDE + 2 * _EDGE + 4)
        self.setFrameShape(self.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Photos to paint")
        self.verticalScrollBar().setSingleStep(SIDE + _GAP)

    def set_items(self, items: Sequence[tuple[int, str]]) -> None:
        """(id, what the tooltip says) from top to bottom; current and selection stay where they can."""
        self._items = list(items)
        self._places = {key: place for place, (key, _) in enumerate(self._items)}
        self._selected &= self._places.keys()
        if self._current not in self._places:
            self._current = 0
        self._fit()

    @property
    def current(self) -> int:
        """The id of the current picture, 0 for none."""
        return self._current

    def selected(self) -> list[int]:
        """The selected ids in their order."""
        return [key for key, _ in self._items if key in self._selected]

    def set_current(self, key: int) -> None:
        """Take one without signals; it alone is selected then, unless it was among the selected."""
        self._current = key if key in self._places else 0
        if self._current not in self._selected:
            self._selected = {self._current} - {0}
        self._show_current()

    def set_selected(self, keys: Sequence[int]) -> None:
        """Select these, the first of them current, without signals."""
        there = [key for key in keys if key in self._places]
        self._selected = set(there)
        self.set_current(there[0] if there else 0)

    def update_pictures(self) -> None:
        self.viewport().update()

    def cell(self, key: int) -> QRect:
        """Where the picture of that id lies, in the viewport."""
        top = _EDGE + self._places[key] * (SIDE + _GAP) - self.verticalScrollBar().value()
        return QRect(_EDGE, top, SIDE, SIDE)

    def step(self, by: int) -> None:
        """Take the next picture (1) or the one before (-1)."""
        place = self._places.get(self._current, -1) + by
        if 0 <= place < len(self._items):
            self._take(self._items[place][0], Qt.KeyboardModifier.NoModifier)

    def _fit(self) -> None:
        whole = 2 * _EDGE + len(self._items) * (SIDE + _GAP) - _GAP
        self.verticalScrollBar().setRange(0, max(0, whole - self.viewport().height()))
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.viewport().update()

    def _show_current(self) -> None:
        if self._current:
            cell = self.cell(self._current)
            bar = self.verticalScrollBar()
            if cell.top() < _EDGE:
                bar.setValue(bar.value() + cell.top() - _EDGE)
            elif cell.bottom() > self.viewport().height() - _EDGE:
                bar.setValue(bar.value() + cell.bottom() - self.viewport().height() + _EDGE)
        self.viewport().update()

    def _take(self, key: int, how: Qt.KeyboardModifier) -> None:
        if how & Qt.KeyboardModifier.ShiftModifier and self._anchor in self._places:
            low, high = sorted((self._places[self._anchor], self._places[key]))
            self._selected = {self._items[place][0] for place in range(low, high + 1)}
        elif how & Qt.KeyboardModifier.ControlModifier:
            self._selected = (self._selected ^ {key}) or {key}
            self._anchor = key
        else:
            self._selected, self._anchor = {key}, key
        moved = key != self._current
        self._current = key
        self._show_current()
        self.selection_changed.emit()
        if moved:
            self.current_changed.emit(key)

    def _key_at(self, at: QPointF) -> int:
        for key in self._visible():
            if self.cell(key).contains(at.toPoint()):
                return key
        return 0

    def _visible(self) -> list[int]:
        first = max(0, (self.verticalScrollBar().value() - _EDGE) // (SIDE + _GAP))
        last = first + self.viewport().height() // (SIDE + _GAP) + 2
        return [key for key, _ in self._items[first:last]]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), theme.colour("window"))
        for key in self._visible():
            self._paint_cell(painter, key, QRectF(self.cell(key)))

    def _paint_cell(self, painter: QPainter, key: int, at: QRectF) -> None:
        image = self._picture(key)
        outline = QPainterPath()
        outline.addRoundedRect(at, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(at, theme.colour("canvas"))
        if image is not None and not image.isNull():
            painter.drawPixmap(at, image, covering(image.width(), image.height(), at))
        painter.restore()
        if key in self._selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2 if key == self._current else 1))
            painter.drawRoundedRect(at.adjusted(-2, -2, 2, 2), 6, 6)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self._key_at(event.position())
        if key and event.button() == Qt.MouseButton.LeftButton:
            self._take(key, event.modifiers())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the press was ours

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
        if event.key() in moves:
            self.step(moves[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._selected = set(self._places)
            self.viewport().update()
            self.selection_changed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._show_current()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            key = self._key_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), dict(self._items).get(key, ""), self)
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
        super().changeEvent(event)
