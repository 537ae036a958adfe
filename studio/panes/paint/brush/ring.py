"""What the pen's place looks like: a ring of its size that is seen on everything, and what it draws."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from studio.look import theme


def paint_ring(painter: QPainter, centre: QPointF, radius: float, tip: str) -> None:
    """White within black; the tip in words below it at the right, where there is one."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, colour in ((3.0, Qt.GlobalColor.black), (1.2, Qt.GlobalColor.white)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(centre, radius, radius)
    if tip:
        _paint_tip(painter, centre + QPointF(radius + 10, radius + 10), tip)


def _paint_tip(painter: QPainter, at: QPointF, tip: str) -> None:
    painter.setFont(theme.font("small"))
    plate = QRectF(at.x(), at.y(), painter.fontMetrics().horizontalAdvance(tip) + 14, 22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("pill"))
    painter.drawRoundedRect(plate, 4, 4)
    painter.setPen(theme.colour("on_pill"))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, tip)
