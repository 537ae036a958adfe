"""Preferences: what is the person's own choice and not the project's."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from studio.dialogs.base import Dialog
from studio.look import theme
from studio.state.preferences import Preferences
from studio.widgets.labels import QuietLabel
from studio.widgets.segmented import SegmentedControl


class PreferencesDialog(Dialog):
    """Every choice works at once."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__("Preferences", parent)
        self._settings = preferences
        self.setMinimumWidth(380)
        self.look = SegmentedControl([("dark", "Dark"), ("light", "Light")])
        self.look.set_value(theme.current())
        self.look.chosen.connect(self._on_look)
        row = QHBoxLayout()
        row.addWidget(QLabel("Look"))
        row.addStretch(1)
        row.addWidget(self.look)
        self.column.addLayout(row)
        self.column.addWidget(QuietLabel("Dark grays are kinder to the judging of colours."))
        self.column.addStretch(1)

    def _on_look(self, name: str) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, name)
        self._settings.theme = name
