"""The rail at the left: the six panes with icon, name and a live count, in ochre where something waits or works."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from studio.look import icons, theme
from studio.widgets.controls import icon_button


class RailButton(QAbstractButton):
    """62 px tall: icon 22 px, the name below, the badge over the icon's shoulder."""

    def __init__(self, title: str, icon: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setCheckable(True)
        self.setToolTip(f"{title} ({keys})")
        self.setAccessibleName(title)
        self._icon_name = icon
        self.badge = ""
        self._title, self._keys, self._urgent = title, keys, False
        self.setFixedSize(theme.RAIL_WIDTH - 1, 66)

    def sizeHint(self) -> QSize:
        return QSize(theme.RAIL_WIDTH - 1, 66)

    def set_badge(self, text: str, words: str, *, urgent: bool) -> None:
        """text: "" for none; words: what it says, in full; urgent: whether it asks for a look."""
        if (text, words, urgent) != (self.badge, self.accessibleDescription(), self._urgent):
            self.badge, self._urgent = text, urgent
            self.setAccessibleDescription(words)
            self.setToolTip(f"{self._title} ({self._keys})" + (f": {words}" if words else ""))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        card = QRectF(6, 2, self.width() - 11, self.height() - 4)
        if self.isChecked() or self.underMouse() or self.hasFocus():
            painter.setBrush(theme.colour("raised" if self.isChecked() else "panel"))
            painter.drawRoundedRect(card, theme.RADIUS_CARD, theme.RADIUS_CARD)
        if self.isChecked():
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(0, 18, 2, self.height() - 36), 1, 1)
        token = "text" if self.isChecked() or self.hasFocus() else "quiet"
        icons.draw(painter, self._icon_name, QRectF(0, 10, self.width(), 24), token)
        self._draw_name(painter, token)
        if self.badge:
            self._draw_badge(painter)

    def _draw_name(self, painter: QPainter, token: str) -> None:
        face = theme.font("small")
        face.setPixelSize(11)
        painter.setFont(face)
        painter.setPen(theme.colour(token))
        painter.drawText(QRectF(0, 38, self.width(), 18), Qt.AlignmentFlag.AlignCenter, self.text())

    def _draw_badge(self, painter: QPainter) -> None:
        painter.setFont(theme.font("badge"))
        width = max(16, painter.fontMetrics().horizontalAdvance(self.badge) + 9)
        rect = QRectF(min(self.width() / 2 + 6, self.width() - width - 8), 8, width, 15)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent" if self._urgent else "hover"))
        painter.drawRoundedRect(rect, 7.5, 7.5)
        painter.setPen(theme.colour("on_accent" if self._urgent else "quiet"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.badge)


class Rail(QFrame):
    """chosen(name) when a person pressed a pane's button."""

    chosen = Signal(str)
    menu_asked = Signal()

    def __init__(self, entries: Iterable[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(theme.RAIL_WIDTH)
        self._buttons: dict[str, RailButton] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(0)
        for number, (name, title, icon) in enumerate(entries, 1):
            button = RailButton(title, icon, f"Ctrl+{number}")
            button.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            group.addButton(button)
            column.addWidget(button)
            self._buttons[name] = button
        column.addStretch(1)
        self.menu_button = icon_button("ph.list", "Menu (F10)")
        self.menu_button.setFixedSize(36, 36)
        self.menu_button.clicked.connect(self.menu_asked)
        column.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignHCenter)

    def button(self, name: str) -> RailButton:
        return self._buttons[name]

    def set_current(self, name: str) -> None:
        self._buttons[name].setChecked(True)
        if any(button.hasFocus() for button in self._buttons.values()):  # else two of them look chosen
            self._buttons[name].setFocus()

    def set_count(self, name: str, number: int, words: str) -> None:
        """How many there are; nothing for none. Faces wait for a person, the others are only there."""
        text = f"{number}" if number < 1000 else f"{number // 1000}k"
        self._buttons[name].set_badge(text if number else "", words if number else "", urgent=name == "faces")

    def set_progress(self, name: str, percent: int | None) -> None:
        """How far what the pane does is; None while it does nothing."""
        text = "" if percent is None else f"{percent}%"
        self._buttons[name].set_badge(text, f"{percent} % done" if text else "", urgent=True)
