"""The brushes of the plots: a band along x and a box over x and y, moved and widened by pyqtgraph within their bounds.

A mark is a span of places per axis. They know no scale and no data; import late, as studio.widgets.plot.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor

from studio.look import theme
from studio.panes.filters.collection.spans import Span, shifted

Mark = tuple[Span, ...]

_HANDLE = 3.5
_SLACK = 1e-6
"""Of its bounds: sums of floats end a hair beside them."""


class BrushField(pg.ViewBox):
    """Where data and brushes lie. drawn(start, now): a drag beside every brush, in places; nothing pans or zooms."""

    drawn = Signal(QPointF, QPointF)

    def __init__(self) -> None:
        super().__init__(enableMouse=False, enableMenu=False, defaultPadding=0)

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self.drawn.emit(self.mapToView(event.buttonDownPos()), self.mapToView(event.pos()))


class Band(pg.LinearRegionItem):
    """Marks a span along x."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(10)
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        for line in self.lines:
            line.setCursor(Qt.CursorShape.SizeHorCursor)
        self._ends: Span = (0.0, 1.0)
        self._held: Span = (0.0, 1.0)

    def bound(self, ends: Mark) -> None:
        """Keep it within these, per axis."""
        (self._ends,) = ends
        self.setBounds(self._ends)

    def mark(self) -> Mark:
        low, high = self.getRegion()
        return ((float(low), float(high)),)

    def set_mark(self, mark: Mark) -> None:
        self.setRegion(mark[0])

    def dress(self) -> None:
        """Take on the colours of the present theme."""
        fill = QColor(theme.colour("accent"))
        fill.setAlpha(30)
        self.setBrush(fill)
        fill.setAlpha(45)
        self.setHoverBrush(fill)
        for line in self.lines:
            line.setPen(theme.colour("accent"))
            line.setHoverPen(theme.colour("accent_hover"), width=2)

    def mouseDragEvent(self, event: Any) -> None:
        """As its parent, but at an end of the scale it stops and stays as wide."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        event.accept()
        if event.isStart():
            (self._held,) = self.mark()
        self.setRegion(shifted(self._held, event.pos().x() - event.buttonDownPos().x(), self._ends))
        if event.isFinish():
            self.sigRegionChangeFinished.emit(self)


class Box(pg.ROI):
    """Marks a span along x and one along y, by eight handles; not filled: the colours in it are to be judged."""

    def __init__(self) -> None:
        super().__init__((0, 0), (1, 1), rotatable=False, resizable=False, invertible=True)
        self.setZValue(10)
        self._bounds = QRectF()
        self.handleSize = _HANDLE
        for x, y in set(product((0.0, 0.5, 1.0), repeat=2)) - {(0.5, 0.5)}:
            slant = Qt.CursorShape.SizeBDiagCursor if x == y else Qt.CursorShape.SizeFDiagCursor
            straight = {x: Qt.CursorShape.SizeVerCursor, y: Qt.CursorShape.SizeHorCursor}
            self.addScaleHandle((x, y), (1 - x, 1 - y)).setCursor(straight.get(0.5, slant))
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    def bound(self, ends: Mark) -> None:
        """Keep it within these, per axis."""
        (left, right), (bottom, top) = ends
        self._bounds = QRectF(left, bottom, right - left, top - bottom)
        self.maxBounds = self._bounds.adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)

    def mark(self) -> Mark:
        box = self.parentBounds().normalized()
        return (box.left(), box.right()), (box.top(), box.bottom())

    def set_mark(self, mark: Mark) -> None:
        (left, right), (bottom, top) = mark
        self.setPos((left, bottom), update=False)
        self.setSize((right - left, top - bottom))

    def movePoint(
        self, handle: Any, pos: Any, modifiers: Any = None, finish: bool = True, coords: str = "parent"
    ) -> None:
        """As its parent, but a handle dragged off the scale stands at its end instead of standing still."""
        at, box = (self.mapSceneToParent(pg.Point(pos)) if coords == "scene" else pg.Point(pos)), self._bounds
        x, y = min(box.right(), max(box.left(), at.x())), min(box.bottom(), max(box.top(), at.y()))
        super().movePoint(handle, pg.Point(x, y), modifiers, finish)

    def dress(self) -> None:
        """Take on the colours of the present theme."""
        self.setPen(theme.colour("accent"))
        self.hoverPen = pg.mkPen(theme.colour("accent_hover"), width=2)
        for handle in self.getHandles():
            handle.pen = handle.currentPen = pg.mkPen(theme.colour("accent"))
            handle.hoverPen = pg.mkPen(theme.colour("accent_hover"), width=2)
            handle.update()
