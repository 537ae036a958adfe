"""Pictures as dots in their own mean colours, mean red to the right, mean blue upwards; a drag marks a rectangle."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor

from studio.look import theme
from studio.panes.filters.collection.brush_plot import BrushPlot
from studio.panes.filters.collection.spans import Floats, Scale

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

    def set_dots(self, means: Floats, size: int, colours: npt.NDArray[np.intp] | None = None) -> None:
        """Red to the right, blue upwards; colours: RGB in one figure, else all have that of setBrush."""
        codes = np.zeros(len(means), np.intp) if colours is None else colours
        palette, self._first, self._codes = np.unique(codes, return_index=True, return_inverse=True)
        self.setData(means[:, 0], means[:, 2], size=size)
        if colours is not None:
            brushes = [brush_of(rgb) for rgb in palette.tolist()]
            self.data["brush"] = np.array([*brushes, None], object)[self._codes]
            self.setPointsVisible(True)

    def updateSpots(self, spots: Any = None) -> None:
        data = self.data if spots is None else spots
        one_of_each = data[self._first] if len(data) == len(self._codes) else data
        super().updateSpots(one_of_each)
        if one_of_each is not data:
            data["sourceRect"] = one_of_each["sourceRect"][self._codes]


@cache
def brush_of(rgb: int) -> QBrush:
    """The same one for the same colour: pyqtgraph knows brushes by identity."""
    return QBrush(QColor(rgb))


class BrushScatter(BrushPlot):
    """All dots in gray, and on them those that are shown in their colours."""

    def __init__(self, name: str) -> None:
        self._known, self._means = np.zeros(0, np.bool_), np.zeros((0, 3))
        self._every, self._those = Dots(), Dots()
        self._balance = pg.InfiniteLine((0, 0), angle=45)
        super().__init__((Scale(0.0, 255.0), Scale(0.0, 255.0)), name, HEIGHT)
        self.add_words("cool: more blue", 0, 0)
        self.add_words("warm: more red", 1, 1)
        for item in (self._balance, self._every, self._those):
            self.field.addItem(item, ignoreBounds=True)
        self.viewport().setToolTip(
            "Each dot is one of them in its mean colour: to the right more red, upwards more blue.\n"
            "On the dotted line there is as much of both. Drag to mark a part"
        )

    def set_means(self, means: Floats) -> None:
        """Channel means (N, 3), NaN where they are not known. The scales reach round about them. Ask set_shown next."""
        if np.array_equal(means, self._means, equal_nan=True):
            return  # the same faces came again, as they do whenever something else of them changed
        self._means, scale = means, _scale_of(means[:, [0, 2]])
        self.set_scales((scale, scale))
        self._known = ~np.isnan(means[:, 0])
        known = means[self._known]
        few = len(known) <= FEW
        colours = np.round(known if few else np.round(known / COARSE) * COARSE).clip(0, 255).astype(np.intp)
        self._every.set_dots(known, 5 if few else 3)
        self._those.set_dots(known, 5 if few else 3, colours @ (65536, 256, 1))

    def set_shown(self, shown: npt.NDArray[np.bool_]) -> None:
        """Which of them are shown, one flag for each; the others stay behind them as gray dots."""
        self._those.setPointsVisible(shown[self._known])

    def dress(self) -> None:
        super().dress()
        self._balance.setPen(theme.colour("edge"), style=Qt.PenStyle.DotLine)
        self._every.setPen(None)
        self._every.setBrush(theme.colour("edge"))
        self._those.setPen(theme.colour("quiet"), width=0.5)


def _scale_of(means: Floats) -> Scale:
    """The same along both sides, so that gray is their diagonal; in steps, so that it seldom moves as pictures come."""
    if np.isnan(means).all():
        return Scale(0.0, 255.0)
    low = max(0.0, np.floor(np.nanmin(means) / STEP - 0.25) * STEP)
    return Scale(float(low), float(min(255.0, np.ceil(np.nanmax(means) / STEP + 0.25) * STEP)))
