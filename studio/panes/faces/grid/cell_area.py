"""An area of cells that scrolls: where each lies, which are in sight. Knows nothing of what a cell shows."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from studio.widgets.cell_layout import CellLayout


class CellArea(QAbstractScrollArea):
    """Subclasses say how cells are laid out, and call measure() when there are more or fewer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)

    def layout_of_cells(self) -> CellLayout:
        """How the cells lie at the present size."""
        raise NotImplementedError

    def scrolled(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def cell_rect(self, number: int) -> QRect:
        """Where a cell lies on the viewport."""
        return self.layout_of_cells().rect(number).translated(-self.scrolled())

    def cell_at(self, place: QPoint) -> int | None:
        """The number of the cell under a place of the viewport."""
        return next(self.layout_of_cells().within(QRect(place + self.scrolled(), QSize(1, 1))), None)

    def cells_in_sight(self) -> Iterator[int]:
        return self.layout_of_cells().within(self.viewport().rect().translated(self.scrolled()))

    def measure(self) -> None:
        """Tell the scroll bars how far they reach."""
        extent, room = self.layout_of_cells().extent(), self.viewport().size()
        for bar, whole, seen in (
            (self.horizontalScrollBar(), extent.width(), room.width()),
            (self.verticalScrollBar(), extent.height(), room.height()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(40)

    def show_cell(self, number: int) -> None:
        """Scroll by the least that shows the cell whole."""
        layout = self.layout_of_cells()
        rect = layout.rect(number).adjusted(-layout.gap, -layout.gap, layout.gap, layout.gap)
        for bar, low, high, room in (
            (self.horizontalScrollBar(), rect.left(), rect.right(), self.viewport().width()),
            (self.verticalScrollBar(), rect.top(), rect.bottom(), self.viewport().height()),
        ):
            bar.setValue(min(max(bar.value(), high - room), low))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
