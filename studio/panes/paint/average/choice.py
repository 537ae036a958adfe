"""One of the encoders on a card that opens a menu: for a way to paint that has no room for the shelf."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy

from models.records import EncoderHeader
from studio.look import icons, theme
from studio.panes.paint.words import learned_from

_HEIGHT = 52


class EncoderChoice(QAbstractButton):
    """chosen(key) when a person took another one; key: the encoder's file."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setToolTip("The encoder that paints the mean ([ and ])")
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._headers: tuple[EncoderHeader, ...] = ()
        self._current: EncoderHeader | None = None
        self.clicked.connect(lambda: self.menu().popup(self.mapToGlobal(self.rect().bottomLeft())))

    def set_encoders(self, headers: Sequence[EncoderHeader], current: EncoderHeader | None) -> None:
        """Silent. With none at all it says so."""
        self._headers, self._current = tuple(headers), current
        self.setEnabled(bool(headers))
        self.setAccessibleName(f"Encoder: {current.title if current is not None else 'none yet'}")
        self.update()

    def menu(self) -> QMenu:
        """Every encoder there is."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for header in self._headers:
            action = menu.addAction(header.title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(self._current is not None and header.path == self._current.path)
            action.triggered.connect(lambda _on=False, key=str(header.path): self.chosen.emit(key))
        return menu

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hover" if self.underMouse() and self.isEnabled() else "canvas"))
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(card, theme.RADIUS_CARD, theme.RADIUS_CARD)
        current = self._current
        if current is not None:
            icons.draw(painter, "caret-down", QRectF(self.width() - 24, self.height() / 2 - 6, 12, 12), "quiet")
        title = current.title if current is not None else "No encoder yet"
        line = f"learned from {learned_from(current)}" if current is not None else "the mean needs none"
        for text, font, token, side in (
            (title, "strong", "text", Qt.AlignmentFlag.AlignTop),
            (line, "small", "quiet", Qt.AlignmentFlag.AlignBottom),
        ):
            words = card.adjusted(12, 8, -32, -8)
            painter.setFont(theme.font(font))
            painter.setPen(theme.colour(token))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | side), shown)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)
