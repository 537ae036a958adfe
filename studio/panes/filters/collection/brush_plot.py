"""A pyqtgraph plot with a brush that marks what is meant; what it shows is left to those that inherit.

Its mark is kept in round figures of its scales. Import late, as studio.widgets.plot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from studio.look import theme
from studio.widgets.plot import Plot

Span = tuple[float, float]
Spans = tuple[Span, ...]
Floats = npt.NDArray[np.float64]

STEP = 0.02  # what an arrow key moves, of the whole scale
REACH = 5.0  # so many px beside the brush or its edge is still on it
_ARROWS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Down: (1, -1), Qt.Key.Key_Up: (1, 1)}


@dataclass(frozen=True, slots=True)
class Scale:
    """From low to high, both at least 0; log: figures spread over decades, placed by log10(1 + figure)."""

    low: float
    high: float
    log: bool = False

    def places(self, values: Floats) -> Floats:
        """Where figures stand on the axis; what lies beyond an end stands at the end."""
        held = np.clip(values, self.low, self.high)
        return np.log10(1 + held) if self.log else held

    def span(self, figures: Span) -> Span:
        """Where two figures stand."""
        low, high = self.places(np.array(figures)).tolist()
        return low, high

    def ends(self) -> Span:
        """Where the low and the high end stand."""
        return self.span((self.low, self.high))

    def at(self, share: float) -> float:
        """The place that so much of the scale lies below."""
        low, high = self.ends()
        return low + share * (high - low)

    def held(self, span: Span) -> Span:
        """The whole span moved to where there is room for it; it stays as wide."""
        low, high = self.ends()
        by = max(low - span[0], min(0.0, high - span[1]))
        return span[0] + by, span[1] + by

    def value(self, place: float) -> float:
        """The round figure at that place: whole, on a logarithmic scale of two digits; at an end the end itself."""
        low, high = self.ends()
        if place <= low or place >= high:
            return self.low if place <= low else self.high
        return min(self.high, max(self.low, round(float(f"{10**place - 1:.2g}") if self.log else place)))


class _Decades(pg.AxisItem):
    """1, 10, 100 ... as figures a person writes, where pyqtgraph has powers."""

    def logTickStrings(self, values: Sequence[float], scale: float, spacing: float | None) -> list[str]:
        return [f"{10**value:,.0f}" for value in values]


class BrushPlot(Plot):
    """scales: along x, and along y where there are two. brushed() whenever another span is marked: read spans().

    Drag: a new brush; drag inside or on an edge: move it; click beside it, double click, Esc or Delete: none.
    Arrows move it, with Shift its far ends alone; without one they begin with the middle half.
    brush: pyqtgraph's item for it, which heirs move.
    """

    brushed = Signal()

    def __init__(self, scales: tuple[Scale, ...], name: str, height: int, brush: pg.LinearRegionItem | pg.ROI) -> None:
        self.scales = scales
        self._spans: Spans | None = None
        self._brush = brush
        super().__init__(name, axisItems={"bottom": _Decades("bottom")})
        self.getAxis("bottom").setLogMode(scales[0].log)
        self.setFixedHeight(height)
        self.setMouseEnabled(x=False, y=False)
        brush.setZValue(10)
        self.addItem(brush, ignoreBounds=True)
        self.set_scales(scales)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        self.field.dragged.connect(self._on_drawn)
        brush.sigRegionChanged.connect(self._on_moved)
        brush.sigRegionChangeFinished.connect(self._show_brush)
        self.scene().setClickRadius(REACH)
        self.scene().sigMouseClicked.connect(self._on_clicked)

    def move_to(self, *places: Span) -> None:
        """Put the brush there."""
        raise NotImplementedError

    def set_scales(self, scales: tuple[Scale, ...]) -> None:
        """Other scales under the same marks."""
        self.scales = scales
        ranges = zip(("xRange", "yRange"), scales, strict=False)
        self.field.setRange(**{name: scale.ends() for name, scale in ranges}, padding=0.02)
        self._show_brush()

    # what is marked

    def spans(self) -> Spans | None:
        """Low and high figure per scale; None while everything is meant."""
        return self._spans

    def set_spans(self, spans: Spans | None) -> None:
        """Mark without brushed()."""
        self._spans = spans
        self._show_brush()

    def _show_brush(self) -> None:
        """Where the round figures lie that are meant."""
        self._brush.setVisible(self._spans is not None)
        if self._spans is not None:
            with QSignalBlocker(self._brush):
                self.move_to(*(scale.span(span) for scale, span in zip(self.scales, self._spans, strict=True)))

    def _mean(self, *places: Span) -> None:
        """The figures at these places are meant, without any everything."""
        spans = tuple(
            (scale.value(low), scale.value(high)) for scale, (low, high) in zip(self.scales, places, strict=False)
        )
        if (spans or None) != self._spans:
            self._spans = spans or None
            self.brushed.emit()

    def let_go(self) -> None:
        """Mark nothing, as a change."""
        self._mean()
        self._show_brush()

    # mouse

    def _on_drawn(self, start: QPointF, now: QPointF) -> None:
        box = QRectF(start, now).normalized()
        self._mean((box.left(), box.right()), (box.top(), box.bottom()))
        self._show_brush()

    def _on_moved(self) -> None:
        box = self._brush.mapRectToParent(self._brush.boundingRect())
        places = [(box.left(), box.right()), (box.top(), box.bottom())]
        if getattr(self._brush, "moving", False) or getattr(self._brush, "isMoving", False):  # as a whole
            places = [scale.held(span) for scale, span in zip(self.scales, places, strict=False)]
        self._mean(*places)

    def _on_clicked(self, event: Any) -> None:
        near = self.scene().itemsNearEvent(event)
        if event.double() or not any(self._brush in (item, item.parentItem()) for item in near):
            self.let_go()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        axis, way = _ARROWS.get(Qt.Key(event.key()), (9, 0))
        if axis < len(self.scales):
            self._step(axis, way * STEP, ends=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._spans:
            self.let_go()
        else:
            super().keyPressEvent(event)

    def _step(self, axis: int, share: float, ends: bool) -> None:
        """One press of an arrow. A step too small for the scale's round figures grows until it tells."""
        spans, scale = self._spans, self.scales[axis]
        if spans is None:
            self._mean(*((one.at(0.25), one.at(0.75)) for one in self.scales))
        for times in (1, 2, 4) if spans else ():
            places = [one.span(span) for one, span in zip(self.scales, spans or (), strict=True)]
            (low, high), by = places[axis], times * share * (scale.at(1) - scale.at(0))
            places[axis] = (min(low, high + by), max(low, high + by)) if ends else scale.held((low + by, high + by))
            self._mean(*places)
            if self._spans != spans:
                break
        self._show_brush()

    # looks

    def dress(self) -> None:
        """A darker plate under the data alone, on the panel, with a rim while the keys are here."""
        super().dress()
        self.setBackground(theme.colour("panel"))
        self.field.setBackgroundColor(theme.colour("canvas"))
        self.field.setBorder(theme.colour("accent") if self.hasFocus() else None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.dress()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.dress()
