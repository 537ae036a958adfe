"""A small label on a dark plate in a corner of a picture, readable over any picture."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from studio.look import theme


def paint_label(painter: QPainter, area: QRectF, text: str, corner: Qt.Corner) -> QRectF:
    """Draw it in a corner of the area; returns the plate."""
    painter.save()
    font = painter.font()
    font.setPixelSize(11)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(int(area.width()) - 12, 12))
    plate = QRectF(0, 0, metrics.horizontalAdvance(text) + 12, metrics.height() + 4)
    right = corner in (Qt.Corner.BottomRightCorner, Qt.Corner.TopRightCorner)
    low = corner in (Qt.Corner.BottomLeftCorner, Qt.Corner.BottomRightCorner)
    plate.moveLeft(area.right() - plate.width() if right else area.left())
    plate.moveTop(area.bottom() - plate.height() if low else area.top())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("pill"))
    painter.drawRoundedRect(plate, 4, 4)
    painter.setPen(theme.colour("on_pill"))
    painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), text)
    painter.restore()
    return plate
