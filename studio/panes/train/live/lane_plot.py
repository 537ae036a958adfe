"""One lane of the loss plot, drawn by pyqtgraph: the curves of some runs, axes, the moment across.

Importing it imports pyqtgraph: never on the GUI thread.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPen

from studio.look import theme
from studio.panes.train.dashes import line_pen
from studio.panes.train.live.curves import Axis, Numbers, smoothed
from studio.panes.train.live.phase_bands import PhaseBands
from studio.panes.train.live.run_curves import LANES, Line, RunCurves, View
from studio.widgets.plot import Plot

Span = tuple[float, float]

_LEFT, _RIGHT, _EDGE, _BELOW = 52, 56, 9, 26
_ROOM = 18  # pixels that a figure needs
_UNITS = ((7200.0, 3600.0, " h"), (120.0, 60.0, " min"), (0.0, 1.0, " s"))
"""How many seconds must be shown at least for it, how many it has, its word."""
_MOST = 1000  # columns of a curve, one per two pixels: finer ones can't be told apart; as measured, each has two points
_BEHIND = 1 / 50  # other runs are always drawn smooth: their noise would hide the one in front
_QUANTILE = 0.995  # what nearly all points stay under, so that one wild batch flattens nothing
_RAW, _ALONE = 60, 200  # alpha of what was measured, behind its mean and by itself
_DOTTED = 80  # more scores than this run together: the line alone says it


class Figures(pg.AxisItem):
    """As pyqtgraph's, fewer where the axis is low, and also at its ends, where a grid makes it leave them out."""

    def tickSpacing(self, low: float, high: float, pixels: float) -> list[tuple[float, float]]:
        spacing, start = super().tickSpacing(low, high, pixels)[0]
        return [(spacing * (2 if (high - low) / spacing * _ROOM > pixels else 1), start)]

    def boundingRect(self) -> QRectF:
        return QRectF(super().boundingRect()).adjusted(0, -_EDGE, 0, _EDGE)


class Moments(pg.AxisItem):
    """Steps, or seconds in seconds, minutes or hours."""

    unit = ""

    def show_units(self, width: float, axis: Axis) -> None:
        """So many steps or seconds are shown."""
        size, self.unit = next((size, unit) for least, size, unit in _UNITS if width >= least)
        if axis == "step":
            size, self.unit = 1.0, ""
        self.setScale(1 / size)

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [f"{value * scale:,.10g}{self.unit}" for value in values]


