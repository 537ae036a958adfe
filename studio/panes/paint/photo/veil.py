"""The veil over what an encoder guesses: fine hatching, the denser the more it doubts. Knows pictures only."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from models.records import Picture
from models.workflow.paint_requests import DOUBT_STEPS

_FROM, _FULL = 5.0, 9.0
"""Levels of doubt at which the veil begins, and at which it is as dense as it gets."""
_EVERY = 11
"""Pixels from one line to the next."""


def share_guessed(doubt: Picture) -> float:
    """How much of the photo lies under the veil, 0 to 1."""
    return float((doubt[:, :, 0] > _FROM * DOUBT_STEPS).mean())


def make_veil(doubt: Picture) -> QImage:
    """How dense the veil is, place by place, as an alpha channel; as coarse as the doubt."""
    levels = doubt[:, :, 0].astype(np.float32) / DOUBT_STEPS
    dense = np.clip((levels - _FROM) / (_FULL - _FROM), 0, 1) * 255
    alpha = np.ascontiguousarray(dense.astype(np.uint8))
    height, width = alpha.shape
    return QImage(alpha.data, width, height, width, QImage.Format.Format_Alpha8).copy()


def paint_veil(painter: QPainter, veil: QImage, rect: QRectF, visible: QRectF) -> None:
    """Draw it where the photo lies: light lines with a dark one beside each, which reads on light and dark."""
    area = rect.toAlignedRect().intersected(visible.toAlignedRect())
    if area.isEmpty():
        return
    layer = QImage(area.size(), QImage.Format.Format_ARGB32_Premultiplied)
    layer.fill(Qt.GlobalColor.transparent)
    inner = QPainter(layer)
    for colour, beside in ((QColor(255, 255, 255, 210), 0), (QColor(0, 0, 0, 150), 1)):
        inner.setPen(QPen(colour, 1))
        for x in range(-area.height(), area.width(), _EVERY):
            inner.drawLine(x + beside, area.height(), x + beside + area.height(), 0)
    inner.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    inner.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    inner.drawImage(rect.translated(-area.topLeft()), veil)
    inner.end()
    painter.drawImage(area.topLeft(), layer)
