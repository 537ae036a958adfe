"""Keys and shortcuts of Latin letters on keyboards that have none: by the place of the key on a US keyboard.

A layout with Latin letters keeps them where they are (AZERTY, Dvorak); what is typed into a field stays as it is.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_ROWS = ((16, "QWERTYUIOP[]"), (30, "ASDFGHJKL;'"), (44, "ZXCVBNM,./"))
_BY_SCAN_CODE = {first + place: key for first, row in _ROWS for place, key in enumerate(row)}
_X_OFFSET = 8
"""X11 and Wayland count the keys of the kernel from 8."""
_BY_LETTER = dict(zip("ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ", "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.", strict=True)) | dict(
    zip("ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ", "ERTYUIOPASDFGHJKLZXCVBNM", strict=True)
)
"""For what sends keys without their place: remote desktops, macOS."""
_LAST_LATIN = 0x24F
_TEXT_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def latin_key(event: QKeyEvent) -> str:
    """The key of a US keyboard that lies where this one does; "" for a press that is no letter beyond Latin."""
    letter = chr(event.key()) if _LAST_LATIN < event.key() <= sys.maxunicode else event.text()[:1].upper()
    if not letter.isalpha() or ord(letter) <= _LAST_LATIN:
        return ""
    offset = 0 if sys.platform == "win32" else _X_OFFSET
    return _BY_SCAN_CODE.get(event.nativeScanCode() - offset) or _BY_LETTER.get(letter, "")


class LetterKeys(QObject):
    """Watches the keys of one window before any widget gets them; the window must have been made visible once."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = latin_key(event)
        if not key or QApplication.activePopupWidget() is not None:
            return False
        target, commands = self._window.focusWidget() or self._window, event.modifiers() & _COMMANDS
        if isinstance(target, _TEXT_FIELDS):
            return bool(commands) and (self._send(target, event, key) or self._use_shortcut(target, event, key))
        return self._use_shortcut(target, event, key) or self._send(target, event, key)

    def _send(self, target: QWidget, event: QKeyEvent, key: str) -> bool:
        """Give the widget, and whoever holds it, the Latin key instead; whether one of them took it."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        text = "" if event.modifiers() & _COMMANDS else key if shift else key.lower()
        twin = QKeyEvent(event.type(), ord(key), event.modifiers(), text, event.isAutoRepeat())
        return QApplication.sendEvent(target, twin) and twin.isAccepted()

    def _use_shortcut(self, target: QWidget, event: QKeyEvent, key: str) -> bool:
        """Do what a shortcut or a line of the menus does by that key; whether there was one."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys = QKeySequence(QKeyCombination(modifiers, Qt.Key(ord(key))))
        for action in self._window.actions():
            if action.shortcut() == keys and action.isEnabled():
                action.trigger()
                return True
        for shortcut in self._window.findChildren(QShortcut):
            if shortcut.key() == keys and _listens(shortcut, target):
                shortcut.activated.emit()
                return True
        return False


def _listens(shortcut: QShortcut, target: QWidget) -> bool:
    holder = shortcut.parent()
    if not isinstance(holder, QWidget) or not shortcut.isEnabled() or not holder.isVisible():
        return False
    return shortcut.context() == Qt.ShortcutContext.WindowShortcut or holder is target or holder.isAncestorOf(target)
