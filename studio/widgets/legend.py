"""Names of the curves beside a plot, each with a dash in its colour. Follows the theme."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio import theme

_DASH, _GAP, _BETWEEN = 9.0, 5.0, 16.0


class Legend(QWidget):
    """items: (name for people, colour token, tooltip)."""

    def __init__(self, items: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = list(items)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setToolTip("\n".join(f"{name}: {help}" for name, _, help in items))
        self.setAccessibleName(", ".join(name for name, _, _ in items))

    def _widths(self) -> list[float]:
        metrics = QFontMetrics(theme.font("body"))
        return [_DASH + _GAP + metrics.horizontalAdvance(name) for name, _, _ in self._items]

    def sizeHint(self) -> QSize:
        widths = self._widths()
        return QSize(round(sum(widths) + _BETWEEN * (len(widths) - 1)) + 2, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("body"))
        left = 0.0
        for (name, token, _), width in zip(self._items, self._widths(), strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(token))
            painter.drawRoundedRect(QRectF(left, self.height() / 2 - 1.5, _DASH, 3), 1.5, 1.5)
            painter.setPen(theme.colour(token))
            words = QRectF(left + _DASH + _GAP, 0, width, self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
            left += width + _BETWEEN
