"""The queue as a page: the morning's report, what waits in its order, how long it will take. Shows and emits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from studio.look import theme
from studio.panes.train.queue.queue_list import QueueList
from studio.panes.train.queue.report_card import ReportCard
from studio.widgets.controls import soft_button
from studio.widgets.labels import QuietLabel

_WIDEST = 820
NOTHING = (
    "Nothing waits. Choose a recipe, a size and its minutes at the left and add it: the queue trains one after "
    "the other, over night if need be, and what fails does not stop the next."
)


class QueuePage(QScrollArea):
    """add: adds what is chosen at the left; report, list: their signals say what a person wants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report = ReportCard()
        self.list = QueueList()
        self.nothing = QuietLabel(NOTHING)
        self.add = soft_button("Add")
        self.total = QLabel()
        self.total.setProperty("role", "quiet")
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        foot.addWidget(self.total)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.SPACE_8, 0)
        column.setSpacing(theme.SPACE_16)
        for widget in (self.report, self.nothing, self.list):
            column.addWidget(widget)
        column.addLayout(foot)
        column.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
