"""The middle of the Train pane: a head with its three pages, and what each page shows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from studio.look import theme
from studio.panes.train.live.page import LiveView
from studio.panes.train.queue.page import QueuePage
from studio.panes.train.setup.network_page import NetworkPage
from studio.panes.train.setup.preview_view import PreviewView
from studio.widgets.empty import EmptyState
from studio.widgets.segmented import SegmentedControl

PAGES = (("learning", "Learning"), ("network", "Network"), ("queue", "Queue"))


class Pages(QWidget):
    """turned(page): a person chose another one. Of the first page one of blank, empty, preview, live is in front."""

    turned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = PreviewView()
        self.live = LiveView()
        words = "An encoder learns from faces of your own: there are no faces yet."
        self.empty = EmptyState("ph.chart-line", words, "Add photos")
        self.blank = QWidget()  # until the crops are counted
        self.network = NetworkPage()
        self.queue = QueuePage()
        self.switch = SegmentedControl(PAGES)
        self.switch.chosen.connect(self._on_chosen)
        self._stack = QStackedWidget()
        for widget in (self.blank, self.empty, self.preview, self.live, self.network, self.queue):
            self._stack.addWidget(widget)
        head = QHBoxLayout()
        head.addWidget(self.switch)
        head.addStretch(1)
        head.addWidget(self.live.tools)
        head.addWidget(self.network.switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * [theme.SPACE_16]))
        column.setSpacing(theme.SPACE_8)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self._learning: QWidget = self.blank
        self._show()

    @property
    def page(self) -> str:
        return self.switch.value()

    @property
    def in_front(self) -> QWidget:
        return self._stack.currentWidget() or self._learning

    def turn_to(self, page: str) -> None:
        """Show a page, without turned()."""
        self.switch.set_value(page)
        self._show()

    def show_learning(self, widget: QWidget) -> None:
        """Which of its widgets the first page shows."""
        self._learning = widget
        self._show()

    def count_queue(self, waiting: int) -> None:
        self.switch.set_text("queue", f"Queue, {waiting}" if waiting else "Queue")

    def _on_chosen(self, page: str) -> None:
        self._show()
        self.turned.emit(page)

    def _show(self) -> None:
        others = {"network": self.network, "queue": self.queue}
        self._stack.setCurrentWidget(others.get(self.page, self._learning))
        self.live.tools.setVisible(self.in_front is self.live)
        self.network.switch.setVisible(self.in_front is self.network)
        self.switch.setVisible(self._learning is not self.empty or self.page != "learning")
