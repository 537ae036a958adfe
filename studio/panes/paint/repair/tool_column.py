"""The tools that float over the photo: brush, line, lasso, take away, move."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from studio.look import theme
from studio.panes.paint.repair.canvas import Tool
from studio.widgets.controls import icon_button

_TOOLS = (
    ("brush", "paint-brush", "Mark with the brush (B)", "B"),
    ("line", "line-segment", "Mark along a line (L)", "L"),
    ("lasso", "polygon", "Mark what is circled (O)", "O"),
    ("erase", "eraser", "Take marks away (E)", "E"),
    ("move", "hand", "Move the picture (H); the wheel zooms", "H"),
)


class ToolColumn(QFrame):
    """chosen(tool) when a person took another one, by mouse or by its letter."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName("Tools")
        self.buttons = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_8, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        column.setSpacing(theme.SPACE_4)
        for tool, icon, tip, key in _TOOLS:
            button = icon_button(f"ph.{icon}", tip)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, tool=tool: self.chosen.emit(tool))
            QShortcut(QKeySequence(key), parent).activated.connect(button.click)
            group.addButton(button)
            column.addWidget(button)
            self.buttons[cast(Tool, tool)] = button
        self.buttons["brush"].setChecked(True)
        self.adjustSize()
