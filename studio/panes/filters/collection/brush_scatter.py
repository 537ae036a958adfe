"""Pictures as dots in their own mean colours, mean red to the right, mean blue upwards; a drag marks a rectangle."""

from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from studio.look import theme
from studio.panes.filters.collection.brush_plot import BrushPlot, Floats, Scale, Span

HEIGHT = 186
STEP = 32.0  # levels by which the scales grow
FEW = 800  # up to so many dots are large, each in its very colour
COARSE = 20  # levels to which the colours of more dots are rounded: each colour is painted once and stamped


class BrushScatter(BrushPlot):
    """All dots in gray, and on them those that are shown in their colours."""

    def __init__(self, name: str) -> None:
        self._known, self._means = np.zeros(0, np.bool_), np.zeros((0, 3))
        self._every, self._those = pg.ScatterPlotItem(pen=None), pg.ScatterPlotItem()
        self._balance = pg.InfiniteLine((0, 0), angle=45)
        self._box = pg.ROI((0, 0), (1, 1), rotatable=False, resizable=False, invertible=True)
        self._box.handleSize = 3.5
        for x, y in set(product((0.0, 0.5, 1.0), repeat=2)) - {(0.5, 0.5)}:
            self._box.addScaleHandle((x, y), (1 - x, 1 - y))
        super().__init__((Scale(0.0, 255.0), Scale(0.0, 255.0)), name, HEIGHT, self._box)
        self.setLabel("left", "cool: more blue")
        self.setLabel("bottom", "warm: more red")
        for item in (self._balance, self._every, self._those):
            self.addItem(item, ignoreBounds=True)
        self.viewport().setToolTip(
            "Each dot is one of them in its mean colour: to the right more red, upwards more blue.\n"
            "On the dotted line there is as much of both. Drag to mark a part"
        )

    def move_to(self, *places: Span) -> None:
        (left, right), (bottom, top) = places
        self._box.setPos((left, bottom), update=False)
        self._box.setSize((right - left, top - bottom))

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
        _put(self._every, known, 5 if few else 3)
        _put(self._those, known, 5 if few else 3, colours @ (65536, 256, 1))

    def set_shown(self, shown: npt.NDArray[np.bool_]) -> None:
        """Which of them are shown, one flag for each; the others stay behind them as gray dots."""
        self._those.data["visible"] = shown[self._known]
        self._those.invalidate()

    def dress(self) -> None:
        super().dress()
        self._balance.setPen(theme.colour("edge"), style=Qt.PenStyle.DotLine)
        self._every.setBrush(theme.colour("edge"))
        self._those.setPen(theme.colour("quiet"), width=0.5)
        self._box.setPen(theme.colour("accent"))
        self._box.hoverPen = pg.mkPen(theme.colour("accent_hover"), width=2)
        for handle in self._box.getHandles():
            handle.pen = handle.currentPen = self._box.pen
            handle.hoverPen = self._box.hoverPen
            handle.update()


def _put(dots: pg.ScatterPlotItem, means: Floats, size: int, colours: npt.NDArray[np.intp] | None = None) -> None:
    """One dot of each colour, then as many as there are: pyqtgraph would look up the colour of every single one."""
    palette, kinds = np.unique(np.zeros(len(means)) if colours is None else colours, return_inverse=True)
    brushes = {} if colours is None else {"brush": [QColor(rgb) for rgb in palette.tolist()]}
    dots.setData(palette, palette, size=size, **brushes)
    dots.data = dots.data[kinds]
    dots.data["x"], dots.data["y"] = means[:, 0], means[:, 2]
    dots.bounds = [None, None]


def _scale_of(means: Floats) -> Scale:
    """The same along both sides, so that gray is their diagonal; in steps, so that it seldom moves as pictures come."""
    if np.isnan(means).all():
        return Scale(0.0, 255.0)
    low = max(0.0, np.floor(np.nanmin(means) / STEP - 0.25) * STEP)
    return Scale(float(low), float(min(255.0, np.ceil(np.nanmax(means) / STEP + 0.25) * STEP)))
