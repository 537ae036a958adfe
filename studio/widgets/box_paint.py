"""How boxes look on a canvas: colour and line style by state, handles on the selected one, eyes as dots."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from models.faces.boxes import corners, handle_points
from models.records import Box, Face, FaceState
from studio import icons, theme
from studio.widgets.canvas_view import CanvasView

HANDLE = 8
STATE_ICONS = {
    FaceState.SUGGESTED: "ph.question",
    FaceState.CONFIRMED: "ph.check",
    FaceState.CORRECTED: "ph.pencil-simple",
    FaceState.REJECTED: "ph.x",
}


def outline(box: Box, view: CanvasView) -> QPolygonF:
    """The box's four corners on the screen."""
    return QPolygonF([QPointF(*view.to_screen(*corner)) for corner in corners(box)])


def draw_face(painter: QPainter, face: Face, box: Box, view: CanvasView, *, selected: bool) -> None:
    """A box in its state's colour and line; the selected one with handles and eye dots."""
    colour = theme.state_colour_on_photo(face.state)
    shape = outline(box, view)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if selected or face.state is not FaceState.REJECTED:
        dark = QPen(theme.colour("pill"), 3.5 if selected else 3)
        painter.setPen(dark)
        painter.drawPolygon(shape)
    pen = QPen(colour, 2 if selected else 1.5, theme.state_pen_style(face.state))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawPolygon(shape)
    if selected:
        draw_eyes(painter, face, view)
        draw_handles(painter, box, view)
    elif shape.boundingRect().width() > 44 and face.state is not FaceState.SUGGESTED:
        draw_state_mark(painter, face.state, shape.boundingRect())


def draw_state_mark(painter: QPainter, state: FaceState, rect: QRectF) -> None:
    """A small icon at the foot of the box, so that colour is never alone."""
    spot = QRectF(rect.right() - 9, rect.bottom() - 9, 16, 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.state_colour_on_photo(state))
    painter.drawEllipse(spot)
    icons.draw(painter, STATE_ICONS[state], spot.adjusted(3, 3, -3, -3), "on_accent")


def draw_handles(painter: QPainter, box: Box, view: CanvasView) -> None:
    painter.setPen(QPen(theme.colour("on_pill"), 0))
    painter.setBrush(Qt.GlobalColor.white)
    for point in handle_points(box).values():
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


def draw_tag(painter: QPainter, text: str, box: Box, view: CanvasView, room: QRectF) -> None:
    """A small label over the box, kept on the canvas."""
    painter.setFont(theme.font("badge"))
    metrics = painter.fontMetrics()
    above = outline(box, view).boundingRect()
    rect = QRectF(above.left(), above.top() - 21, metrics.horizontalAdvance(text) + 12, 16)
    if rect.top() < room.top() + 2:
        rect.moveTop(min(above.bottom() + 7, room.bottom() - 18))
    rect.moveLeft(max(room.left() + 2, min(rect.left(), room.right() - rect.width() - 2)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(rect, 3, 3)
    painter.setPen(theme.colour("on_accent"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
