"""Asks for a name in one line."""

from __future__ import annotations

from PySide6.QtWidgets import QInputDialog, QWidget


def ask_name(parent: QWidget, title: str, offered: str = "") -> str:
    """What was typed, trimmed; empty when that is nothing, or the person left."""
    name, given = QInputDialog.getText(parent, title, "Name", text=offered)
    return name.strip() if given else ""


def ask_new_name(parent: QWidget, title: str, now: str) -> str:
    """The same for what has a name; empty also when it is to stay as it is."""
    name = ask_name(parent, title, now)
    return name if name != now else ""
