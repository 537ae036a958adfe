"""A pyqtgraph plot as the window wears it: its tokens and its type, dark and light. Knows no data.

Importing pyqtgraph takes 0.3 s: the warm-up thread does it, so import this module late.
"""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from studio.look import theme

pg.setConfigOptions(antialias=True, imageAxisOrder="row-major")


def tick_font() -> QFont:
    """For the figures and words on a plot."""
    made = theme.font("badge")
    made.setWeight(QFont.Weight.Normal)
    return made


class Plot(pg.PlotWidget):
    """name: for screen readers; made_of: a view box or axes of one's own, as pyqtgraph takes them.

    Follows the theme by itself; dress() is where heirs colour what is theirs.
    """

    def __init__(self, name: str, parent: QWidget | None = None, **made_of: Any) -> None:
        super().__init__(parent, background=None, enableMenu=False, **made_of)
        self.setAccessibleName(name)
        self.setFrameShape(self.Shape.NoFrame)
        self.setViewportUpdateMode(
            self.ViewportUpdateMode.FullViewportUpdate
        )  # clipped piecewise it takes thrice as long
        self.plotItem.setMenuEnabled(False)
        self.plotItem.hideButtons()
        self.dress()
        theme.signals.changed.connect(self._on_theme_changed)

    def dress(self) -> None:
        """Take on the colours of the present theme."""
        self.setBackground(theme.colour("canvas"))
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(theme.colour("line"))
            axis.setTextPen(theme.colour("quiet"))
            axis.setTickFont(tick_font())

    def _on_theme_changed(self, _name: str) -> None:
        self.dress()
