"""How a figure is spread over many things, all of them behind those that are shown; a drag marks a range."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from studio.look import theme
from studio.panes.filters.collection.brush_plot import BrushPlot, Floats, Scale, Span

BINS = 51  # five levels of 255 each
HEIGHT = 102
LEAST = 0.03  # the height of a bar of very few, of the highest bar: it is seen


class BrushHistogram(BrushPlot):
    """things: what is counted, in the plural ("faces"); ends: words at the low and the high end of the scale."""

    def __init__(self, scale: Scale, name: str, ends: tuple[str, str], things: str = "faces") -> None:
        self.things = things
        self._places = np.zeros(0)
        self.counts = self.shown = np.zeros(BINS, np.intp)
        self._every, self._those = (pg.BarGraphItem(x0=0, width=0, y0=0, height=0, pen=None) for _ in range(2))
        self._band = pg.LinearRegionItem()
        for line in self._band.lines:
            line.setCursor(Qt.CursorShape.SizeHorCursor)
        super().__init__((scale,), name, HEIGHT, self._band)
        self.hideAxis("left")
        self.getAxis("bottom").setStyle(tickLength=0, tickTextOffset=2, maxTextLevel=0)
        self.field.setYRange(0, 1.06, padding=0)
        self.setLabel("bottom", " → ".join(ends))
        for bars in (self._every, self._those):
            self.addItem(bars, ignoreBounds=True)

    def move_to(self, *places: Span) -> None:
        self._band.setRegion(places[0])

    def set_values(self, values: Floats, scale: Scale | None = None) -> None:
        """Count other figures, NaN where there is none; all are shown."""
        self.set_scales((scale or self.scales[0],))
        self._places = self.scales[0].places(values)
        self.counts = np.histogram(self._places, BINS, self.scales[0].ends())[0]
        self._draw(self._every, self.counts)
        self.set_shown(np.ones(len(values), np.bool_))

    def set_shown(self, shown: npt.NDArray[np.bool_]) -> None:
        """Which of the things are shown, one flag for each."""
        self.shown = np.histogram(self._places[shown], BINS, self.scales[0].ends())[0]
        self._draw(self._those, self.shown)

    def _draw(self, bars: pg.BarGraphItem, counts: npt.NDArray[np.intp]) -> None:
        filled, wide = np.flatnonzero(counts), self.scales[0].at(1 / BINS) - self.scales[0].at(0)
        tall = np.maximum(counts[filled] / max(1, self.counts.max()), LEAST)
        bars.setOpts(x0=self.scales[0].at(0) + filled * wide, width=0.8 * wide, y0=0, height=tall)

    def dress(self) -> None:
        super().dress()
        self._every.setOpts(brush=theme.colour("edge"))
        self._those.setOpts(brush=theme.colour("quiet"))
        fill = theme.colour("accent")
        for alpha, colour_it in ((30, self._band.setBrush), (45, self._band.setHoverBrush)):
            fill.setAlpha(alpha)
            colour_it(fill)
        for line in self._band.lines:
            line.setPen(theme.colour("accent"))
            line.setHoverPen(theme.colour("accent_hover"), width=2)

    # words under the mouse

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos()), self)
            return True
        return bool(super().viewportEvent(event))

    def words_at(self, at: QPoint) -> str:
        """ "35 faces from 120 to 125"."""
        scale, place = self.scales[0], self.field.mapSceneToView(self.mapToScene(at)).x()
        low, high = scale.ends()
        number = min(BINS - 1, max(0, int((place - low) / (high - low) * BINS)))
        first, last = (scale.value(scale.at(end / BINS)) for end in (number, number + 1))
        shown, count = int(self.shown[number]), int(self.counts[number])
        part = f"{shown:,} of " if shown != count else ""
        return f"{part}{count:,} {self.things} from {first:,.0f} to {last:,.0f}"
