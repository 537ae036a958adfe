"""The losses of a run as live curves: by step or by minutes, raw or smoothed. Knows numbers, not trainings.

pyqtgraph is imported when the plot is first shown, so that the window opens without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from studio import theme
from studio.widgets.curves import Curve, smoothed

Axis = Literal["steps", "minutes"]

_REDRAW_MS = 100  # ten redraws a second look continuous; more would only cost
LEVELS = 127.5  # L1 is measured on [-1, 1]; people know levels of 255


@dataclass(frozen=True, slots=True)
class Line:
    """One curve: the loss's name, its name for people, its colour token, its axis and what it is multiplied by."""

    loss: str
    title: str
    colour: str
    right: bool
    scale: float
    help: str


LINES = (
    Line("l1", "L1", "accent", False, LEVELS, "Mean distance between painted and true, in levels of 255"),
    Line("generator", "generator", "corrected", True, 1.0, "How badly the painter fools the judge"),
    Line("discriminator", "discriminator", "confirmed", True, 1.0, "How badly the judge tells painted from true"),
)


class LossPlot(QWidget):
    """Curves of the losses; at most 2,000 points each, redrawn at most ten times a second while visible."""

    pointed = Signal(int)
    """A step the mouse points at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves = {line.loss: Curve() for line in LINES}
        self._axis: Axis = "minutes"
        self._smooth = True
        self._marked: int | None = None
        self._plot: _Plot | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REDRAW_MS)
        self._timer.timeout.connect(self._redraw)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(120)
        self.setAccessibleName("Losses of the run")

    def clear(self) -> None:
        self._curves = {line.loss: Curve() for line in LINES}
        self._marked = None
        self._soon()

    def add(self, step: int, seconds: float, losses: Mapping[str, float]) -> None:
        """The losses after `step`; names that have no curve are left out."""
        for name, curve in self._curves.items():
            if name in losses:
                curve.add(step, seconds, losses[name])
        self._soon()

    def mark(self, step: int | None) -> None:
        """Put the dashed line at this step, where it stays while the mouse is elsewhere; None removes it."""
        self._marked = step
        if self._plot is not None:
            self._plot.show_mark()

    @property
    def marked(self) -> int | None:
        return self._marked

    def curve(self, loss: str) -> Curve:
        return self._curves[loss]

    @property
    def axis(self) -> Axis:
        return self._axis

    def set_axis(self, axis: Axis) -> None:
        self._axis = axis
        self._soon()

    @property
    def smooth(self) -> bool:
        return self._smooth

    def set_smooth(self, on: bool) -> None:
        self._smooth = on
        self._soon()

    def _soon(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._plot is None:
            self._plot = _Plot(self)
            self.layout().addWidget(self._plot.widget)
        self._redraw()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and self._plot is not None:
            self._plot.dress()
        super().changeEvent(event)

    def _redraw(self) -> None:
        if self._plot is not None:
            self._plot.draw(self._curves, self._axis, self._smooth)


class _Plot:
    """The pyqtgraph side: one plot with a second axis on the right for the two adversaries."""

    def __init__(self, owner: LossPlot) -> None:
        import pyqtgraph

        self._pg = pyqtgraph
        pyqtgraph.setConfigOptions(antialias=True)
        self._owner = owner
        self.widget = pyqtgraph.PlotWidget(parent=owner, axisItems={"bottom": _time_axis(pyqtgraph)})
        self._item = self.widget.getPlotItem()
        self._right = pyqtgraph.ViewBox(enableMenu=False)
        self._raw: dict[str, Any] = {}
        self._mean: dict[str, Any] = {}
        self._axis: Axis = "minutes"
        self._prepare()
        self.dress()

    def _prepare(self) -> None:
        item = self._item
        item.setMenuEnabled(False)
        item.hideButtons()
        item.layout.setContentsMargins(12, 12, 12, 8)
        item.showAxis("right")
        item.scene().addItem(self._right)
        item.getAxis("right").linkToView(self._right)
        self._right.setXLink(item)
        for box in (item.getViewBox(), self._right):
            box.setMouseEnabled(x=False, y=False)
            box.setDefaultPadding(0.02)
        item.getViewBox().sigResized.connect(self._follow)
        for line in LINES:
            for group in (self._raw, self._mean):
                curve = self._pg.PlotCurveItem()
                (self._right if line.right else item.getViewBox()).addItem(curve)
                group[line.loss] = curve
        self._cursor = self._pg.InfiniteLine(angle=90, movable=False)
        self._words = self._pg.TextItem(anchor=(0, 0))
        for thing in (self._cursor, self._words):
            item.getViewBox().addItem(thing, ignoreBounds=True)
            thing.hide()
        item.scene().sigMouseMoved.connect(self._point_at)

    def _follow(self) -> None:
        self._right.setGeometry(self._item.getViewBox().sceneBoundingRect())

    def dress(self) -> None:
        """Take the colours of the present theme: pyqtgraph does not follow the palette by itself."""
        pg, quiet = self._pg, theme.colour("quiet")
        self.widget.setBackground(theme.colour("canvas"))
        for name in ("left", "bottom", "right"):
            axis = self._item.getAxis(name)
            axis.setPen(pg.mkPen(None))
            axis.setTextPen(quiet)
            axis.setTickPen(pg.mkPen(theme.colour("edge")))
            axis.setStyle(tickLength=0, tickTextOffset=8, maxTickLevel=0, tickAlpha=None if name == "left" else 0)
        self._item.getAxis("left").setGrid(90)
        for line in LINES:
            colour = theme.colour(line.colour)
            self._mean[line.loss].setPen(pg.mkPen(colour, width=2))
            faint = QColor(colour)
            faint.setAlpha(110)
            self._raw[line.loss].setPen(pg.mkPen(faint, width=1))
        self._cursor.setPen(pg.mkPen(theme.colour("text"), width=1, style=_DASHED))
        self._words.setColor(theme.colour("text"))

    def draw(self, curves: Mapping[str, Curve], axis: Axis, smooth: bool) -> None:
        self._axis = axis
        last = 0.0
        for line in LINES:
            steps, seconds, values = curves[line.loss].points()
            at = seconds / 60 if axis == "minutes" else steps
            last = max(last, float(at[-1]) if len(at) else 0.0)
            values = values * line.scale
            self._raw[line.loss].setVisible(True)
            self._raw[line.loss].setData(at, values)
            self._mean[line.loss].setVisible(smooth)
            self._mean[line.loss].setData(at, smoothed(values) if smooth else values[:0])
        self._item.getAxis("bottom").minutes = axis == "minutes"
        self._item.getViewBox().setXRange(0, max(last, 0.25 if axis == "minutes" else 10.0), padding=0.01)
        self._item.getViewBox().setYRange(0, _top(curves, right=False), padding=0.02)
        self._right.setYRange(0, _top(curves, right=True), padding=0.02)
        self._follow()
        self.show_mark()

    def _point_at(self, where: Any) -> None:
        box = self._item.getViewBox()
        steps, seconds, _values = self._owner.curve("l1").points()
        if not len(steps) or not box.sceneBoundingRect().contains(where):
            self.show_mark()
            return
        at = seconds / 60 if self._axis == "minutes" else steps
        nearest = int(np.abs(at - box.mapSceneToView(where).x()).argmin())
        self._stand_at(nearest)
        self._owner.pointed.emit(int(steps[nearest]))

    def show_mark(self) -> None:
        """The line at the marked step, or nowhere."""
        steps = self._owner.curve("l1").points()[0]
        marked = self._owner.marked
        if marked is None or not len(steps):
            self._cursor.hide()
            self._words.hide()
            return
        self._stand_at(int(np.abs(steps - marked).argmin()))

    def _stand_at(self, index: int) -> None:
        steps, seconds, _values = self._owner.curve("l1").points()
        at = seconds / 60 if self._axis == "minutes" else steps
        self._cursor.setPos(at[index])
        self._words.setText(f"minute {seconds[index] / 60:.1f}, step {steps[index]:,.0f}")
        self._words.setAnchor((0 if at[index] < at[-1] * 0.7 else 1, 0))
        self._words.setPos(at[index], self._item.getViewBox().viewRange()[1][1])
        self._cursor.show()
        self._words.show()


def _time_axis(pyqtgraph: Any) -> Any:
    """An axis that writes "2 min", or plain steps."""

    class TimeAxis(pyqtgraph.AxisItem):
        minutes = True

        def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
            return [f"{value:g} min" if self.minutes else f"{value:,.0f}" for value in values]

    return TimeAxis("bottom")


def _top(curves: Mapping[str, Curve], *, right: bool) -> float:
    """The upper end of an axis: what nearly all points stay under, so that one wild batch flattens nothing."""
    highest = [1e-3]
    for line in LINES:
        values = curves[line.loss].points()[2]
        if line.right == right and len(values):
            highest.append(float(np.quantile(values, 0.995)) * line.scale)
    return max(highest) * 1.1


_DASHED = Qt.PenStyle.DashLine
