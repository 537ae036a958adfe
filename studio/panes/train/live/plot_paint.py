"""Paints the scene of a loss plot in the theme's colours: grid, curves, names, the dashed line of a moment."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from studio.look import theme
from studio.panes.train.live.plot_scene import Drawn, Lane, Scene

DASHES: tuple[tuple[float, ...], ...] = ((), (5, 3), (1.5, 2.5), (6, 2.5, 1.5, 2.5), (10, 4))
"""How the lines of each run are dashed, in widths of the line: colour says which curve, dashes say whose."""

_RAW, _ALONE, _FAINT = 80, 200, 190  # alpha of what lies behind, of what stands alone, of other runs
_DOT, _DASH = 2.5, 12.0
_DOTTED = 80  # more scores than this run together: the line alone says it
_ALIGN = Qt.AlignmentFlag.AlignVCenter


def paint_scene(painter: QPainter, scene: Scene, ground: QRectF) -> None:
    """Everything but names and the moment: what stays the same while the mouse moves."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("canvas"))
    painter.drawRoundedRect(ground, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
    painter.setFont(theme.font("small"))
    for lane in scene.lanes:
        _paint_axes(painter, lane)
    painter.setPen(theme.colour("quiet"))
    for x, words in scene.bottom:
        painter.drawText(QRectF(x - 60, scene.area.bottom() + 6, 120, 18), Qt.AlignmentFlag.AlignHCenter, words)
    for lane in scene.lanes:
        painter.save()
        painter.setClipRect(lane.rect.adjusted(0, -2, 0, 1))
        for curve in lane.curves:
            _paint_raw(painter, curve)
        for curve in sorted(lane.curves, key=lambda one: (-one.run, one.line.right)):
            _paint_mean(painter, curve)
        painter.restore()


def _paint_axes(painter: QPainter, lane: Lane) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(theme.colour("line"), 1))
    for y, _ in lane.left or lane.right:
        painter.drawLine(QPointF(lane.rect.left(), round(y)), QPointF(lane.rect.right(), round(y)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("quiet"))
    for y, words in lane.left:
        painter.drawText(QRectF(0, y - 9, lane.rect.left() - 10, 18), Qt.AlignmentFlag.AlignRight | _ALIGN, words)
    for y, words in lane.right:
        painter.drawText(QRectF(lane.rect.right() + 10, y - 9, 60, 18), Qt.AlignmentFlag.AlignLeft | _ALIGN, words)


def line_pen(token: str, run: int, *, width: float = 2.0) -> QPen:
    """The pen of a curve of the run so many places behind the one in front."""
    colour = theme.colour(token)
    if run:
        colour.setAlpha(_FAINT)
    pen = QPen(colour, width if run == 0 else 1.5)
    pen.setCosmetic(True)
    dashes = DASHES[run % len(DASHES)]
    if dashes:
        pen.setDashPattern(list(dashes))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _paint_raw(painter: QPainter, curve: Drawn) -> None:
    """What was measured: a haze behind the smooth line, or where there is none the curve itself."""
    colour = theme.colour(curve.line.colour)
    colour.setAlpha(_ALONE if not curve.mean.size() else _RAW // 2 if curve.line.right else _RAW)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # a haze: smooth edges cost, and add nothing
    painter.setPen(QPen(colour, 0))
    painter.drawPolyline(curve.raw)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_mean(painter: QPainter, curve: Drawn) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(line_pen(curve.line.colour, curve.run))
    painter.drawPolyline(curve.mean)
    if curve.dots and curve.mean.size() <= _DOTTED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(curve.line.colour))
        for at in curve.mean:
            painter.drawEllipse(at, _DOT, _DOT)


def name_rects(head: QRectF, titles: Sequence[str]) -> list[QRectF]:
    """Where the names over a lane stand, each with the dash before it."""
    metrics = QFontMetricsF(theme.font("small"))
    rects, left = [], head.left() - 8
    for title in titles:
        width = _DASH + 6 + metrics.horizontalAdvance(title) + 16
        rects.append(QRectF(left, head.top() + 4, width, head.height() - 8))
        left += width + 2
    return rects


def paint_name(painter: QPainter, rect: QRectF, title: str, token: str, *, shown: bool, under: bool) -> None:
    """One name: a dash in its colour; one that is switched off is quiet and hollow."""
    painter.setPen(Qt.PenStyle.NoPen)
    if under:
        painter.setBrush(theme.colour("hover"))
        painter.drawRoundedRect(rect, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
    dash = QRectF(rect.left() + 8, rect.center().y() - 1, _DASH, 2.5)
    painter.setBrush(theme.colour(token if shown else "edge"))
    painter.drawRoundedRect(dash, 1, 1)
    painter.setPen(theme.colour("text" if shown else "off"))
    painter.setFont(theme.font("small"))
    painter.drawText(rect.adjusted(8 + _DASH + 6, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | _ALIGN, title)


def paint_moment(painter: QPainter, scene: Scene, place: float, words: str) -> None:
    """The dashed line through all lanes, and what was true there."""
    x = scene.x_of(place)
    if not scene.area.left() - 1 <= x <= scene.area.right() + 1:
        return
    pen = QPen(theme.colour("text"), 1)
    pen.setDashPattern([3, 3])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen)
    for lane in scene.lanes:
        painter.drawLine(QPointF(x, lane.rect.top()), QPointF(x, lane.rect.bottom()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_words(painter, scene, x, words)


def _paint_words(painter: QPainter, scene: Scene, x: float, words: str) -> None:
    """On a ground of their own, at the side where there is room."""
    painter.setFont(theme.font("small"))
    width = QFontMetricsF(painter.font()).horizontalAdvance(words) + 12
    left = x + 6 if x + 6 + width <= scene.area.right() else x - 6 - width
    rect = QRectF(max(scene.area.left(), left), scene.area.top() + 2, width, 20)
    ground = theme.colour("canvas")
    ground.setAlpha(215)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
    painter.setPen(theme.colour("text"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
