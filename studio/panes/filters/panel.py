"""The panel beside the canvas: the filter's parameters, the chain before it, histogram, recipe and data meter.

Shows and emits; it knows no project and computes no picture.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from models.filters import FILTERS, step, title_chain
from models.params import Param
from models.records import Chain, FilterStep, Pairing, Picture
from studio.panes.base import SidePanel
from studio.panes.filters.supply import SupplyReport
from studio.widgets.controls import icon_button, link_button
from studio.widgets.form import ParamForm
from studio.widgets.histogram_view import HistogramView
from studio.widgets.labels import FactList, QuietLabel, SectionLabel
from studio.widgets.recipe_picture import RecipePicture
from studio.widgets.sliders import ChoiceRow

_PAIRINGS = {"same_picture": Pairing.SAME, "same_person": Pairing.PERSON, "any_picture": Pairing.RANDOM}
_PAIRING_PARAM = Param(
    "pairing", "choice", "same_picture", choices=tuple(_PAIRINGS), label="Painted from",
    help="Whether the target is the same picture, another one of the same person, or any",
)


class FilterPanel(SidePanel):
    """changed(): the chain is another one (ask `chain()`); recipe_changed(): target or pairing is."""

    changed = Signal()
    recipe_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("right", 320, parent)
        self._main = step("original")
        self._before: list[FilterStep] = []
        self._heading = SectionLabel("")
        self._help = QuietLabel()
        self.form = ParamForm()
        self._add_filter_section()
        self._add_before_section()
        self._add_recipe_section()
        self._add_meter_section()
        self.add_stretch()
        self.set_main(self._main)

    def _add_filter_section(self) -> None:
        for widget in (self._heading, self._help, self.form):
            self.add(widget)
        self.form.changed.connect(self._on_main_changed)

    def _add_before_section(self) -> None:
        self.add_space()
        self.add(SectionLabel("Before it"))
        self._steps = QWidget()
        self._steps_column = QVBoxLayout(self._steps)
        self._steps_column.setContentsMargins(0, 0, 0, 0)
        self.add(self._steps)
        self.add_button = link_button("+ add a filter before")
        self.add_menu = QMenu(self.add_button)
        for entry in FILTERS:
            if entry.name != "original":
                action = self.add_menu.addAction(entry.title)
                action.setToolTip(entry.help)
                action.setData(entry.name)
        self.add_menu.triggered.connect(lambda action: self.add_before(str(action.data())))
        self.add_button.clicked.connect(self._on_add_clicked)
        self.add_row(self.add_button)
        self.add_space()
        self.add(SectionLabel("Histogram"))
        self.histogram = HistogramView()
        self.add(self.histogram)

    def _on_add_clicked(self) -> None:
        self.add_menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def _add_recipe_section(self) -> None:
        self.add_space()
        self.add(SectionLabel("Recipe"))
        self.picture = RecipePicture()
        self.add(self.picture)
        names = tuple(FILTERS.names())
        self.target_row = ChoiceRow(Param(
            "target", "choice", "original", choices=names, label="What comes out", help="What the encoder must paint"))
        self.pairing_row = ChoiceRow(_PAIRING_PARAM)
        for row in (self.target_row, self.pairing_row):
            row.changed.connect(self._on_recipe_changed)
            self.add(row)

    def _add_meter_section(self) -> None:
        self.add_space()
        self.add(SectionLabel("Enough to learn from?"))
        self.facts = FactList([])
        self.verdict = QuietLabel()
        self.add(self.facts)
        self.add(self.verdict)

    # the chain

    def chain(self) -> Chain:
        """Every filter in the order it is applied."""
        return (*self._before, self._main)

    def main(self) -> FilterStep:
        return self._main

    def set_main(self, chosen: FilterStep) -> None:
        """Show another filter's parameters, without changed()."""
        self._main = chosen
        entry = FILTERS.get(chosen.name)
        self._heading.set_text(entry.title)
        self._help.setText(entry.help)
        self._help.setVisible(not entry.params)
        self.form.setVisible(bool(entry.params))
        self.form.set_params(entry.params, dict(chosen.values))

    def set_before(self, steps: Chain) -> None:
        """Show other filters before it, without changed()."""
        self._before = list(steps)
        self._show_before()

    def add_before(self, name: str) -> None:
        """One more filter, first in the chain."""
        self._before.insert(0, step(name))
        self._show_before()
        self.changed.emit()

    def remove_before(self, index: int) -> None:
        del self._before[index]
        self._show_before()
        self.changed.emit()

    def _show_before(self) -> None:
        while (item := self._steps_column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for index, chosen in enumerate(self._before):
            self._steps_column.addWidget(self._step_rows(index, chosen))
        self._steps.setVisible(bool(self._before))

    def _step_rows(self, index: int, chosen: FilterStep) -> QWidget:
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 8)
        head = QHBoxLayout()
        entry = FILTERS.get(chosen.name)
        head.addWidget(SectionLabel(f"{index + 1}  {entry.title}"))
        head.addStretch(1)
        remove = icon_button("ph.x", f"Remove {entry.title} before it")
        remove.clicked.connect(lambda: self.remove_before(index))
        head.addWidget(remove)
        column.addLayout(head)
        form = ParamForm(entry.params, dict(chosen.values))
        form.changed.connect(lambda values: self._on_before_changed(index, values))
        column.addWidget(form)
        return rows

    def _on_before_changed(self, index: int, values: dict[str, object]) -> None:
        self._before[index] = step(self._before[index].name, **values)
        self.changed.emit()

    def _on_main_changed(self, values: dict[str, object]) -> None:
        self._main = step(self._main.name, **values)
        self.changed.emit()

    # the recipe and the meter

    def target(self) -> Chain:
        return (step(str(self.target_row.value())),)

    def pairing(self) -> Pairing:
        return _PAIRINGS[str(self.pairing_row.value())]

    def _on_recipe_changed(self) -> None:
        self.recipe_changed.emit()

    def show_recipe(self, source: Picture | None, target: Picture | None) -> None:
        """The recipe's two pictures, and its words."""
        self.picture.set_pictures(source, target)
        goal = self.target()[0].name
        end = "picture" if goal == "original" else FILTERS.get(goal).title.lower()
        self.picture.set_words(f"{title_chain(self.chain()).lower()}\nto {end}")

    def show_supply(self, report: SupplyReport) -> None:
        self.facts.set_facts(report.facts)
        self.verdict.setText(report.sentence)
