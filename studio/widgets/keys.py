"""Keys shown where they work: a wrapping row of little key caps with words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.look import theme
from studio.widgets.flow import FlowLayout

CAP_HEIGHT = 18


def draw_cap(painter: QPainter, rect: QRectF, cap: str) -> None:
    """One key cap."""
    painter.setFont(theme.font("label"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("raised"))
    painter.drawRoundedRect(rect, 3, 3)
    painter.setPen(theme.colour("text"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, cap)


class KeyHint(QWidget):
    """Caps for "Shift X" (one cap) or "[ ]" or ", ." (two), then the words."""

    def __init__(self, keys: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys, self.words = keys, words
        self.setAccessibleName(f"{keys}: {words}")

    def _caps(self) -> list[str]:
        parts = self.keys.split(" ")
        return parts if all(len(part) == 1 and not part.isalnum() for part in parts) else [self.keys]

    def _cap_width(self, cap: str) -> int:
        return max(CAP_HEIGHT, QFontMetrics(theme.font("label")).horizontalAdvance(cap) + 10)

    def sizeHint(self) -> QSize:
        caps = sum(self._cap_width(cap) + 4 for cap in self._caps())
        return QSize(caps + QFontMetrics(theme.font("small")).horizontalAdvance(self.words) + 10, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0
        for cap in self._caps():
            rect = QRectF(x, (self.height() - CAP_HEIGHT) / 2, self._cap_width(cap), CAP_HEIGHT)
            draw_cap(painter, rect, cap)
            x += round(rect.width()) + 4
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("quiet"))
        painter.drawText(self.rect().adjusted(x + 2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.words)


class KeyHints(QWidget):
    """hints: (keys, words)."""

    def __init__(self, hints: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=theme.SPACE_8)
        self._shown: list[KeyHint] = []
        self.set_hints(hints)

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        for hint in self._shown:
            self._flow.removeWidget(hint)
            hint.hide()
            hint.deleteLater()
        self._shown = [KeyHint(keys, words, self) for keys, words in hints]
        for hint in self._shown:
            self._flow.addWidget(hint)
            hint.show()
