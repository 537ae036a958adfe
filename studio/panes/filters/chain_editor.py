"""A chain of filters as a list of cards: add, remove, take another, and put them in order by buttons, keys or drag."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.filter_records import FilterStep
from models.filters import step
from models.filters.chain import MAX_STEPS
from models.records import Chain
from studio.look import theme
from studio.panes.filters.chain_step import StepCard
from studio.panes.filters.filter_menu import FilterMenu
from studio.widgets.controls import link_button
from studio.widgets.labels import QuietLabel


class ChainEditor(QWidget):
    """changed(chain) with every change that a person makes, also while a slider moves; never from set_chain."""

    changed = Signal(tuple)

    def __init__(
        self, nothing: str = "The picture itself, unchanged.", most: int = MAX_STEPS, parent: QWidget | None = None
    ) -> None:
        """nothing: what it says while there is no filter; most: how many a person may put in a row."""
        super().__init__(parent)
        self._most = most
        self._cards: list[StepCard] = []
        self.nothing = QuietLabel(nothing)
        self.add_button = link_button("+ Add a filter")
        self.menu = FilterMenu(self)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.SPACE_4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_4)
        column.addWidget(self.nothing)
        column.addLayout(self._column)
        below = QHBoxLayout()
        below.addWidget(self.add_button)
        below.addStretch(1)
        column.addLayout(below)
        self.add_button.clicked.connect(lambda: self.menu.open_below(self.add_button))
        self.menu.picked.connect(self.add_filter)
        self._show_places()

    def chain(self) -> Chain:
        """From the first filter to the last; the picture itself where there is none."""
        return tuple(card.step() for card in self._cards) or (step("original"),)

    def set_chain(self, chain: Chain) -> None:
        """Show another chain; cards of filters that stay where they are keep their widgets and the focus."""
        wanted = [part for part in chain if part.name != "original"]
        if [part.name for part in wanted] != [card.step().name for card in self._cards]:
            while len(self._cards) > len(wanted):
                self._drop(self._cards[-1])
            while len(self._cards) < len(wanted):
                self._append(wanted[len(self._cards)])
        for card, part in zip(self._cards, wanted, strict=True):
            if card.step() != part:
                card.show_step(part)
        self._show_places()

    def cards(self) -> list[StepCard]:
        return list(self._cards)

    # what a person does

    def add_filter(self, name: str) -> None:
        """One more filter, last in the chain, as a change."""
        if len(self._cards) < self._most:
            card = self._append(step(name))
            self._show_places()
            self.changed.emit(self.chain())
            card.name.setFocus()
            QTimer.singleShot(0, self, partial(self._bring_into_view, card))

    def _on_removed(self, card: StepCard) -> None:
        place = self._cards.index(card)
        left = [*self._cards[:place], *self._cards[place + 1 :]]
        (left[min(place, len(left) - 1)].remove if left else self.add_button).setFocus()
        self._drop(card)
        self._show_places()
        self.changed.emit(self.chain())

    def _on_moved(self, card: StepCard, by: int) -> None:
        place = self._cards.index(card) + by
        if 0 <= place < len(self._cards):
            self._cards.remove(card)
            self._cards.insert(place, card)
            self._column.removeWidget(card)
            self._column.insertWidget(place, card)
            self._column.activate()
            self._show_places()
            self._bring_into_view(card)
            self.changed.emit(self.chain())

    def _on_pulled(self, card: StepCard, y: int) -> None:
        """Past the middle of a neighbour it changes places with it at once: the picture shows what that does."""
        card.set_carried(True)
        place = self._cards.index(card)
        if place > 0 and y < self._cards[place - 1].middle():
            self._on_moved(card, -1)
        elif place < len(self._cards) - 1 and y > self._cards[place + 1].middle():
            self._on_moved(card, 1)

    # cards

    def _append(self, part: FilterStep) -> StepCard:
        card = StepCard(part)
        card.changed.connect(self._on_card_changed)
        card.removed.connect(partial(self._on_removed, card))
        card.moved.connect(partial(self._on_moved, card))
        card.pulled.connect(partial(self._on_pulled, card))
        card.let_go.connect(partial(card.set_carried, False))
        self._cards.append(card)
        self._column.addWidget(card)
        return card

    def _drop(self, card: StepCard) -> None:
        self._cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _on_card_changed(self) -> None:
        self._show_places()
        self.changed.emit(self.chain())

    def _show_places(self) -> None:
        for place, card in enumerate(self._cards):
            card.show_place(place, len(self._cards))
        full = len(self._cards) >= self._most
        self.nothing.setVisible(not self._cards)
        self.add_button.setEnabled(not full)
        self.add_button.setToolTip(f"At most {self._most} filters fit in here" if full else "")
        self.add_button.setText("+ Then another filter" if self._cards else "+ Add a filter")

    def _bring_into_view(self, card: StepCard) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inside = above.widget() if above is not None else None
        column = inside.layout() if inside is not None else None
        if above is not None and column is not None:
            column.activate()
            above.ensureWidgetVisible(card, 0, theme.SPACE_16)