class LanePlot(Plot):
    """pointed(place or None): where the mouse is; held(place): clicked or dragged there; zoomed(span or None): so

    much is shown by the wheel, or all by a double click. lane: its name in LANES.
    """

    pointed = Signal(object)
    held = Signal(float)
    zoomed = Signal(object)

    def __init__(self, lane: str) -> None:
        self.lane = lane
        self.below = Moments("bottom")
        self.under, self.marked = (pg.InfiniteLine() for _ in range(2))
        self.phases = PhaseBands(named=lane == next(iter(LANES)))
        self._curves: list[pg.PlotDataItem] = []
        self._free: Iterator[pg.PlotDataItem] = iter(())
        axes: dict[str, pg.AxisItem] = {side: Figures(side) for side in ("left", "right")} | {"bottom": self.below}
        super().__init__(f"Curves of {lane}", axisItems=axes)
        self.showAxis("right")
        axes["left"].setWidth(_LEFT)
        axes["right"].setWidth(_RIGHT)
        for axis in axes.values():
            axis.setStyle(tickLength=0, maxTickLevel=0, tickTextOffset=7, hideOverlappingLabels=40)
        axes["right"].unlinkFromView()  # its curves are drawn on the left axis' scale
        axes["left"].setGrid(255)
        self.plotItem.layout.setContentsMargins(0, _EDGE, 0, 0)
        self.disableAutoRange()
        self.setMouseEnabled(x=True, y=False)
        self.setMinimumHeight(60)
        for line in (self.marked, self.under):
            line.setZValue(100)
            self.addItem(line, ignoreBounds=True)
        for item in self.phases.items():
            self.addItem(item, ignoreBounds=True)
        self.scene().sigMouseMoved.connect(self._on_moved)
        self.scene().sigMouseClicked.connect(self._on_clicked)
        self.field.dragged.connect(lambda _start, now: self.held.emit(now.x()))
        self.field.sigRangeChangedManually.connect(lambda: self.zoomed.emit(tuple(self.viewRange()[0])))

    def dress(self) -> None:
        super().dress()
        for side in ("left", "right", "bottom"):
            self.getAxis(side).setPen(None)
            self.getAxis(side).setTickPen(theme.colour("line"))
        self.under.setPen(theme.colour("text"), style=Qt.PenStyle.DashLine)
        self.marked.setPen(theme.colour("accent"), width=1.5)
        self.phases.dress()

    # what is shown

    def show_below(self, shown: bool) -> None:
        """Whether figures stand below: under the lowest lane only."""
        self.below.setStyle(showValues=shown)
        self.below.setHeight(_BELOW if shown else _EDGE)

    def show_runs(self, runs: Sequence[RunCurves], view: View, whole: Span) -> None:
        """Draw these runs, the first in front, of the others what tells which is better: more would be a tangle."""
        span = view.span or whole
        self._show_width(span, whole, view.axis)
        most = max(8, min(_MOST, int(self.field.width() / 2)))
        read = [run.tracks[self.lane].columns(*span, most, view.axis) for run in runs]
        left, right = ([line for line in lines if line.name not in view.hidden] for lines in LANES[self.lane])
        ends = _ends(left, read), _ends(right, read[:1])
        low, high = base = ends[0] or ends[1] or (0.0, 1.0)
        self.phases.show(runs[0].critic, view.axis, span, self.field.width())
        self._show_height(*ends, base)
        self._free = iter(self._curves.copy())
        for lines, some, own in ((right, read[:1], ends[1] or base), (left, read, ends[0] or base)):
            slope = (high - low) / (own[1] - own[0])
            for line in lines:
                for run, found in enumerate(some):
                    known = np.isfinite(found[line.name][1])
                    heights = low + (found[line.name][:, known] * line.scale - own[0]) * slope
                    self._draw(line, run, found[view.axis][1][known], heights, view.smooth)
        for item in self._free:
            item.hide()

    def _show_width(self, span: Span, whole: Span, axis: Axis) -> None:
        length = whole[1] - whole[0]
        self.below.show_units(span[1] - span[0], axis)
        self.setLimits(xMin=whole[0], xMax=whole[1], minXRange=min(5.0, length), maxXRange=length)
        self.setXRange(*span, padding=0)

    def _show_height(self, left: Span | None, right: Span | None, base: Span) -> None:
        self.setYRange(*base, padding=0)
        for side, ends in (("left", left), ("right", right)):
            self.getAxis(side).setOpacity(float(ends is not None))  # an axis of nothing would look like one
        if self.getAxis("right").range != list(right or base):
            self.getAxis("right").setRange(*(right or base))

    def _draw(self, line: Line, run: int, x: Numbers, heights: Numbers, smooth: float) -> None:
        """The haze of what was measured behind, the calm line before it, the run in front on top."""
        low, mean, high = heights
        pen = line_pen(line.colour, run)
        if self.lane == "scores":
            self._add(-run, x, mean, pen, symbol="o" if len(x) <= _DOTTED else None, symbolBrush=pen.color())
            return
        raw = smooth == 0 and len(x) > 2
        if run == 0:
            haze = theme.colour(line.colour)
            haze.setAlpha(_ALONE if raw else _RAW)
            self._add(-99, np.repeat(x, 2), np.column_stack((low, high)).ravel(), QPen(haze, 0), antialias=False)
        if run or not raw:
            share = max(smooth, _BEHIND) if run else smooth
            sparse = slice(None, None, max(1, min(6, int(len(x) * share / 4))))  # it needs no point per pixel
            self._add(-run, x[sparse], smoothed(mean, share)[sparse], pen, antialias=True)

    def _add(self, depth: int, x: Numbers, y: Numbers, pen: QPen, **looks: Any) -> None:
        item = next(self._free, None)
        if item is None:
            item = pg.PlotDataItem(symbolSize=5, symbolPen=None) if self.lane == "scores" else pg.PlotCurveItem()
            self._curves.append(item)
            self.addItem(item, ignoreBounds=True)
        item.setData(x, y, pen=pen, skipFiniteCheck=True, **looks)
        item.setZValue(depth)
        item.show()

    def show_moments(self, under: float | None, marked: float | None) -> None:
        """Lines across at these places."""
        for line, place in ((self.under, under), (self.marked, marked)):
            line.setVisible(place is not None)
            line.setValue(place or 0.0)

    # mouse

    def _on_moved(self, at: QPointF) -> None:
        inside = self.field.sceneBoundingRect().contains(at)
        self.pointed.emit(self.field.mapSceneToView(at).x() if inside else None)

    def _on_clicked(self, event: Any) -> None:
        if event.double():
            self.zoomed.emit(None)
        else:
            self.held.emit(self.field.mapSceneToView(event.scenePos()).x())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)


def _ends(lines: Sequence[Line], read: Sequence[dict[str, Numbers]]) -> Span | None:
    """Round ends of an axis, None for one without values: losses begin at 0, scores at about their lowest."""
    values = np.concatenate([np.zeros(0), *(one[line.name][2] * line.scale for line in lines for one in read)])
    known = values[np.isfinite(values)]
    if not len(known):
        return None
    low = 0.0 if lines[0] in sum(LANES["losses"], ()) else float(known.min())
    wide = max(float(np.quantile(known, _QUANTILE, method="higher")) - low, *(line.least for line in lines))
    part = 10.0 ** math.floor(math.log10(wide)) / 5
    return math.floor((low and low - 0.05 * wide) / part) * part, math.ceil((low + 1.05 * wide) / part) * part
