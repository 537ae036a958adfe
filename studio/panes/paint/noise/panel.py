"""The right side of painting noise: which seeds, which colours, how far neighbours are, and as what a way is filmed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.params import Param
from models.records import EncoderHeader, PaintOptions, PaintSource
from studio.panes.base import SidePanel
from studio.panes.paint.loop_controls import LoopControls
from studio.panes.paint.made_with import MadeWith
from studio.panes.paint.sliders import AGAIN, COLOUR
from studio.widgets.labels import SectionLabel
from studio.widgets.sliders import LabelledSlider

SEEDS = Param("seeds", "int", 24, 6, 48, "Cells of the grid", label="How many")
FIRST = Param("first", "int", 0, 0, 9999, "The seed of the first cell; the others count on from it", label="First seed")
FAR = Param("far", "float", 34.0, 5, 80, "How much of a neighbour is other noise", label="How far", unit="%")


class NoisePanel(SidePanel):
    """changed() when a person moved something."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("right", 280, parent)
        self.count = LabelledSlider(SEEDS)
        self.first = LabelledSlider(FIRST)
        self.colour = LabelledSlider(COLOUR)
        self.again = LabelledSlider(AGAIN)
        self.far = LabelledSlider(FAR)
        self.loop = LoopControls("From A to B and back. Shift and click a cell to make it B.")
        self.made_with = MadeWith()
        self._lay_out()
        for row in (self.count, self.first, self.colour, self.again, self.far):
            row.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        self.add(SectionLabel("Seeds"))
        for row in (self.count, self.first, self.again, self.colour):
            self.add(row)
        self.add_space()
        self.add(SectionLabel("Neighbours"))
        self.add(self.far)
        self.add_space()
        self.add(self.loop)
        self.add(self.made_with)
        self.add_stretch()

    def options(self) -> PaintOptions:
        """What the sliders say, of seed 0."""
        colour, again = float(self.colour.value()) / 100, int(self.again.value())
        return PaintOptions(PaintSource.NOISE, colour=colour, again=again)

    def set_options(self, options: PaintOptions) -> None:
        """Show the options of a painting made earlier; silent, and within what the sliders can show."""
        self.colour.show_nearest(options.colour * 100)
        self.again.show_nearest(options.again)

    def show_encoder(self, header: EncoderHeader | None) -> None:
        self.made_with.show_encoder(header)

    def _on_changed(self) -> None:
        self.changed.emit()
