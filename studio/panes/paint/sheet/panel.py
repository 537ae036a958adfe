"""The right side of a sheet: which photos, which encoders, how strongly, and as what it is exported."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from models.records import PaintOptions
from studio.look import theme
from studio.panes.base import SidePanel
from studio.panes.paint.sheet.grid import Column
from studio.panes.paint.sliders import COLOUR, STRENGTH
from studio.widgets.count_list import CountList
from studio.widgets.labels import QuietLabel, SectionLabel
from studio.widgets.sliders import LabelledSlider

BY_HAND, OF_PERSON, ALL = "by_hand", "of_person", "all"


class SheetPanel(SidePanel):
    """rows_changed(), columns_changed(), options_changed() when a person moved something."""

    rows_changed = Signal()
    columns_changed = Signal()
    options_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("right", 280, parent)
        self.rows = CountList()
        self.rows_kind = BY_HAND
        self.strength = LabelledSlider(STRENGTH)
        self.colour = LabelledSlider(COLOUR)
        self._checks: dict[str, QCheckBox] = {}
        self._left_out: set[str] = set()
        self._columns = QVBoxLayout()
        self._columns.setSpacing(theme.SPACE_8)
        self.add(SectionLabel("Rows: photos"))
        self.add(self.rows)
        self.add(QuietLabel("Select photos in the strip: Ctrl, Shift or Ctrl+A."))
        self.add_space()
        self.add(SectionLabel("Columns: encoders"))
        encoders = QWidget()
        encoders.setLayout(self._columns)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self.add(encoders)
        self.add_space()
        self.add(SectionLabel("All cells"))
        self.add(self.strength)
        self.add(self.colour)
        self.add_stretch()
        self.rows.chosen.connect(self._on_rows)
        for slider in (self.strength, self.colour):
            slider.changed.connect(lambda *_: self.options_changed.emit())

    def set_rows(self, selected: int, person: str, of_person: int, everything: int) -> None:
        """How many photos each choice of rows has."""
        items: list[tuple[str, str, int | str | None]] = [
            (BY_HAND, "Chosen by hand", selected),
            (OF_PERSON, f"All of {person}", of_person),
            (ALL, "All", everything),
        ]
        self.rows.set_items([item for item in items if item[0] != OF_PERSON or person])
        self.rows.set_current(self.rows_kind)

    def set_encoders(self, columns: Sequence[Column]) -> None:
        """One check box each; those that were unchecked stay so."""
        while self._columns.count():
            item = self._columns.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        self._checks.clear()
        for column in columns:
            check = QCheckBox(f"{column.title}, {column.line}" if column.line else column.title)
            check.setChecked(column.key not in self._left_out)
            check.toggled.connect(lambda on, key=column.key: self._on_checked(key, on))
            self._checks[column.key] = check
            self._columns.addWidget(check)

    def check(self, key: str) -> QCheckBox:
        """The box of an encoder."""
        return self._checks[key]

    def is_wanted(self, key: str) -> bool:
        return key not in self._left_out

    def options(self) -> PaintOptions:
        """How every cell is painted."""
        return PaintOptions(strength=float(self.strength.value()) / 100, colour=float(self.colour.value()) / 100)

    def _on_rows(self, kind: str) -> None:
        self.rows_kind = kind
        self.rows_changed.emit()

    def _on_checked(self, key: str, on: bool) -> None:
        (self._left_out.discard if on else self._left_out.add)(key)
        self.columns_changed.emit()
