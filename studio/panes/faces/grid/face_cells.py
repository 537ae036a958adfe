"""How one face looks in a strip or a grid: its crop, the state as a coloured foot, its doubt; and where cells lie."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPixmap, QTransform

from models.records import FaceState
from studio.look import icons, theme
from studio.panes.faces.grid.face_list import FaceCell

FOOT = 3
"""Height of the line that tells the state."""


@dataclass(frozen=True, slots=True)
class CellLook:
    """What the view adds to a face: selected, in front of others that are selected, taken by "accept the rest"."""

    selected: bool = False
    current: bool = False
    ticked: bool = False


def draw_cell(painter: QPainter, rect: QRect, cell: FaceCell, pixmap: QPixmap | None, look: CellLook) -> None:
    """One cell; pixmap None (or null) while its picture is on its way (or can't be read)."""
    state = cell.face.state
    picture = rect.adjusted(0, 0, 0, -FOOT - 1)
    painter.setOpacity(0.35 if state is FaceState.REJECTED and not look.selected else 1.0)
    _draw_picture(painter, picture, pixmap)
    painter.setOpacity(1.0)
    pen = QPen(theme.state_colour(state), FOOT, theme.state_pen_style(state))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    y = rect.bottom() + 1 - FOOT / 2
    painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right() + 1, y))
    if state is FaceState.SUGGESTED:
        _draw_doubt(painter, picture, cell.doubt, look.ticked)
    _draw_outline(painter, rect, look)


def _draw_picture(painter: QPainter, rect: QRect, pixmap: QPixmap | None) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if pixmap is None or pixmap.isNull():
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(rect, 3, 3)
        if pixmap is not None:
            middle = QRectF(0, 0, 16, 16)
            middle.moveCenter(QRectF(rect).center())
            icons.draw(painter, "ph.image-square", middle, "off")
        return
    scale = max(rect.width() / pixmap.width(), rect.height() / pixmap.height())
    left = rect.center().x() + 0.5 - pixmap.width() * scale / 2
    brush = QBrush(pixmap)
    brush.setTransform(QTransform(scale, 0, 0, scale, left, rect.top()))
    painter.setBrush(brush)
    painter.drawRoundedRect(rect, 3, 3)


def _draw_doubt(painter: QPainter, picture: QRect, doubt: float, ticked: bool) -> None:
    """A tick on what "accept the rest" takes, the figure on what it leaves."""
    if ticked:
        spot = QRectF(picture.right() - 18, picture.top() + 4, 15, 15)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("pill"))
        painter.drawEllipse(spot)
        icons.draw(painter, "ph.check", spot.adjusted(2.5, 2.5, -2.5, -2.5), "on_pill")
        return
    painter.setFont(theme.font("badge"))
    text = f"{doubt:.2f}"
    width = painter.fontMetrics().horizontalAdvance(text) + 8
    pill = QRectF(picture.right() - width - 3, picture.top() + 4, width, 15)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(pill, 7.5, 7.5)
    painter.setPen(theme.colour("on_accent"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def _draw_outline(painter: QPainter, rect: QRect, look: CellLook) -> None:
    """Selected: 2 px of ochre; the one in front also has a hairline within, so that it is told among many."""
    if not (look.selected or look.current):
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("accent" if look.selected else "quiet"), 2))
    painter.drawRoundedRect(QRectF(rect).adjusted(-1, -1, 1, 1), 4, 4)
    if look.current and look.selected:
        painter.setPen(QPen(theme.colour("on_pill"), 1))
        painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -FOOT - 2.5), 2, 2)
