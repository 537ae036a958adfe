"""What the Collection page is made of and where it lies: a sentence, the search, a table, plots beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from studio.look import theme
from studio.panes.filters.collection.crop_in_front import FrontRow
from studio.panes.filters.collection.crop_table import CropTable
from studio.panes.filters.collection.crop_table_view import CropTableView
from studio.widgets.chips import ChipLine
from studio.widgets.controls import plain_button, search_field, soft_button
from studio.widgets.empty import EmptyState

WIDE, SLIM = 320, 248
"""The plots in a roomy page and in a small one."""
ROOMY = 1160
"""From this width of the page on the plots and the search are wide."""


class CollectionLayout(QWidget):
    """The widgets, by name; plots come into the row when there are crops."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = CropTable(self)
        self._make_widgets()
        self._lay_out()

    def _make_widgets(self) -> None:
        self.sentence = QLabel()
        self.sentence.setFont(theme.font("strong"))
        self.sentence.setWordWrap(True)
        self.sentence.setMinimumHeight(2 * self.sentence.fontMetrics().lineSpacing())
        self.sentence.setTextFormat(Qt.TextFormat.RichText)
        self.sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.learn = soft_button("")
        self.export = plain_button("Export CSV", "ph.export")
        self.export.setToolTip("Write the rows shown, in this order, as a table for spreadsheets")
        self.search = search_field("Search person, file")
        self.chips = ChipLine()
        kept = self.chips.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the table stays where it is
        self.chips.setSizePolicy(kept)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.view = CropTableView(self.table)
        self.nothing = EmptyState("ph.funnel", "No face is like that.", "Show all")
        self.empty = EmptyState("ph.table", "Nothing to look at yet: no face has been found on a photo.")
        self.front = FrontRow()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for page in (self.view, self.nothing):
            self._stack.addWidget(page)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._lay_out_head())
        column.addLayout(self._lay_out_filters())
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self.front)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for widget in (self._body, self.empty):
            self._row.addWidget(widget, 1)

    def _lay_out_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, 0)
        head.setSpacing(theme.SPACE_8)
        head.addWidget(self.sentence, 1)
        for button in (self.learn, self.export):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _lay_out_filters(self) -> QHBoxLayout:
        filters = QHBoxLayout()
        filters.setContentsMargins(theme.SPACE_16, 0, 0, theme.SPACE_8)
        filters.setSpacing(0)
        filters.addWidget(self.search, 0, Qt.AlignmentFlag.AlignBottom)  # the line of chips has its room above it
        filters.addWidget(self.chips, 1)
        return filters

    def _plots_width(self) -> int:
        return WIDE if self.width() >= ROOMY else SLIM

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus()
            self.search.selectAll()
        else:
            super().keyPressEvent(event)
