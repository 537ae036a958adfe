"""A rubber band drawn over cells: which it catches, and how they scroll after it when it is drawn over the edge."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter

from studio.look import theme
from studio.panes.faces.grid.cell_area import CellArea

CREEP_MS = 16
"""While a rubber band reaches beyond the edge, the cells scroll this often."""
FASTEST = 40
"""Px that they scroll by at most each time."""


class RubberBand(QObject):
    """stretched(): it reaches elsewhere now, by the mouse or by scrolling."""

    stretched = Signal()

    def __init__(self, area: CellArea) -> None:
        super().__init__(area)
        self._area = area
        self._start: QPoint | None = None  # before scrolling
        self._end = QPoint()  # on the viewport
        self._creep = QTimer(self, interval=CREEP_MS)
        self._creep.timeout.connect(self._on_creep)

    @property
    def drawn(self) -> bool:
        return self._start is not None

    def begin(self, place: QPoint) -> None:
        """From a place of the viewport."""
        self._start = place + self._area.scrolled()

    def stretch(self, place: QPoint) -> None:
        """It reaches from where it began to here, over what scrolled by meanwhile."""
        self._end = place
        self.stretched.emit()
        self._area.viewport().update()
        if self._area.viewport().rect().contains(place):
            self._creep.stop()
        elif not self._creep.isActive():
            self._creep.start()

    def end(self) -> None:
        self._start = None
        self._creep.stop()
        self._area.viewport().update()

    def caught(self) -> list[int]:
        """The numbers of the cells under it."""
        if self._start is None:
            return []
        band = QRect(self._start, self._end + self._area.scrolled()).normalized()
        return list(self._area.layout_of_cells().within(band))

    def _on_creep(self) -> None:
        """The farther it reaches beyond the edge, the faster."""
        room, place = self._area.viewport().rect(), self._end
        for bar, at, low, high in (
            (self._area.horizontalScrollBar(), place.x(), room.left(), room.right()),
            (self._area.verticalScrollBar(), place.y(), room.top(), room.bottom()),
        ):
            beyond = min(0, at - low) + max(0, at - high)
            bar.setValue(bar.value() + max(-FASTEST, min(FASTEST, beyond)))
        self.stretch(place)

    def paint(self, painter: QPainter) -> None:
        if self._start is None:
            return
        band = QRect(self._start - self._area.scrolled(), self._end).normalized()
        fill = theme.colour("accent")
        fill.setAlphaF(0.16)
        painter.setPen(theme.colour("accent"))
        painter.setBrush(fill)
        painter.drawRect(QRectF(band).translated(QPointF(0.5, 0.5)))
