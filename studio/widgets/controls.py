"""Buttons and fields in the house's looks; knows no pane."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from studio.look import icons, theme


def _button(text: str, role: str, parent: QWidget | None = None) -> QPushButton:
    button = QPushButton(text, parent)
    button.setProperty("role", role)
    button.setCursor(Qt.CursorShape.PointingHandCursor if role == "link" else Qt.CursorShape.ArrowCursor)
    button.setAutoDefault(False)
    return button


def primary_button(text: str) -> QPushButton:
    """The one filled button of a pane."""
    return _button(text, "primary")


def plain_button(text: str, icon: str = "") -> QPushButton:
    """An outlined button, with an icon that follows the theme."""
    button = _button(text, "plain")
    if icon:
        _keep_icon(button, icon)
    return button


def soft_button(text: str) -> QPushButton:
    """A button on a raised gray, for what stands beside the main thing."""
    return _button(text, "soft")


def link_button(text: str) -> QPushButton:
    """An ochre sentence that can be clicked."""
    return _button(text, "link")


def icon_button(icon: str, tip: str) -> QToolButton:
    """A 28 px square with an icon; the tip is also its name for screen readers."""
    button = QToolButton()
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFixedSize(28, 28)
    _keep_icon(button, icon)
    return button


def turn_buttons() -> tuple[QToolButton, QToolButton]:
    """Which turn the photo that is meant: left, right."""
    left = icon_button("ph.arrow-counter-clockwise", "Turn the photo left (Ctrl+[). Its file stays as it is.")
    right = icon_button("ph.arrow-clockwise", "Turn the photo right (Ctrl+]). Its file stays as it is.")
    return left, right


def keep_room(widget: QWidget) -> None:
    """Leave its room free while it is hidden, so that nothing beside it moves."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


def _keep_icon(button: QPushButton | QToolButton, name: str) -> None:
    button.setIconSize(QSize(16, 16))
    follower = _IconFollower(button, name)
    theme.signals.changed.connect(follower.on_theme)
    follower.on_theme()


class _IconFollower(QObject):
    """Draws a button's icon again in the colours of a new theme; lives and dies with the button."""

    def __init__(self, button: QPushButton | QToolButton, name: str) -> None:
        super().__init__(button)
        self._button = button
        self._name = name

    def on_theme(self) -> None:
        self._button.setIcon(icons.icon(self._name))


class SearchField(QLineEdit):
    """A search line with a clear button, 220 px where there is room."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(120)
        self.setMaximumWidth(220)

    def sizeHint(self) -> QSize:
        return QSize(220, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.clearFocus()
        else:
            super().keyPressEvent(event)


def search_field(hint: str) -> SearchField:
    """A search line; read its textChanged."""
    return SearchField(hint)


def labelled(title: str, field: QWidget) -> QWidget:
    """A row of a quiet title and the field that takes the rest of it."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    label = QLabel(title)
    label.setProperty("role", "quiet")
    line.addWidget(label)
    line.addWidget(field, 1)
    return row
