"""A pyqtgraph plot as the window wears it: its tokens and its type, dark and light. Knows no data.

Importing pyqtgraph takes 0.3 s: the warm-up thread does it, so import this module late.
"""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QWidget

from studio.look import theme

pg.setConfigOptions(antialias=True, imageAxisOrder="row-major")


class Field(pg.ViewBox):
    """Where the data lies. dragged(start, now): a left drag on it, in places of its axes; others pan and zoom."""

    dragged = Signal(QPointF, QPointF)

    def __init__(self) -> None:
        super().__init__(enableMenu=False, defaultPadding=0)

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self.dragged.emit(self.mapToView(event.buttonDownPos()), self.mapToView(event.pos()))
        else:
            super().mouseDragEvent(event, axis)

    def wheelEvent(self, event: Any, axis: int | None = None) -> None:
        """Zoom about the mouse; sideways, or with Shift, move along."""
        sideways = event.orientation() == Qt.Orientation.Horizontal
        if (sideways or event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and self.mouseEnabled()[0]:
            low, high = self.viewRange()[0]
            self.translateBy(x=-event.delta() / 1200 * (high - low))
            self.sigRangeChangedManually.emit(self.mouseEnabled())
            event.accept()
        else:
            super().wheelEvent(event, axis)


class Plot(pg.PlotWidget):
    """name: for screen readers; made_of: axes of one's own, as pyqtgraph takes them.

    Follows the theme by itself; dress() is where heirs colour what is theirs.
    """

    def __init__(self, name: str, parent: QWidget | None = None, **made_of: Any) -> None:
        self.field = Field()
        super().__init__(parent, background=None, enableMenu=False, viewBox=self.field, **made_of)
        self.setAccessibleName(name)
        self.setFrameShape(self.Shape.NoFrame)
        self.setViewportUpdateMode(
            self.ViewportUpdateMode.FullViewportUpdate
        )  # clipped piecewise it takes thrice as long
        self.plotItem.setMenuEnabled(False)
        self.plotItem.hideButtons()
        self.plotItem.layout.setContentsMargins(0, 0, 0, 0)
        self.dress()
        theme.signals.changed.connect(self.dress)

    def dress(self) -> None:
        """Take on the colours of the present theme."""
        self.setBackground(theme.colour("canvas"))
        for side in ("left", "right", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(theme.colour("line"))
            axis.setTextPen(theme.colour("quiet"))
            axis.setTickFont(theme.font("small"))
