"""Pictures as dots in their own mean colours, mean red to the right, mean blue upwards; a drag marks a rectangle."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor

from studio.look import theme
from studio.panes.filters.collection.brush_plot import BrushPlot
from studio.panes.filters.collection.spans import Floats, Scale
from studio.widgets.plot import tick_font

HEIGHT = 164
STEP = 32.0
"""Levels by which the scales grow."""
FEW = 800
"""Up to so many dots are large, each in its very colour."""
SPOT, COARSE = 2, 20
"""Levels to which the places and the colours of more dots are rounded: pyqtgraph paints each colour once, and stamps."""


@cache
def brush_of(red: int, green: int, blue: int) -> QBrush:
    """The same one for the same colour: pyqtgraph knows brushes by identity."""
    return QBrush(QColor(red, green, blue))


class BrushScatter(BrushPlot):
    """All dots in gray, and on them those that are shown in their colours; dots on one spot are one."""

    def __init__(self, name: str) -> None:
        self._known, self._spots = np.zeros(0, np.bool_), np.zeros(0, np.intp)
        self._every, self._those = pg.ScatterPlotItem(), pg.ScatterPlotItem()
        self._balance = pg.InfiniteLine((0, 0), angle=45)
        self._cool = pg.TextItem("cool: more blue", anchor=(0, 0))
        self._warm = pg.TextItem("warm: more red", anchor=(1, 1))
        super().__init__((Scale(0.0, 255.0), Scale(0.0, 255.0)), name)
        for item in (self._balance, self._cool, self._warm, self._every, self._those):
            self._field.addItem(item, ignoreBounds=True)
        self.viewport().setToolTip(
            "Each dot is one of them in its mean colour: to the right more red, upwards more blue.\n"
            "On the dotted line there is as much of both. Drag to mark a part"
        )

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def set_scales(self, scales: tuple[Scale, ...]) -> None:
        super().set_scales(scales)
        low, high = scales[0].ends()
        self._cool.setPos(low, high)
        self._warm.setPos(high, low)

    def set_means(self, means: Floats) -> None:
        """Channel means (N, 3), NaN where they are not known; all are shown. The scales reach round about them."""
        scale = _scale_of(means[:, [0, 2]])
        if scale != self.scales[0]:
            self.set_scales((scale, scale))
        self._known = ~np.isnan(means[:, 0])
        known = means[self._known]
        few = len(known) <= FEW
        keys = np.round(known[:, [0, 2]] / (1e-3 if few else SPOT)) @ (1e6, 1.0)
        _, first, self._spots = np.unique(keys, return_index=True, return_inverse=True)
        red, _, blue = known[first].T
        colours = np.round(known[first] if few else np.round(known[first] / COARSE) * COARSE).clip(0, 255)
        size = 5 if few else 3
        self._every.setData(red, blue, size=size)
        self._those.setData(red, blue, size=size, brush=[brush_of(*colour) for colour in colours.astype(int).tolist()])

    def set_shown(self, shown: npt.NDArray[np.bool_]) -> None:
        """Which of them are shown, one flag for each; the others stay behind them as gray dots."""
        spots = np.bincount(self._spots[shown[self._known]], minlength=len(self._those.data))
        self._those.setPointsVisible(spots > 0)

    def dress(self) -> None:
        super().dress()
        self._balance.setPen(theme.colour("edge"), style=Qt.PenStyle.DotLine)
        self._every.setPen(None)
        self._every.setBrush(theme.colour("edge"))
        self._those.setPen(theme.colour("quiet"), width=0.5)
        for words in (self._cool, self._warm):
            words.setColor(theme.colour("quiet"))
            words.setFont(tick_font())


def _scale_of(means: Floats) -> Scale:
    """The same along both sides, so that gray is their diagonal; in steps, so that it seldom moves as pictures come."""
    if np.isnan(means).all():
        return Scale(0.0, 255.0)
    low = max(0.0, np.floor(np.nanmin(means) / STEP - 0.25) * STEP)
    high = min(255.0, np.ceil(np.nanmax(means) / STEP + 0.25) * STEP)
    return Scale(float(low), float(high))
