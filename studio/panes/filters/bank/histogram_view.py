"""The histogram of a picture: how many pixels of each level, per channel. Knows pictures, not where they come from.

Import late, as studio.widgets.plot.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtGui import QColor

from models.records import Picture
from studio.widgets.plot import Plot

BINS = 64
_COLOURS = (QColor(200, 87, 75, 150), QColor(111, 174, 92, 150), QColor(91, 155, 213, 150))
_GRAY = QColor(168, 168, 168, 190)


def channel_heights(picture: Picture, bins: int = BINS) -> npt.NDArray[np.float64]:
    """Heights (3, bins) in 0 to 1, on a square-root scale, over the highest bin that is neither black nor white:

    the background of a drawing must not flatten its lines."""
    binned = picture // (256 // bins)
    counts = np.stack([np.bincount(binned[..., channel].ravel(), minlength=bins) for channel in range(3)])
    heights = np.sqrt(counts.astype(np.float64))
    highest = heights[:, 1:-1].max() or heights.max()
    shares: npt.NDArray[np.float64] = np.minimum(heights / max(highest, 1.0), 1.0)
    return shares


class HistogramView(Plot):
    """Three translucent curves; one gray curve when the channels are equal."""

    def __init__(self) -> None:
        super().__init__("Histogram")
        self.setToolTip("How many pixels have each level, dark to the left, per channel")
        self.setMouseEnabled(x=False, y=False)
        self.hideAxis("left")
        self.hideAxis("bottom")
        self.setRange(xRange=(0, BINS - 1), yRange=(0, 1.1), padding=0)

        self._curves = [pg.PlotCurveItem(pen=None, fillLevel=0, antialias=False) for _ in _COLOURS]
        for curve in self._curves:
            self.addItem(curve, ignoreBounds=True)

    def set_picture(self, picture: Picture | None) -> None:
        heights = np.zeros((0, BINS)) if picture is None else channel_heights(picture)
        equal = all(np.array_equal(row, heights[0]) for row in heights)
        for number, curve in enumerate(self._curves):
            curve.setVisible(number < (min(1, len(heights)) if equal else len(heights)))
            if curve.isVisible():
                curve.setData(np.arange(BINS), heights[number], brush=_GRAY if equal else _COLOURS[number])
