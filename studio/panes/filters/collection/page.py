"""The Collection page of Filters: what one's faces look like, as a sentence, a table, plots; which to learn from.

Shows rows and emits what is wanted; it knows no project, measures nothing and writes no file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from models.records import Picture
from studio.look import theme
from studio.panes.filters.collection import words
from studio.panes.filters.collection.crop_choice import CropChoice, choose, subset_of
from studio.panes.filters.collection.crop_columns import CropColumns
from studio.panes.filters.collection.crop_rows import CropRow
from studio.panes.filters.collection.layout import ROOMY, WIDE, CollectionLayout

if TYPE_CHECKING:
    from studio.panes.filters.collection.plots import PlotPanel

PICTURE_WAIT_MS = 40
"""A picture is asked for when the row in front rests that long: held arrow keys pass many."""
BY_RANGES = "By these ranges: faces added later count too when they lie in them"
BY_NUMBER = "These very faces, by their numbers in this project"
NOTHING_CHOSEN = "Drag over a plot, press a bar, search or select rows first"


class CollectionPage(CollectionLayout):
    """set_rows, set_measuring and set_picture show; the signals say what a person wants.

    opened(key): show that face in the bank; subset_wanted(tuple of FactRange, or of row numbers): learn from those;
    picture_wanted(key): set_picture(key, picture) is awaited; export_wanted(): write rows_shown() somewhere.
    """

    picture_wanted = Signal(str)
    opened = Signal(str)
    subset_wanted = Signal(tuple)
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = CropColumns(())
        self._told = False  # blank until somebody says what there is
        self._shown = np.zeros(0, np.bool_)
        self._choice = CropChoice()
        self._measuring = (0, 0)
        self._asked = ""
        self._making = self._make_plots()
        self._connect()
        self._resting = QTimer(self, singleShot=True, interval=PICTURE_WAIT_MS)
        self._resting.timeout.connect(self._ask_picture)
        self.set_measuring(0, 0)

    def _connect(self) -> None:
        self.sentence.linkActivated.connect(self._on_note)
        self.export.clicked.connect(self.export_wanted)
        self.search.textChanged.connect(self._on_narrowed)
        self.chips.taken.connect(self._on_chip)
        self.chips.cleared.connect(self.show_all)
        self.learn.clicked.connect(self._on_learn)
        self.nothing.pressed.connect(self.show_all)
        self.view.opened.connect(self.opened)
        self.view.selected.connect(self._show_learn)
        self.view.current.connect(self._on_front)
        self.front.opened.connect(self.opened)
        theme.signals.changed.connect(self._show_all_words)  # its links carry their colour

    @cached_property
    def plots(self) -> PlotPanel:
        """Made for the first crops: what draws them is loaded by then, and not before the window is there."""
        for _ in self._making:
            pass
        self._plots.changed.connect(self._on_narrowed)
        self._plots.setFixedWidth(self._plots_width())
        self._row.addWidget(self._plots)
        return self._plots

    def make_plot(self) -> bool:
        """Make one more plot ahead of set_columns, which else makes them all at once; False: they are there."""
        return next(self._making, self) is not self

    def _make_plots(self) -> Iterator[None]:
        from studio.panes.filters.collection.plots import PlotPanel

        self._plots = PlotPanel(WIDE, self)
        self._plots.hide()
        yield from self._plots.make()

    # what is shown

    def set_rows(self, rows: Sequence[CropRow]) -> None:
        """Show these crops; filters, order, selection and the row in front stay."""
        self.set_columns(CropColumns(rows))

    def set_columns(self, columns: CropColumns) -> None:
        """The same for rows whose columns are made already."""
        self._columns, self._told = columns, True
        self._shown = choose(self._columns, self._choice)
        self.table.set_columns(self._columns, self._shown)
        self.nothing.set_texts(f"No {words.things(self._columns, 1).split()[1]} is like that.", "Show all")
        widest = self.learn.fontMetrics().horizontalAdvance(_learn_words(len(columns), True))
        self.learn.setMinimumWidth(widest + theme.SPACE_24)  # the sentence beside it keeps its lines
        self.plots.set_columns(self._columns)
        self.plots.set_shown(self._columns, self._shown)
        self._show_all_words()
        self._show_front()

    def set_measuring(self, done: int, total: int) -> None:
        """How far the measuring has come; (0, 0): nothing goes on."""
        self._measuring = (done, total)
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done if self._is_measuring else 0)
        self.bar.setStyleSheet("" if self._is_measuring else "QProgressBar { background: transparent; }")
        self._show_all_words()

    def set_picture(self, key: str, picture: Picture) -> None:
        """The crop of the row in front; one that came too late is not shown."""
        if key == self.front.key:
            self.front.set_picture(picture)

    def rows_shown(self) -> tuple[CropRow, ...]:
        """The rows that the table shows, in its order."""
        return tuple(self.table.rows_shown())

    def settled(self) -> bool:
        """Whether nothing is on its way here: no measuring, no picture about to be asked for."""
        return not self._resting.isActive() and not self._is_measuring

    def keys(self) -> list[tuple[str, str]]:
        """For the sheet of keys."""
        return [
            ("Enter", "show the face in the bank"),
            ("S", "sort by the column the keys stand in, again: turned round"),
            ("← →", "another column"),
            ("Ctrl A", "select all"),
            ("Ctrl C", "copy the selected rows"),
            ("Ctrl F", "search"),
            ("Esc", "select none, mark nothing"),
        ]

    def bring_to_front(self, key: str) -> None:
        """Put that crop in front and in sight, where it is shown."""
        self.view.bring_to_front(key)

    def _show_all_words(self) -> None:
        there = len(self._columns) > 0
        self._body.setVisible(there)
        if self._told:
            self.plots.setVisible(there)
        self.empty.setVisible(self._told and not there)
        parts = words.describe(self._columns, self._is_measuring)
        self.sentence.setText(", ".join(_linked(*part) for part in parts))
        self._show_chosen()

    def _show_chosen(self) -> None:
        """What narrows the table, and what could be learned from."""
        done, total = self._measuring
        chips = words.chips(self._choice)
        told = self._is_measuring and not chips  # beside chips the bar alone says it
        self.chips.set_content(chips, f"Measured {done:,} of {total:,}" if told else "", "")
        shown = self.table.rowCount()
        self.export.setEnabled(shown > 0)
        self._stack.setCurrentWidget(self.view if shown else self.nothing)
        self._show_learn()

    def _show_learn(self) -> None:
        """How many the button would take: crops that can't be read are shown, but teach nothing."""
        readable, selected = ~self._columns.notes["problem"], self._selected()
        count = int(np.count_nonzero(readable[selected] if selected else readable & self._shown))
        self.learn.setText(_learn_words(count, bool(selected)))
        chosen = bool(selected) or (self._choice.narrows and self.table.rowCount() < len(self._columns))
        self.learn.setEnabled(chosen and count > 0)
        how = BY_RANGES if self._choice.only_ranges and not selected else BY_NUMBER
        self.learn.setToolTip(how if chosen else NOTHING_CHOSEN)

    @property
    def _is_measuring(self) -> bool:
        return self._measuring[0] < self._measuring[1]

    def _selected(self) -> list[int]:
        """Places in the columns of what is selected; one row alone is only in front."""
        lines = self.view.selected_lines()
        return [self.table.place(line) for line in lines] if len(lines) > 1 else []

    # what narrows it

    def _on_narrowed(self) -> None:
        plots = self.plots
        self._narrow(
            replace(
                self._choice,
                ranges=plots.ranges(),
                people=plots.people(),
                leads=plots.leads(),
                words=self.search.text(),
            )
        )

    def _narrow(self, choice: CropChoice) -> None:
        self._choice = choice
        self._shown = choose(self._columns, choice)
        self.table.set_shown(self._shown)
        self.plots.set_shown(self._columns, self._shown)
        self._show_chosen()

    def _on_note(self, name: str) -> None:
        """A count of the sentence was pressed: show those, or let them go again."""
        self._narrow(replace(self._choice, notes=() if self._choice.notes == (name,) else (name,)))

    def _on_chip(self, key: str) -> None:
        self.plots.let_go(key)
        if key.startswith("note:"):
            self._choice = replace(self._choice, notes=())
        self._on_narrowed()

    def show_all(self) -> None:
        """Let go of everything that narrows the table."""
        self.plots.let_all_go()
        self._choice = CropChoice()
        self.search.clear()
        self._on_narrowed()

    def _on_learn(self) -> None:
        self.subset_wanted.emit(subset_of(self._columns, self._shown, self._choice, self._selected()))

    # the row in front

    def _on_front(self, key: str) -> None:
        self._show_front()

    def _show_front(self) -> None:
        place = self._columns.places.get(self.view.front())
        row = None if place is None else self._columns.rows[place]
        changed = self.front.key != (row.key if row else "")
        self.front.show_row(row)
        if changed:
            self._asked = ""
            self._resting.start()

    def _ask_picture(self) -> None:
        if self.front.key and self.front.key != self._asked and self.isVisible():
            self._asked = self.front.key
            self.picture_wanted.emit(self._asked)

    # the window

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_picture()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._told:
            self.plots.setFixedWidth(self._plots_width())
        self.search.setFixedWidth(220 if self.width() >= ROOMY else 150)


def _learn_words(count: int, selected: bool) -> str:
    return f"Learn from the {count:,} selected" if selected else f"Learn from these {count:,}"


def _linked(text: str, note: str) -> str:
    """Rich text of one part of the sentence; people's names are text, never markup."""
    if not note:
        return escape(text)
    words = escape(text).replace("-", "&#8209;").replace(" ", "&nbsp;")  # a link stays on one line
    return f'<a href="{note}" style="color: {theme.text_colour("accent")}; text-decoration: none;">{words}</a>'
