"""What a hand does with the mouse on any widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt

if TYPE_CHECKING:
    from studio.widgets.plot import Plot


def drag(plot, qtbot, start: tuple[float, float], end: tuple[float, float]) -> None:
    first, last = QPoint(*map(round, start)), QPoint(*map(round, end))
    qtbot.mousePress(plot, Qt.MouseButton.LeftButton, pos=first)
    for step in range(1, 5):
        qtbot.mouseMove(plot, first + (last - first) * step / 4)
    qtbot.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=last)


def spot(plot: Plot, x: float, y: float) -> tuple[int, int]:
    """Where in its viewport a plot shows a place of its axes."""
    at = plot.mapFromScene(plot.plotItem.vb.mapViewToScene(QPointF(x, y)))
    return at.x(), at.y()


def drag_in(plot: Plot, qtbot, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag from one place of its axes to another."""
    drag(plot.viewport(), qtbot, spot(plot, *start), spot(plot, *end))
