"""How boxes look on a canvas: colour and line style by state, handles on the selected one, eyes as dots."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from models.faces.boxes import HANDLES, Point, corners, handle_points
from models.records import Box, Face, FaceState
from studio.look import icons, theme
from studio.panes.faces.canvas.canvas_view import CanvasView

HANDLE = 8
GRIP = 5.5
"""Radius of the grip that turns a box."""
SMALL = 44
"""Boxes narrower than this on the screen show their corners alone."""
STATE_ICONS = {
    FaceState.SUGGESTED: "ph.question",
    FaceState.CONFIRMED: "ph.check",
    FaceState.CORRECTED: "ph.pencil-simple",
    FaceState.REJECTED: "ph.x",
}


def outline(box: Box, view: CanvasView) -> QPolygonF:
    """The box's four corners on the screen."""
    return QPolygonF([QPointF(*view.to_screen(*corner)) for corner in corners(box)])


def draw_face(
    painter: QPainter, face: Face, box: Box, view: CanvasView, *, selected: bool = False, ticked: bool = False
) -> None:
    """A box in its state's colour and line; ticked: "accept the rest" would take it."""
    shape = outline(box, view)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if selected or face.state is not FaceState.REJECTED:
        painter.setPen(QPen(theme.colour("pill"), 3.5 if selected else 3))
        painter.drawPolygon(shape)
    pen = QPen(theme.state_colour_on_photo(face.state), 2 if selected else 1.5, theme.state_pen_style(face.state))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawPolygon(shape)
    if selected or box.width * view.scale <= SMALL:
        return
    if ticked:
        draw_tick(painter, shape.at(2))
    elif face.state is not FaceState.SUGGESTED:
        draw_state_mark(painter, face.state, shape.at(2))


def draw_state_mark(painter: QPainter, state: FaceState, corner: QPointF) -> None:
    """A small icon at the foot of the box, so that colour is never alone."""
    spot = QRectF(corner.x() - 9, corner.y() - 9, 16, 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.state_colour_on_photo(state))
    painter.drawEllipse(spot)
    icons.draw(painter, STATE_ICONS[state], spot.adjusted(3, 3, -3, -3), "on_accent")


def draw_tick(painter: QPainter, corner: QPointF) -> None:
    """A quiet tick within the box's lower right corner: "accept the rest" would take it."""
    spot = QRectF(corner.x() - 14, corner.y() - 14, 12, 12)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("pill"))
    painter.drawEllipse(spot)
    icons.draw(painter, "ph.check", spot.adjusted(2, 2, -2, -2), "on_pill")


def draw_handles(painter: QPainter, box: Box, view: CanvasView, grip: Point) -> None:
    """Eight squares to resize by (the corners alone on a small box), and on its stem the grip to turn by."""
    points = handle_points(box)
    middles = [QPointF(*view.to_screen(*points[name])) for name in ("n", "s")]
    end = QPointF(*grip)
    nearest = min(middles, key=lambda middle: (end - middle).manhattanLength())
    painter.setPen(QPen(theme.colour("pill"), 3))
    painter.drawLine(nearest, end)
    painter.setPen(QPen(Qt.GlobalColor.white, 1.25))
    painter.drawLine(nearest, end)
    painter.setPen(QPen(theme.colour("pill"), 1))
    painter.setBrush(Qt.GlobalColor.white)
    painter.drawEllipse(end, GRIP, GRIP)
    for name, point in points.items():
        if box.width * view.scale > SMALL or 0 not in HANDLES[name]:
            x, y = view.to_screen(*point)
            painter.drawRect(QRectF(x - HANDLE / 2, y - HANDLE / 2, HANDLE, HANDLE))


def draw_eyes(painter: QPainter, face: Face, view: CanvasView) -> None:
    """Where the eye cascade thinks the eyes are: a hint, never trusted."""
    painter.setPen(QPen(theme.colour("pill"), 1))
    painter.setBrush(theme.colour("accent"))
    for eye in face.eyes:
        painter.drawEllipse(QPointF(*view.to_screen(*eye)), 3, 3)


def draw_ghost(painter: QPainter, box: Box, view: CanvasView) -> None:
    """A box that the detector would suggest at the present settings."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("on_pill"), 1, Qt.PenStyle.DotLine))
    painter.drawPolygon(outline(box, view))


def draw_new(painter: QPainter, box: Box, view: CanvasView) -> None:
    """A box while it is being drawn."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shape = outline(box, view)
    for pen in (QPen(theme.colour("pill"), 3.5), QPen(theme.state_colour_on_photo(FaceState.CORRECTED), 2)):
        painter.setPen(pen)
        painter.drawPolygon(shape)


def draw_tag(painter: QPainter, text: str, box: Box, view: CanvasView, room: QRectF) -> None:
    """A small label under the box, or over it and its grip where there is no room, kept on the canvas."""
    painter.setFont(theme.font("badge"))
    width = painter.fontMetrics().horizontalAdvance(text) + 12
    around = outline(box, view).boundingRect()
    rect = QRectF(around.left(), around.bottom() + 9, width, 16)
    if rect.bottom() > room.bottom() - 2:
        rect.moveTop(max(room.top() + 2, around.top() - 54))
    rect.moveLeft(max(room.left() + 2, min(rect.left(), room.right() - rect.width() - 2)))
    _fill_label(painter, rect, text, "accent", "on_accent")


def draw_note(painter: QPainter, text: str, place: QRectF, room: QRectF) -> None:
    """One quiet line over the foot of the photo, or of what is seen of it."""
    painter.setFont(theme.font("small"))
    seen = place.intersected(room)
    width = min(painter.fontMetrics().horizontalAdvance(text) + 24, room.width() - 16)
    rect = QRectF(0, 0, width, 26)
    rect.moveCenter(QPointF(seen.center().x(), seen.bottom() - 26))
    rect.moveLeft(max(room.left() + 8, min(rect.left(), room.right() - width - 8)))
    _fill_label(painter, rect, text, "pill", "on_pill")


def _fill_label(painter: QPainter, rect: QRectF, text: str, ground: str, ink: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(rect, 3, 3)
    painter.setPen(theme.colour(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
