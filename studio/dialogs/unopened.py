"""A project can't be opened: what is wrong with it, and what can be done instead."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QLabel, QWidget

from models.project.snapshots import Snapshot
from studio.dialogs.base import Dialog
from studio.dialogs.choices import Choice, Choices
from studio.dialogs.error import words_of
from studio.dialogs.snapshots import choices_of
from studio.widgets.controls import plain_button
from studio.widgets.labels import QuietLabel, SectionLabel


class Unopened(Dialog):
    """restored(Snapshot), opened(folder), made() for a new project, again(); each after it has closed.

    Closing it leaves the project that is open now.
    """

    restored = Signal(Snapshot)
    opened = Signal(Path)
    made = Signal()
    again = Signal()

    def __init__(
        self, error: Exception, *, snapshots: Sequence[Snapshot], others: Sequence[Path], parent: QWidget | None = None
    ) -> None:
        super().__init__("This project can't be opened", parent)
        self.setMinimumWidth(560)
        self.error = error
        headline, rest = words_of(error)
        self.headline = QLabel(headline, textFormat=Qt.TextFormat.PlainText, wordWrap=True)  # names are in it
        self.headline.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.headline)
        self.rest = QuietLabel(rest)
        self.rest.setTextFormat(Qt.TextFormat.PlainText)
        self.column.addWidget(self.rest)
        self._offer("Restore a snapshot", choices_of(snapshots, partial(self._leave, self.restored)))
        self._offer("Open another", [self._choice_of(folder) for folder in others])
        self.column.addStretch(1)
        self._add_button("New project ...", self.made)
        self._add_button("Try again", self.again)

    def _add_button(self, words: str, signal: SignalInstance) -> None:
        button = plain_button(words)
        button.clicked.connect(lambda _checked=False: self._leave(signal))
        self.buttons.insertWidget(0, button)

    def _offer(self, heading: str, choices: Sequence[Choice]) -> None:
        if choices:
            self.column.addWidget(SectionLabel(heading))
            self.column.addWidget(Choices(choices))

    def _choice_of(self, folder: Path) -> Choice:
        return Choice(folder.name, str(folder.parent), "Open", partial(self._leave, self.opened, folder))

    def _leave(self, signal: SignalInstance, *what: object) -> None:
        self.close()
        signal.emit(*what)
