"""What a thumbnail grid asks its model for, besides the display and tooltip roles."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt


class Role(IntEnum):
    """KEY: hashable name of the thumbnail; SOURCE: what the store's loader needs to make it; NOTE: small words on it;

    ALERT: whether the note asks for attention; FADED: drawn faint (left out); MARK: an icon's name or ""; ID: row id;

    GROUP: None, or whether it is the (first, last) of pictures that belong together and stand side by side.
    """

    KEY = Qt.ItemDataRole.UserRole + 1
    SOURCE = Qt.ItemDataRole.UserRole + 2
    NOTE = Qt.ItemDataRole.UserRole + 3
    ALERT = Qt.ItemDataRole.UserRole + 4
    FADED = Qt.ItemDataRole.UserRole + 5
    MARK = Qt.ItemDataRole.UserRole + 6
    ID = Qt.ItemDataRole.UserRole + 7
    GROUP = Qt.ItemDataRole.UserRole + 8
