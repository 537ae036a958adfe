"""How one place of a comparison is painted: its picture, its ring, its caption. Knows colours, no state."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from studio.look import icons, theme
from studio.panes.gallery.compare.differences import LETTERS

CHIP = 20.0
_PIXELS_SHOWN = 4.0
"""From this enlargement on, pixels are squares."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Words(Protocol):
    """What stands under a picture."""

    @property
    def title(self) -> str: ...
    @property
    def more(self) -> str: ...
    @property
    def starred(self) -> bool: ...


def fitted_once(image: QImage, rect: QRectF, ratio: float, kept: QImage | None) -> QImage:
    """The picture at the size it covers, every pixel of it counted; `kept` where that is it already."""
    size = QSize(max(1, round(rect.width() * ratio)), max(1, round(rect.height() * ratio)))
    if kept is not None and kept.size() == size:
        return kept
    fast = size.width() >= _PIXELS_SHOWN * image.width()
    how = Qt.TransformationMode.FastTransformation if fast else Qt.TransformationMode.SmoothTransformation
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, how)


def paint_picture(painter: QPainter, image: QImage, rect: QRectF, shown: QRectF) -> None:
    """The part of the picture that is in sight. rect: what all of it covers."""
    across, down = image.width() / rect.width(), image.height() / rect.height()
    part = QRectF(
        (shown.x() - rect.x()) * across, (shown.y() - rect.y()) * down, shown.width() * across, shown.height() * down
    )
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, across * _PIXELS_SHOWN > 1)
    painter.drawImage(shown, image, part)


def paint_frame(painter: QPainter, rect: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 3, 3)


def paint_ring(painter: QPainter, at: QPointF, shown: QRectF) -> None:
    """The pointer, in every picture at the same place: white in black, to be seen on both."""
    if not shown.contains(at):
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((QColor(0, 0, 0, 150), 3.0), (QColor(255, 255, 255), 1.4)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(at, 8, 8)


def paint_words(painter: QPainter, rect: QRectF, words: str) -> None:
    painter.setFont(theme.font("body"))
    painter.setPen(theme.colour("quiet"))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)


def paint_chip(painter: QPainter, rect: QRectF, letter: str, current: bool) -> None:
    """A letter in a square."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent" if current else "raised"))
    painter.drawRoundedRect(rect, 3, 3)
    painter.setFont(theme.font("strong"))
    painter.setPen(theme.colour("on_accent" if current else "text"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)


def star_rect(caption: QRectF) -> QRectF:
    """Where a click stars the painting."""
    return QRectF(caption.right() - 24, caption.center().y() - 12, 24, 24)


def paint_caption(painter: QPainter, rect: QRectF, number: int, words: Words, current: bool) -> None:
    chip = QRectF(rect.left(), rect.center().y() - CHIP / 2, CHIP, CHIP)
    paint_chip(painter, chip, LETTERS[number], current)
    star = star_rect(rect)
    name = "ph.star-fill" if words.starred else "ph.star"
    icons.draw(painter, name, star.adjusted(4, 4, -4, -4), "accent" if words.starred else "quiet")
    left = chip.right() + 8
    for font, token, text in (("strong", "text", words.title), ("small", "quiet", words.more)):
        painter.setFont(theme.font(font))
        painter.setPen(theme.colour(token))
        room = star.left() - 8 - left
        metrics = QFontMetricsF(theme.font(font))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room))
        painter.drawText(QRectF(left, rect.top(), max(0.0, room), rect.height()), int(_LEFT), shown)
        left += metrics.horizontalAdvance(shown) + 12
