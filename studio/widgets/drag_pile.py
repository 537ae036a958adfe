"""What hangs on the mouse while pictures are dragged: the first few as a pile, and how many they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from studio.look import theme

CARD = (54, 72)
_STEP = 7


def draw_pile(pictures: Sequence[QPixmap], count: int) -> QPixmap:
    """At most three pictures, the first on top, with the count where there are several."""
    shown = list(pictures[:3])
    depth = max(0, len(shown) - 1) * _STEP
    ratio = 2
    pile = QPixmap((CARD[0] + depth + 14) * ratio, (CARD[1] + depth + 10) * ratio)
    pile.setDevicePixelRatio(ratio)
    pile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pile)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    for place, picture in reversed(list(enumerate(shown))):
        card = QRectF(place * _STEP, 8 + place * _STEP, *CARD)
        painter.drawPixmap(card, picture, QRectF(picture.rect()))
        painter.setPen(theme.colour("pill"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(card)
    if count > 1 or not shown:
        _draw_count(painter, CARD[0] - 8, f"{count:,}")
    painter.end()
    return pile


def _draw_count(painter: QPainter, left: float, text: str) -> None:
    painter.setFont(theme.font("badge"))
    badge = QRectF(left, 0, max(18, painter.fontMetrics().horizontalAdvance(text) + 10), 18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(badge, 9, 9)
    painter.setPen(theme.colour("on_accent"))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
