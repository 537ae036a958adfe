"""Pictures as dots in their own mean colours, mean red to the right, mean blue upwards; a drag marks a rectangle."""

from __future__ import annotations

from functools import cache
from typing import Any

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
COARSE = 20
"""Levels to which the colours of more dots are rounded: pyqtgraph paints every colour once and stamps it."""


class Dots(pg.ScatterPlotItem):
    """Dots of few colours: each colour is looked up once, where pyqtgraph would look up every dot."""

    def __init__(self) -> None:
        self._first = self._codes = np.zeros(0, np.intp)
        super().__init__(pxMode=True)

    def set_dots(self, across: Floats, up: Floats, size: float, colours: npt.NDArray[np.uint8] | None = None) -> None:
        """colours: RGB, (N, 3); without, all have that of setBrush."""
        packed = np.zeros(len(across), np.uint32) if colours is None else colours @ np.array([65536, 256, 1], np.uint32)
        _, self._first, self._codes = np.unique(packed, return_index=True, return_inverse=True)
        self.setData(across, up, size=size)
        if colours is not None:
            palette = [_brush_of(*colour) for colour in colours[self._first].tolist()]
            self.data["brush"] = np.array([*palette, None], object)[self._codes]
            self.data["sourceRect"] = 0
            self.updateSpots()

    def updateSpots(self, dataSet: Any = None) -> None:
        data = self.data if dataSet is None else dataSet
        one_of_each = data[self._first] if len(data) == len(self._codes) else data
        super().updateSpots(one_of_each)
        if one_of_each is not data:
            data["sourceRect"] = one_of_each["sourceRect"][self._codes]


@cache
def _brush_of(red: int, green: int, blue: int) -> QBrush:
    """The same one for the same colour: pyqtgraph knows brushes by identity."""
    return QBrush(QColor(red, green, blue))


class BrushScatter(BrushPlot):
    """All dots in gray, and on them those that are shown in their colours: showing others draws no dot anew."""

    def __init__(self, name: str) -> None:
        self._known = np.zeros(0, np.bool_)
        self._every, self._those = (Dots() for _ in range(2))
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
        colours = np.clip(known if few else np.round(known / COARSE) * COARSE, 0, 255).round().astype(np.uint8)
        size, across, up = 5 if few else 3, known[:, 0], known[:, 2]
        self._those.set_dots(across, up, size, colours)
        self._every.set_dots(across, up, size)

    def set_shown(self, shown: npt.NDArray[np.bool_]) -> None:
        """Which of them are shown, one flag for each; the others stay behind them as gray dots."""
        self._those.setPointsVisible(shown[self._known])

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
