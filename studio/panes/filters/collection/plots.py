"""The plots beside the collection's table: each answers one question, and a drag or a press in it narrows the table.

Counts are made from arrays; it knows no project and no table. Import late, as studio.widgets.plot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.records import FactRange
from studio.look import theme
from studio.panes.base import SidePanel
from studio.panes.filters.collection import words
from studio.panes.filters.collection.bar_list import Bar, BarList
from studio.panes.filters.collection.brush_histogram import BrushHistogram
from studio.panes.filters.collection.brush_plot import BrushPlot, Scale
from studio.panes.filters.collection.brush_scatter import BrushScatter
from studio.panes.filters.collection.crop_cells import MARKS
from studio.panes.filters.collection.crop_columns import FIGURES, LEADS, CropColumns, Mask
from studio.panes.filters.collection.crop_rows import person_words
from studio.widgets.labels import ElidedLabel, SectionLabel

PEOPLE = 10
"""People with a bar of their own."""
LEVELS = Scale(0.0, 255.0)

Line = Callable[[CropColumns, Mask], str]


class PlotPanel(SidePanel):
    """changed(): something else is marked; read ranges(), people() and leads(). Complete when make() has ended."""

    changed = Signal()

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__("right", width, parent)
        self._answers: list[tuple[ElidedLabel, Line, QWidget]] = []

    def make(self) -> Iterator[None]:
        """One plot a step: together they take too long for one turn of the event loop."""
        self.brightness = BrushHistogram(LEVELS, "How bright the faces are", ("dark", "bright"))
        self._section("How bright?", words.brightness_line, self.brightness)
        yield
        self.sharpness = BrushHistogram(Scale(0.0, 1e4, log=True), "How sharp the faces are", ("blurred", "sharp"))
        self._section("How sharp?", words.sharpness_line, self.sharpness)
        yield
        self.lead = BarList("Which channel leads")
        self._section("Which channel leads?", words.lead_line, self.lead)
        self.warmth = BrushScatter("Mean red against mean blue, each face in its mean colour")
        self._section("Warm or cool?", words.warmth_line, self.warmth)
        self.who = BarList("Faces of each person")
        self._section("Who?", words.people_line, self.who)
        self.add_stretch()
        for plot in (self.brightness, self.sharpness, self.warmth):
            plot.brushed.connect(self.changed)
        for bars in (self.lead, self.who):
            bars.chosen.connect(self.changed)
        yield

    def _section(self, question: str, line: Line, plot: QWidget) -> None:
        section = QWidget()
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, theme.SPACE_4)
        column.setSpacing(theme.SPACE_4)
        column.addWidget(SectionLabel(question))
        answer = ElidedLabel()
        answer.setProperty("role", "quiet")
        column.addWidget(answer)
        column.addWidget(plot)
        self.add(section)
        self._answers.append((answer, line, plot))

    # what is shown

    def set_columns(self, columns: CropColumns) -> None:
        """Plot other crops; what was marked stays marked. Ask set_shown next."""
        things = words.things(columns, 2).removeprefix("2 ")
        for plot in (self.brightness, self.sharpness):
            plot.things = things
        self.brightness.set_values(columns.figures["brightness"])
        sharpness = columns.figures["sharpness"]
        highest = float(np.nanmax(sharpness, initial=1e4))
        self.sharpness.set_values(sharpness, Scale(0.0, 10 ** float(np.ceil(np.log10(highest))), log=True))
        self.warmth.set_means(np.stack([columns.figures[name] for name in FIGURES[:3]], axis=1))

    def set_shown(self, columns: CropColumns, shown: Mask) -> None:
        """Count anew what is shown of the same crops."""
        for plot in (self.brightness, self.sharpness, self.warmth):
            plot.set_shown(shown)
        self._show_leads(columns, shown)
        self._show_people(columns, shown)
        for answer, line, shows in self._answers:
            answer.setText(line(columns, shown))
            shows.setAccessibleDescription(answer.text())

    def _show_leads(self, columns: CropColumns, shown: Mask) -> None:
        known = columns.measured
        every = np.bincount(columns.leads[known], minlength=len(LEADS)).tolist()
        those = np.bincount(columns.leads[known & shown], minlength=len(LEADS)).tolist()
        counted = zip(LEADS, every, those, strict=True)
        self.lead.set_bars([Bar(name, name, count, left, MARKS[name]) for name, count, left in counted])

    def _show_people(self, columns: CropColumns, shown: Mask) -> None:
        every = np.bincount(columns.person_codes, minlength=len(columns.people)).tolist()
        those = np.bincount(columns.person_codes[shown], minlength=len(columns.people)).tolist()
        bars = [
            Bar(name, person_words(name), count, left, tip=name)
            for name, count, left in zip(columns.people, every, those, strict=True)
        ]
        rest = bars[PEOPLE:]
        more = f"{len(rest):,} more, {sum(bar.shown for bar in rest):,} {self.brightness.things}" if rest else ""
        named = ", ".join(f"{bar.text} {bar.count:,}" for bar in rest[:20]) + (" ..." if len(rest) > 20 else "")
        self.who.set_bars(bars[:PEOPLE], more, f"Find them with the search above the table: {named}")

    # what is marked

    def ranges(self) -> tuple[FactRange, ...]:
        """What is brushed, in the names of models.recipes.subset."""
        brushes: tuple[tuple[BrushPlot, tuple[str, ...]], ...] = (
            (self.brightness, ("brightness",)),
            (self.sharpness, ("sharpness",)),
            (self.warmth, ("mean_red", "mean_blue")),
        )
        marked = [(names, spans) for plot, names in brushes if (spans := plot.spans()) is not None]
        return tuple(FactRange(name, *span) for one in marked for name, span in zip(*one, strict=True))

    def people(self) -> tuple[str, ...]:
        return self.who.chosen_keys()

    def leads(self) -> tuple[str, ...]:
        return self.lead.chosen_keys()

    def let_go(self, key: str) -> None:
        """Unmark what a chip of that key stands for, without changed()."""
        kind, _, name = key.partition(":")
        plots: dict[str, BrushPlot] = {
            "brightness": self.brightness,
            "sharpness": self.sharpness,
            "colour": self.warmth,
        }
        bars = {"lead": self.lead, "person": self.who}
        if kind in plots:
            plots[kind].set_spans(None)
        elif kind in bars:
            bars[kind].set_keys([one for one in bars[kind].chosen_keys() if one != name])

    def let_all_go(self) -> None:
        """Unmark everything, without changed()."""
        for plot in (self.brightness, self.sharpness, self.warmth):
            plot.set_spans(None)
        for bars in (self.lead, self.who):
            bars.set_keys(())
