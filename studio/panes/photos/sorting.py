"""The button that says how the photos are sorted; the same order chosen again turns it round."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from studio.panes.photos.photo_choice import ORDERS, split_order


class SortButton(QPushButton):
    """chosen(order) when a person chose one; `order` is a name of ORDERS, "-" before it when turned round."""

    chosen = Signal(str)

    def __init__(self, order: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self.setAutoDefault(False)
        self._name, self._turned = split_order(order)
        menu = QMenu(self)
        self._actions: dict[str, QAction] = {}
        for name in ORDERS:
            action = self._actions[name] = menu.addAction("")
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, name=name: self.choose(name))
        self.setMenu(menu)
        self._say()

    @property
    def order(self) -> str:
        return f"-{self._name}" if self._turned else self._name

    def choose(self, name: str) -> None:
        """Sort by this, or, when that is so already, the other way round."""
        self._turned = not self._turned if name == self._name else False
        self._name = name
        self._say()
        self.chosen.emit(self.order)

    def action(self, name: str) -> QAction:
        return self._actions[name]

    def _say(self) -> None:
        for name, action in self._actions.items():
            order, current = ORDERS[name], name == self._name
            turned = current and self._turned
            action.setText(f"{order.words.capitalize()}\t{order.falling if turned else order.rising}")
            action.setChecked(current)
        order = ORDERS[self._name]
        self.setText(f"Sort: {order.words} {'↓' if self._turned else '↑'}")
        self.setToolTip(f"{order.falling if self._turned else order.rising}; choose it again to turn it round")
