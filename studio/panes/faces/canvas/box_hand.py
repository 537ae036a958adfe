"""What the mouse takes hold of on a box, what a drag makes of it, and which cursor says so. Numbers, no widget."""

from __future__ import annotations

from functools import cache
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QCursor, QPainter, QPixmap

from models.faces.boxes import (
    HANDLES,
    Handle,
    Point,
    box_from_drag,
    hit,
    nudge,
    resize_from_handle,
    turn_grips,
    turn_to_mouse,
)
from models.records import Box
from studio.look import icons
from studio.panes.faces.canvas.canvas_view import CanvasView

Hold = Handle | Literal["inside", "turn", "pan", "draw"]

REACH = 9
"""How near to a handle, in screen px, a press takes hold of it."""
STEM = 24
"""How far over the box, in screen px, the grip stands that turns it."""
NOTCH = 5.0
"""Degrees that a turn snaps to while Shift is held."""
_RESIZING = (
    Qt.CursorShape.SizeHorCursor,
    Qt.CursorShape.SizeFDiagCursor,
    Qt.CursorShape.SizeVerCursor,
    Qt.CursorShape.SizeBDiagCursor,
)
_BEARINGS: dict[str, int] = {"e": 0, "se": 45, "s": 90, "sw": 135, "w": 180, "nw": 225, "n": 270, "ne": 315}
_HANDS: dict[str, Qt.CursorShape] = {"inside": Qt.CursorShape.SizeAllCursor, "pan": Qt.CursorShape.ClosedHandCursor}


def grip_at(box: Box, view: CanvasView, screen: tuple[int, int]) -> Point:
    """Where on the screen the turning grip stands: over the box, else under it, else inside, so that it is in sight."""
    points = [view.to_screen(*point) for point in turn_grips(box, STEM / view.scale)]
    seen = (point for point in points if 7 <= point[0] <= screen[0] - 7 and 7 <= point[1] <= screen[1] - 7)
    return next(seen, points[-1])


def held_at(box: Box, view: CanvasView, screen: tuple[int, int], at: QPointF) -> Hold | None:
    """What of the selected box lies under a screen point."""
    grip = grip_at(box, view, screen)
    if (at - QPointF(*grip)).manhattanLength() <= REACH + 2:
        return "turn"
    x, y = view.to_photo(at.x(), at.y())
    reach = min(REACH / view.scale, box.width / 4)  # a small box keeps an inside to be moved by
    return hit(box, x, y, reach)


def dragged(
    box: Box | None, hold: Hold, start: Point, to: Point, photo: tuple[int, int], notch: float = 0.0
) -> Box | None:
    """The box after a drag from one photo point to another; None where nothing is held that a drag could change."""
    if hold == "draw":
        return box_from_drag(*start, *to, *photo)
    if box is None or hold == "pan":
        return None
    if hold == "turn":
        return turn_to_mouse(box, start, to, notch)
    if hold == "inside":
        return nudge(box, to[0] - start[0], to[1] - start[1], *photo)
    return resize_from_handle(box, hold, *to, *photo)


def cursor_for(hold: Hold | None, angle: float = 0.0) -> QCursor | Qt.CursorShape:
    """Resizing arrows point along the pull, also on a turned box."""
    if hold == "turn":
        return _turning()
    if hold in HANDLES:
        return _RESIZING[round((_BEARINGS[hold] + angle) / 45) % 4]
    return _HANDS.get(hold or "", Qt.CursorShape.ArrowCursor)


@cache
def _turning() -> QCursor:
    """A round arrow, white with a dark rim, so that it shows on any photo."""
    drawn = QPixmap(24, 24)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    for x, y in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        icons.draw(painter, "ph.arrow-clockwise", QRectF(3 + x, 3 + y, 18, 18), "pill")
    icons.draw(painter, "ph.arrow-clockwise", QRectF(3, 3, 18, 18), "on_pill")
    painter.end()
    return QCursor(drawn, 12, 12)
