"""A pyqtgraph plot with a brush that marks what is meant; what it shows is left to those that inherit.

Its mark is kept in round figures of its scales. Import late, as studio.widgets.plot.
"""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from studio.look import theme
from studio.panes.filters.collection.brushes import Band, Box, BrushField
from studio.panes.filters.collection.spans import Scale, Span, shifted, widened
from studio.widgets.plot import Plot, tick_font

STEP = 0.02
"""What an arrow key moves, of the whole scale."""
REACH = 5.0
"""So many px beside the brush or its edge is still on it."""
_ARROWS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Down: (1, -1), Qt.Key.Key_Up: (1, 1)}


class BrushPlot(Plot):
    """scales: along x, and along y where there are two. brushed() whenever another span is marked: read spans().

    Drag: a new brush; drag inside or on an edge: move it; click beside it, double click, Esc or Delete: none.
    Arrows move it, with Shift its far ends alone; without one they begin with the middle half.
    """

    brushed = Signal()

    def __init__(self, scales: tuple[Scale, ...], name: str, height: int) -> None:
        self.scales = scales
        self._spans: tuple[Span, ...] | None = None
        self.field = BrushField()
        self._brush: Band | Box = Band() if len(scales) == 1 else Box()
        self._words: list[tuple[pg.TextItem, int, int]] = []
        super().__init__(name, viewBox=self.field)
        self.setFixedHeight(height)
        self.plotItem.layout.setContentsMargins(0, 0, 0, 0)
        self.field.addItem(self._brush, ignoreBounds=True)
        self.set_scales(scales)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        self.field.drawn.connect(self._on_drawn)
        self._brush.sigRegionChanged.connect(self._on_moved)
        self._brush.sigRegionChangeFinished.connect(self._show_brush)
        self.scene().setClickRadius(REACH)
        self.scene().sigMouseClicked.connect(self._on_clicked)

    def set_scales(self, scales: tuple[Scale, ...]) -> None:
        """Other scales under the same marks."""
        self.scales = scales
        ends = tuple(scale.ends() for scale in scales)
        self.field.setRange(**dict(zip(("xRange", "yRange"), ends, strict=False)), padding=0.02)
        self.getAxis("bottom").setTicks([scales[0].decades()] if scales[0].log else None)
        with QSignalBlocker(self._brush):
            self._brush.bound(ends)
        for words, right, down in self._words:
            words.setPos(ends[0][right], self.field.viewRange()[1][1 - down])
        self._show_brush()

    def add_words(self, text: str, right: int, down: int) -> None:
        """Words in a corner, each 0 or 1."""
        words = pg.TextItem(text, theme.colour("quiet"), anchor=(right, down))
        words.setFont(tick_font())
        self._words.append((words, right, down))
        self.field.addItem(words, ignoreBounds=True)
        self.set_scales(self.scales)

    # what is marked

    def spans(self) -> tuple[Span, ...] | None:
        """Low and high figure per scale; None while everything is meant."""
        return self._spans

    def set_spans(self, spans: tuple[Span, ...] | None) -> None:
        """Mark without brushed()."""
        self._spans = spans
        self._show_brush()

    def _show_brush(self) -> None:
        """Where the round figures lie that are meant."""
        self._brush.setVisible(self._spans is not None)
        if self._spans is not None:
            pairs = zip(self.scales, self._spans, strict=True)
            with QSignalBlocker(self._brush):
                self._brush.set_mark(tuple((scale.place(low), scale.place(high)) for scale, (low, high) in pairs))

    def _mean(self, places: tuple[Span, ...]) -> None:
        """The figures at these places are meant."""
        pairs = zip(self.scales, places, strict=False)
        self._tell(tuple((scale.value(low), scale.value(high)) for scale, (low, high) in pairs))

    def _tell(self, spans: tuple[Span, ...] | None) -> None:
        if spans != self._spans:
            self._spans = spans
            self.brushed.emit()

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        event.accept()  # pyqtgraph leaves it to what lies below

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        event.accept()

    def _on_drawn(self, start: QPointF, now: QPointF) -> None:
        drawn = QRectF(start, now).normalized()
        self._mean(((drawn.left(), drawn.right()), (drawn.top(), drawn.bottom())))
        self._show_brush()

    def _on_moved(self) -> None:
        self._mean(self._brush.mark())

    def _on_clicked(self, event: Any) -> None:
        near = self.scene().itemsNearEvent(event)
        beside = not any(self._brush in (item, item.parentItem()) for item in near)
        if event.button() == Qt.MouseButton.LeftButton and (event.double() or beside):
            self.let_go()

    def let_go(self) -> None:
        """Mark nothing, as a change."""
        self._tell(None)
        self._show_brush()

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
        if self._spans is None:
            self._mean(tuple((scale.at(0.25), scale.at(0.75)) for scale in self.scales))
        else:
            scale, spans = self.scales[axis], list(self._spans)
            places, by = (scale.place(spans[axis][0]), scale.place(spans[axis][1])), scale.at(share) - scale.at(0)
            for times in (1, 2, 4):
                low, high = (widened if ends else shifted)(places, by * times, scale.ends())
                spans[axis] = scale.value(low), scale.value(high)
                if tuple(spans) != self._spans:
                    break
            self._tell(tuple(spans))
        self._show_brush()

    # looks

    def dress(self) -> None:
        """A darker plate under the data alone, on the panel, with a rim while the keys are here."""
        super().dress()
        self.setBackground(theme.colour("panel"))
        self.field.setBackgroundColor(theme.colour("canvas"))
        self.field.setBorder(theme.colour("accent") if self.hasFocus() else None)
        self._brush.dress()
        for words, _, _ in self._words:
            words.setColor(theme.colour("quiet"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.dress()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.dress()
