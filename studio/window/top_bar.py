"""The bar over a pane: its title, one true line, its switches, and one filled button at the right end."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from studio.look import theme
from studio.widgets.controls import icon_button
from studio.widgets.labels import ElidedLabel

LINE_AT_LEAST = 150
"""What the line keeps of its width before the search field gives way."""


class TopBar(QFrame):
    """One page of switches and buttons per pane; panels_toggled(shown) from the button that folds the side panels."""

    panels_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(theme.TOP_BAR_HEIGHT)
        self.panels = icon_button("ph.columns", "Show the side panels (F9)")
        self.panels.setCheckable(True)
        self.panels.clicked.connect(self.panels_toggled)
        self.title = QLabel()
        self.title.setFont(theme.font("title"))
        self.line = ElidedLabel()
        self.line.setProperty("role", "line")
        self._pages: dict[str, QWidget] = {}
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_16, 0, theme.SPACE_16, 0)
        row.setSpacing(theme.SPACE_8)
        row.addWidget(self.panels)
        row.addWidget(self.title)
        row.addSpacing(theme.SPACE_8)
        row.addWidget(self.line, 1)

    def add_page(self, name: str, middle: list[QWidget], right: list[QWidget]) -> None:
        """Take in a pane's widgets."""
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_8)
        for widget in (*middle, *right):
            row.addWidget(widget)
        page.hide()
        self._pages[name] = page
        self._row.addWidget(page)

    def show_page(self, name: str, title: str) -> None:
        """Bring a pane's page forward; the others take no room."""
        for other, page in self._pages.items():
            page.setVisible(other == name)
        self.title.setText(title)

    def remove_page(self, name: str) -> None:
        """Let go of a pane's widgets."""
        page = self._pages.pop(name)
        self._row.removeWidget(page)
        page.hide()
        page.deleteLater()

    def set_line(self, text: str) -> None:
        self.line.setText(text)
        self.line.setMinimumWidth(min(LINE_AT_LEAST, self.line.fontMetrics().horizontalAdvance(text) + 4))

    def set_panels(self, offered: bool, shown: bool) -> None:
        """The fold button stands only where there is something to unfold."""
        self.panels.setVisible(offered)
        self.panels.setChecked(shown)
