"""How a figure is spread over many things, all of them behind those that are shown; a drag marks a range."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from studio.look import theme
from studio.panes.filters.collection.brush_plot import BrushPlot, tick_font
from studio.panes.filters.collection.spans import Scale

BINS = 51
"""Five levels of 255 each."""
HEIGHT = 78
FOOT = 16
"""Room for the figures under the scale."""
EDGE = 6


class BrushHistogram(BrushPlot):
    """things: what is counted, in the plural ("faces"); ends: words at the low and the high end of the scale."""

    def __init__(
        self, scale: Scale, name: str, ends: tuple[str, str], things: str = "faces", parent: QWidget | None = None
    ) -> None:
        super().__init__((scale,), name, parent)
        self.things = things
        self._ends = ends
        self._bins = np.zeros(0, np.intp)
        self._known = np.zeros(0, np.bool_)
        self.counts = np.zeros(BINS, np.intp)
        self.shown = self.counts

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def set_values(self, values: npt.NDArray[np.float64], scale: Scale | None = None) -> None:
        """Count other figures, NaN where there is none; all are shown."""
        self.scales = (scale or self.scales[0],)
        self._known = ~np.isnan(values)
        shares = self.scales[0].shares(np.where(self._known, values, 0.0))
        self._bins = np.minimum((shares * BINS).astype(np.intp), BINS - 1)
        self.counts = self.shown = np.bincount(self._bins[self._known], minlength=BINS)
        self.update()

    def set_shown(self, shown: npt.NDArray[np.bool_]) -> None:
        """Which of the things are shown, one flag for each."""
        self.shown = np.bincount(self._bins[self._known & shown], minlength=BINS)
        self.update()

    def area(self) -> QRectF:
        return self.plate().adjusted(EDGE, 6, -EDGE, 0)

    def plate(self) -> QRectF:
        return QRectF(0, 0, self.width(), self.height() - FOOT)

    def draw_data(self, painter: QPainter) -> None:
        self._draw_scale(painter)
        most = int(self.counts.max())
        if most:
            painter.setPen(Qt.PenStyle.NoPen)
            for counts, token in ((self.counts, "edge"), (self.shown, "quiet")):
                painter.setBrush(theme.colour(token))
                painter.drawRects(self._bars(counts, most))

    def _bars(self, counts: npt.NDArray[np.intp], most: int) -> list[QRectF]:
        area = self.area()
        width = area.width() / BINS
        tall = np.maximum(counts / most * area.height(), 1.5)
        return [
            QRectF(area.left() + number * width, area.bottom() - tall[number], max(1.0, width - 1), tall[number])
            for number in np.flatnonzero(counts).tolist()
        ]

    def _draw_scale(self, painter: QPainter) -> None:
        painter.setFont(tick_font())
        painter.setPen(theme.colour("quiet"))
        foot = QRectF(EDGE, self.height() - FOOT, self.width() - 2 * EDGE, FOOT)
        low, high = self._ends
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, low)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, high)
        metrics = painter.fontMetrics()
        free = foot.adjusted(metrics.horizontalAdvance(low) + 6, 0, -metrics.horizontalAdvance(high) - 6, 0)
        for tick in self.scales[0].ticks():
            words = f"{tick:,.0f}"
            half = metrics.horizontalAdvance(words) / 2
            x = self.place(0, tick)
            if free.left() <= x - half and x + half <= free.right():
                box = QRectF(x - half - 1, foot.top(), 2 * half + 2, foot.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, words)

    # words under the mouse

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos()), self)
            return True
        return super().event(event)

    def words_at(self, at: QPoint) -> str:
        """ "35 faces from 120 to 125"."""
        share = min(0.999999, max(0.0, self._share(0, at.toPointF())))
        number, scale = int(share * BINS), self.scales[0]
        low, high = (scale.value(place / BINS) for place in (number, number + 1))
        shown, count = int(self.shown[number]), int(self.counts[number])
        part = f"{shown:,} of " if shown != count else ""
        return f"{part}{count:,} {self.things} from {low:,.0f} to {high:,.0f}"
