"""The panel beside the bank's canvas: the filter's parameters, the chain before it, histogram, recipe and data meter.

Shows and emits; it knows no project and computes no picture.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.filter_records import FilterStep
from models.filters import FILTERS, step, title_chain
from models.filters.chain import MAX_STEPS
from models.recipes.matching import plain
from models.records import Chain, Picture
from studio.panes.base import SidePanel
from studio.panes.filters.bank.recipe_picture import RecipePicture
from studio.panes.filters.chain_editor import ChainEditor
from studio.state.supply import SupplyReport
from studio.widgets.controls import link_button
from studio.widgets.form import ParamForm
from studio.widgets.labels import FactList, QuietLabel, SectionLabel

if TYPE_CHECKING:
    from studio.panes.filters.bank.histogram_view import HistogramView

HISTOGRAM_HEIGHT = 88


class FilterPanel(SidePanel):
    """changed(): the chain is another one (ask `chain()`); edit_wanted(): make a recipe of it."""

    changed = Signal()
    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("right", 320, parent)
        self._main = step("original")
        self._add_filter_section()
        self._add_before_section()
        self._add_recipe_section()
        self._add_meter_section()
        self.add_stretch()
        self.set_main(self._main)

    def _add_filter_section(self) -> None:
        self._heading = SectionLabel("")
        self._help = QuietLabel()
        self.form = ParamForm()
        for widget in (self._heading, self._help, self.form):
            self.add(widget)
        self.form.changed.connect(self._on_main_changed)

    def _add_before_section(self) -> None:
        self.add_space()
        self.add(SectionLabel("Before it"))
        self.before = ChainEditor("Nothing: it sees the picture itself.", MAX_STEPS - 1)
        self.before.add_button.setToolTip("A filter whose result this one gets to see")
        self.before.changed.connect(self.changed)
        self.add(self.before)
        self.add_space()
        self.add(SectionLabel("Histogram"))
        plate = QWidget()
        plate.setFixedHeight(HISTOGRAM_HEIGHT)
        self._plate = QVBoxLayout(plate)
        self._plate.setContentsMargins(0, 0, 0, 0)
        self.add(plate)

    @cached_property
    def histogram(self) -> HistogramView:
        """Made for the first picture: what draws it is loaded by then."""
        from studio.panes.filters.bank.histogram_view import HistogramView

        made = HistogramView()
        self._plate.addWidget(made)
        return made

    def _add_recipe_section(self) -> None:
        self.add_space()
        self.add(SectionLabel("Recipe"))
        self.picture = RecipePicture()
        self.add(self.picture)
        self.edit = link_button("Edit as a recipe")
        self.edit.setToolTip("Choose the target, whom to learn from, how pairs are made")
        self.edit.clicked.connect(self.edit_wanted)
        self.add_row(self.edit)

    def _add_meter_section(self) -> None:
        self.add_space()
        self.add(SectionLabel("Enough to learn from?"))
        self.facts = FactList([])
        self.verdict = QuietLabel()
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)  # people's names are in it
        self.add(self.facts)
        self.add(self.verdict)

    # the chain

    def chain(self) -> Chain:
        """Every filter in the order it is applied."""
        return (*(part for part in self.before.chain() if part.name != "original"), self._main)

    def main(self) -> FilterStep:
        return self._main

    def set_main(self, chosen: FilterStep) -> None:
        """Show another filter's parameters, without changed()."""
        self._main = chosen
        entry = FILTERS.get(chosen.name)
        self._heading.set_text(entry.title)
        self._help.setText(entry.help)
        self.form.setVisible(bool(entry.params))
        self.form.set_params(entry.params, dict(chosen.values))

    def set_before(self, steps: Chain) -> None:
        """Show other filters before it, without changed()."""
        self.before.set_chain(steps)

    def _on_main_changed(self, values: dict[str, object]) -> None:
        self._main = step(self._main.name, **values)
        self.changed.emit()

    # the recipe and the meter

    def show_filtered(self, original: Picture, filtered: Picture) -> None:
        """What the chain makes of the picture: its histogram, and the recipe that paints the way back."""
        self.histogram.set_picture(filtered)
        self.picture.set_pictures(filtered, original)
        words = title_chain(plain(self.chain())).lower()
        self.picture.set_words(f"{words}\nto picture" if words != "original" else "picture\nto picture")

    def show_supply(self, report: SupplyReport) -> None:
        self.facts.set_facts(report.facts)
        self.verdict.setText(report.sentence)
