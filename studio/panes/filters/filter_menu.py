"""The menu of all filters, in groups of what they leave of a picture."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from models.filters import FILTERS


class FilterMenu(QMenu):
    """picked(name of a filter). `original`, which changes nothing, is not offered: no filter at all is the same."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        kind = None
        for entry in FILTERS:
            if entry.name == "original":
                continue
            if kind not in (None, entry.kind):
                self.addSeparator()
            kind = entry.kind
            action = self.addAction(entry.title)
            action.setToolTip(entry.help)
            action.setData(entry.name)
        self.triggered.connect(self._on_triggered)

    def _on_triggered(self, action: QAction) -> None:
        self.picked.emit(str(action.data()))

    def open_below(self, widget: QWidget) -> None:
        self.popup(widget.mapToGlobal(widget.rect().bottomLeft()))

    def action_of(self, name: str) -> QAction:
        """The entry of one filter."""
        return next(action for action in self.actions() if action.data() == name)
