"""A plot over one or two scales on which a drag marks what is meant; what it shows is left to those that inherit."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.look import theme
from studio.panes.filters.collection.spans import Grip, Scale, Span, dragged, grip_at

STILL = 3
"""A mouse that moved no further than this many px has clicked."""
STEP = 0.02
"""What an arrow key moves, of the whole scale."""
_ARROWS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Down: (1, -1), Qt.Key.Key_Up: (1, 1)}


def tick_font() -> QFont:
    """For the figures and words on a plot."""
    made = theme.font("badge")
    made.setWeight(QFont.Weight.Normal)
    return made


class BrushPlot(QWidget):
    """scales: along x, and along y where there are two. brushed() whenever another span is marked: read spans().

    Drag: a new brush; drag inside or on an edge: move it; click beside it, double click, Esc or Delete: none.
    Arrows move it, with Shift its far ends alone; without one they begin with the middle half.
    """

    brushed = Signal()

    def __init__(self, scales: tuple[Scale, ...], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scales = scales
        self._spans: tuple[Span, ...] | None = None
        self._grips: tuple[Grip | None, ...] = ()
        self._pressed = QPointF()
        self._before: tuple[Span, ...] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(name)

    # what is marked

    def spans(self) -> tuple[Span, ...] | None:
        """Low and high figure per scale; None while everything is meant."""
        return self._spans

    def set_spans(self, spans: tuple[Span, ...] | None) -> None:
        """Mark without brushed()."""
        self._spans = spans
        self.update()

    def _brush(self, spans: tuple[Span, ...] | None) -> None:
        if spans != self._spans:
            self.set_spans(spans)
            self.brushed.emit()

    # places

    def area(self) -> QRectF:
        """Where the scales lie."""
        return QRectF(self.rect())

    def _share(self, axis: int, at: QPointF) -> float:
        area = self.area()
        return (at.x() - area.left()) / area.width() if axis == 0 else (area.bottom() - at.y()) / area.height()

    def place(self, axis: int, value: float) -> float:
        """The px along x (axis 0) or y (axis 1) at which a figure stands."""
        area, share = self.area(), self.scales[axis].share(value)
        return area.left() + share * area.width() if axis == 0 else area.bottom() - share * area.height()

    def brush_rect(self) -> QRectF | None:
        """Where the brush lies."""
        if self._spans is None:
            return None
        left, right = (self.place(0, end) for end in self._spans[0])
        if len(self.scales) == 1:
            return QRectF(left, self.area().top(), right - left, self.area().height())
        bottom, top = (self.place(1, end) for end in self._spans[1])
        return QRectF(left, top, right - left, bottom - top)

    def _grips_at(self, at: QPointF) -> tuple[Grip | None, ...]:
        """Per scale what a press takes hold of; None for a scale that stays as it is."""
        rect = self.brush_rect()
        spans = [None, None] if rect is None else [(rect.left(), rect.right()), (rect.top(), rect.bottom())]
        found = [grip_at(along, span) for along, span in zip((at.x(), at.y()), spans, strict=True)]
        if len(found) > 1 and found[1] in ("low", "high"):
            found[1] = "high" if found[1] == "low" else "low"  # y grows downwards, its scale upwards
        grips = found[: len(self.scales)]
        if "new" in grips:
            return ("new",) * len(grips)
        return tuple(grips) if set(grips) == {"body"} else tuple(None if one == "body" else one for one in grips)

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._before = event.position(), self._spans
            self._grips = self._grips_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._grips:
            self._show_cursor(event.position())
        elif (event.position() - self._pressed).manhattanLength() > STILL or self._spans != self._before:
            self._brush(tuple(self._dragged(axis, event.position()) for axis in range(len(self.scales))))

    def _dragged(self, axis: int, now: QPointF) -> Span:
        grip, scale = self._grips[axis], self.scales[axis]
        before = self._before[axis] if self._before else (scale.low, scale.high)
        if grip is None:
            return before
        shares = scale.share(before[0]), scale.share(before[1])
        low, high = dragged(grip, shares, self._share(axis, self._pressed), self._share(axis, now))
        return scale.value(low), scale.value(high)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clicked = (event.position() - self._pressed).manhattanLength() <= STILL
        if self._grips and self._grips[0] == "new" and clicked and self._spans == self._before:
            self._brush(None)
        self._grips = ()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._grips = ()
        self._brush(None)

    def _show_cursor(self, at: QPointF) -> None:
        shapes = {
            ("new",): Qt.CursorShape.CrossCursor,
            ("body",): Qt.CursorShape.SizeAllCursor,
            ("low",): Qt.CursorShape.SizeHorCursor,
            ("high",): Qt.CursorShape.SizeHorCursor,
            ("low", "high"): Qt.CursorShape.SizeFDiagCursor,
            ("high", "low"): Qt.CursorShape.SizeFDiagCursor,
            ("low", "low"): Qt.CursorShape.SizeBDiagCursor,
            ("high", "high"): Qt.CursorShape.SizeBDiagCursor,
        }
        grips = self._grips_at(at)
        one = tuple(dict.fromkeys(grips)) if set(grips) in ({"new"}, {"body"}) else grips
        fallback = Qt.CursorShape.SizeVerCursor if one[0] is None else Qt.CursorShape.SizeHorCursor
        self.setCursor(shapes.get(one, fallback))

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        axis, way = _ARROWS.get(Qt.Key(event.key()), (9, 0))
        if axis < len(self.scales):
            self._step(axis, way * STEP, ends=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._spans:
            self._brush(None)
        else:
            super().keyPressEvent(event)

    def _step(self, axis: int, by: float, ends: bool) -> None:
        """One press of an arrow. A step too small for the scale's round figures grows until it tells."""
        if self._spans is None:
            self._brush(tuple((scale.value(0.25), scale.value(0.75)) for scale in self.scales))
            return
        scale, spans = self.scales[axis], list(self._spans)
        shares = scale.share(spans[axis][0]), scale.share(spans[axis][1])
        for times in (1, 2, 4):
            low, high = dragged("high" if ends else "body", shares, shares[1], shares[1] + by * times)
            spans[axis] = scale.value(low), scale.value(high)
            if tuple(spans) != self._spans:
                break
        self._brush(tuple(spans))

    # paint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("canvas"))
        painter.drawRoundedRect(self.plate().adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        self.draw_data(painter)
        rect = self.brush_rect()
        if rect is not None:
            self._draw_brush(painter, rect)

    def plate(self) -> QRectF:
        """The darker ground under the data."""
        return self.area()

    def draw_data(self, painter: QPainter) -> None:
        """Draw what is plotted, below the brush."""

    def _draw_brush(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(theme.colour("accent"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(self.scales) > 1:
            painter.drawRect(rect)  # no tint over colours that are to be judged
            return
        fill = QColor(theme.colour("accent"))
        fill.setAlpha(30)
        painter.fillRect(rect, fill)
        painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.drawLine(rect.topRight(), rect.bottomRight())
