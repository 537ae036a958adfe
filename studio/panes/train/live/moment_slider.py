"""A slider over the moments of a run, with a dot under each that is kept for good. Knows positions only."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.look import theme
from studio.widgets.sliders import BareSlider

_DOT = 1.75


class MomentSlider(BareSlider):
    """Double click: the last position (reset_asked)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[float, ...] = ()
        self.setFixedHeight(24)

    def set_marks(self, shares: Iterable[float]) -> None:
        """Where dots stand, from 0 (the beginning) to 1."""
        self._marks = tuple(shares)
        self.update()

    def marks(self) -> tuple[float, ...]:
        return self._marks

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("quiet"))
        for share in self._marks:
            painter.drawEllipse(QPointF(7 + share * (self.width() - 14), self.height() - 2.5), _DOT, _DOT)
