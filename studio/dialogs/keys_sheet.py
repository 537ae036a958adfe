"""The `?` sheet: the keys of the pane in front, and those that work everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.dialogs.base import Dialog
from studio.look import theme
from studio.widgets.keys import KeyHint
from studio.widgets.labels import SectionLabel

EVERYWHERE = (
    ("Ctrl 1 to 6", "show a pane"),
    ("Ctrl Z", "undo"),
    ("Ctrl Shift Z", "redo"),
    ("Ctrl O", "add photos"),
    ("Ctrl V", "paste photos"),
    ("F9", "fold the side panels"),
    ("F11", "full screen"),
    ("?", "this sheet"),
    ("Ctrl Q", "quit"),
)


class KeysSheet(Dialog):
    """Closes with Escape."""

    def __init__(self, title: str, keys: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__("Keys", parent)
        columns = QHBoxLayout()
        columns.setSpacing(theme.SPACE_24)
        self.column.addLayout(columns)
        for heading, hints in ((title, keys), ("Everywhere", EVERYWHERE)):
            if hints:
                columns.addLayout(_column(heading, hints))


def _column(heading: str, hints: Sequence[tuple[str, str]]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.SPACE_4)
    column.addWidget(SectionLabel(heading))
    for pressed, words in hints:
        column.addWidget(KeyHint(pressed, words))
    column.addStretch(1)
    return column
