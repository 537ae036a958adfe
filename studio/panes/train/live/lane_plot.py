"""One lane of the loss plot, drawn by pyqtgraph: curves, axes, the moment across. Knows numbers along x, no run.

Importing it imports pyqtgraph: never on the GUI thread.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from studio.look import theme
from studio.panes.train.live.lane_curves import Drawn, LaneCurves, Span
from studio.panes.train.words import word_moment
from studio.widgets.plot import Plot

_LEFT, _RIGHT, _EDGE = 52, 56, 9
_TIMES = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400)
_APART, _ROOM = 110, 17  # pixels between two times below, that a figure needs


class Figures(pg.AxisItem):
    """Round figures, no digit more than they have: 0.25, 10, 20,000."""

    def __init__(self, side: str) -> None:
        super().__init__(side)
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=0, maxTickLevel=0, tickTextOffset=8, hideOverlappingLabels=60)

    def tickSpacing(self, low: float, high: float, pixels: float) -> list[tuple[float, float]]:
        """As pyqtgraph finds it, wider where the axis is short."""
        return [
            (one * 2 if (high - low) / one * _ROOM > pixels else one, 0)
            for one, _ in super().tickSpacing(low, high, pixels)
        ]

    def boundingRect(self) -> QRectF:
        """With room for the figures at its ends, which pyqtgraph leaves out where there is a grid."""
        return QRectF(super().boundingRect()).adjusted(0, -_EDGE, 0, _EDGE)

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.6g}" for value in values]


class Moments(Figures):
    """Steps, or seconds as whole seconds, minutes, hours or days."""

    by_step = False

    def tickSpacing(self, low: float, high: float, pixels: float) -> list[tuple[float, float]]:
        if self.by_step:
            return super().tickSpacing(low, high, pixels)
        raw = (high - low) / max(2, pixels // _APART)
        return [(next((one for one in _TIMES if one >= raw), math.ceil(raw / 86400) * 86400), 0)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return super().tickStrings(values, scale, spacing) if self.by_step else [word_moment(one) for one in values]


class LanePlot(Plot):
    """pointed(place or None): where the mouse is; held(place): pressed or dragged there; zoomed(span or None): so

    much is shown by the wheel, or all by a double click.
    """

    pointed = Signal(object)
    held = Signal(float)
    zoomed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self.below = Moments("bottom")
        axes = {"left": Figures("left"), "right": Figures("right"), "bottom": self.below}
        super().__init__(name, parent, axisItems=axes)
        self.getAxis("right").unlinkFromView()  # its curves are handed over on the left axis' scale
        self.getAxis("left").setGrid(255)
        for side, width in (("left", _LEFT), ("right", _RIGHT)):
            self.showAxis(side)
            self.getAxis(side).setWidth(width)
        self.plotItem.layout.setContentsMargins(0, _EDGE, 0, 0)
        self.disableAutoRange()
        self.setMouseEnabled(x=True, y=False)
        self.setMinimumHeight(60)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self._pressed = False
        self._curves: list[pg.PlotCurveItem] = []
        self._frame: tuple[object, ...] = ()
        self._under, self._marked = (pg.InfiniteLine(angle=90) for _ in range(2))
        self._words = pg.TextItem()
        for number, item in enumerate((self._marked, self._under, self._words)):
            item.setZValue(100 + number)
            item.hide()
            self.addItem(item, ignoreBounds=True)

    def dress(self) -> None:
        super().dress()
        for side in ("left", "right", "bottom"):
            self.getAxis(side).setPen(pg.mkPen(None))
            self.getAxis(side).setTickPen(theme.colour("line"))
            self.getAxis(side).setTextPen(theme.colour("quiet"))
            self.getAxis(side).setTickFont(theme.font("small"))

    # what is shown

    def show_below(self, shown: bool) -> None:
        """Whether figures stand below: under the lowest lane only."""
        self.below.setStyle(showValues=shown)
        self.below.setHeight(26 if shown else _EDGE)

    def show_curves(self, lane: LaneCurves, span: Span, whole: Span, narrowest: float, *, by_step: bool) -> None:
        """Draw that, along x from span to span of the whole."""
        frame = (lane.left, lane.right, span, whole, by_step)
        if frame != self._frame:
            self._frame = frame  # drawing axes costs more than drawing curves
            self._show_axes(lane.left, lane.right, by_step=by_step)
            low, high = whole
            self.setLimits(xMin=low, xMax=high, minXRange=min(narrowest, high - low), maxXRange=high - low)
            self.setXRange(*span, padding=0)
            self.setYRange(*(lane.left or lane.right or (0.0, 1.0)), padding=0)
        while len(self._curves) < len(lane.curves):
            self._curves.append(pg.PlotCurveItem(skipFiniteCheck=True))
            self.addItem(self._curves[-1], ignoreBounds=True)
        for item in self._curves[len(lane.curves) :]:
            item.hide()
        for item, curve in zip(self._curves, lane.curves, strict=False):
            if not _is_drawn(item, curve):
                item.setData(curve.x, curve.y, pen=curve.pen, antialias=not curve.rough, connect=curve.connect)
            item.show()

    def _show_axes(self, left: Span | None, right: Span | None, *, by_step: bool) -> None:
        self.below.by_step = by_step
        for side, ends in (("left", left), ("right", right)):
            self.getAxis(side).setStyle(showValues=ends is not None)
        if right is not None:
            self.getAxis("right").setRange(*right)

    def show_moments(self, under: float | None, marked: float | None, words: str = "") -> None:
        """Lines across at these places, and words at the first of them."""
        dashed, solid = QPen(theme.colour("text"), 1, Qt.PenStyle.DashLine), QPen(theme.colour("accent"), 1.5)
        for line, place, pen in ((self._under, under, dashed), (self._marked, marked, solid)):
            pen.setCosmetic(True)
            line.setPen(pen)
            line.setVisible(place is not None)
            line.setValue(place or 0.0)
        place = under if under is not None else marked
        self._words.setVisible(place is not None and bool(words))
        if place is not None and words:
            self._stand(place, words)

    def _stand(self, place: float, words: str) -> None:
        """The words at the top beside their line, at the side where there is room."""
        ground = theme.colour("raised")
        ground.setAlpha(225)
        self._words.setText(words, theme.colour("text"))
        self._words.textItem.setFont(theme.font("small"))
        self._words.updateTextPos()
        self._words.fill = pg.mkBrush(ground)
        box, ((low, high), (_, top)) = self.plotItem.vb, self.viewRange()
        at, wide = (place - low) / (high - low) * box.width(), self._words.textItem.boundingRect().width()
        left = max(0.0, at + 6 if at + 6 + wide <= box.width() else at - 6 - wide)
        self._words.setAnchor(((at - left) / wide, 0))
        self._words.setPos(place, top)

    # mouse

    def place_of(self, at: QPointF) -> float | None:
        """The step or second there; None beside the curves."""
        scene = self.mapToScene(at.toPoint())
        box = self.plotItem.vb
        return float(box.mapSceneToView(scene).x()) if box.sceneBoundingRect().contains(scene) else None

    def _hold(self, place: float | None) -> None:
        if self._pressed and place is not None:
            self.held.emit(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_of(event.position())
        self._pressed = event.button() == Qt.MouseButton.LeftButton and place is not None
        self._hold(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.place_of(event.position())
        self._hold(place)
        self.pointed.emit(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.zoomed.emit(None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the mouse; sideways, or with Shift, move along."""
        turn, (low, high) = event.angleDelta(), self.viewRange()[0]
        if turn.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.plotItem.vb.translateBy(x=-(turn.x() or turn.y()) / 1200 * (high - low))
            event.accept()
        else:
            super().wheelEvent(event)
        self.zoomed.emit(tuple(self.viewRange()[0]))


def _is_drawn(item: pg.PlotCurveItem, curve: Drawn) -> bool:
    """Whether it is drawn like this already: a lane where nothing came is not painted again."""
    same = item.opts["pen"] == curve.pen and item.opts["connect"] == curve.connect
    return bool(same and np.array_equal(item.xData, curve.x) and np.array_equal(item.yData, curve.y))
