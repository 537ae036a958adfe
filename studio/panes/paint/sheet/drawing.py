"""What a sheet looks like: its cells, the heads of its rows and columns, one cell enlarged. Knows no state."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap

from studio.look import theme
from studio.panes.paint.encoder_shelf import covering


def paint_cell(painter: QPainter, at: QRectF, picture: QImage | None, words: str, wrong: bool) -> None:
    """The picture, cut to the shape of the cell; without one the words why, in red where something is wrong."""
    if picture is not None:
        painter.drawImage(at, picture, covering(picture.width(), picture.height(), at))
        return
    painter.fillRect(at, theme.colour("window"))
    painter.setFont(theme.font("small"))
    painter.setPen(theme.colour("rejected" if wrong else "quiet"))
    painter.drawText(at.adjusted(6, 6, -6, -6), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)


def paint_mark(painter: QPainter, at: QRectF) -> None:
    """The outline of the marked cell."""
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(at.adjusted(-3, -3, 3, 3), 4, 4)


def paint_row_head(painter: QPainter, at: QRect, photo: QPixmap | None, name: str, marked: bool) -> None:
    """The photo and its name below."""
    if photo is None or photo.isNull():
        painter.fillRect(at, theme.colour("window"))
    else:
        painter.drawPixmap(QRectF(at), photo, covering(photo.width(), photo.height(), QRectF(at)))
    _write(painter, QRect(at.left(), at.bottom() + 2, at.width(), 18), name, "text" if marked else "quiet")


def paint_column_head(painter: QPainter, at: QRect, title: str, line: str, marked: bool) -> None:
    """The encoder's title, its score below."""
    _write(painter, QRect(at.left(), 12, at.width(), 18), title, "accent" if marked else "text")
    _write(painter, QRect(at.left(), 30, at.width(), 18), line, "quiet")


def paint_enlarged(painter: QPainter, area: QRect, picture: QImage) -> None:
    """The picture over everything else, as large as there is room."""
    painter.fillRect(area, theme.colour("canvas"))
    room = area.adjusted(16, 16, -16, -16)
    at = QRect(QPoint(0, 0), picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
    at.moveCenter(room.center())
    painter.drawImage(at, picture)


def _write(painter: QPainter, at: QRect, words: str, token: str) -> None:
    painter.setFont(theme.font("small"))
    painter.setPen(theme.colour(token))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, at.width())
    painter.drawText(at, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
