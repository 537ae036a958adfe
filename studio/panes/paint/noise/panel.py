"""The right side of painting noise: which seed, which colours, how often again; and with what."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.params import Param
from models.records import EncoderHeader, PaintOptions, PaintSource
from studio.panes.base import SidePanel
from studio.panes.paint.made_with import MadeWith
from studio.panes.paint.sliders import AGAIN, COLOUR
from studio.widgets.controls import link_button
from studio.widgets.labels import SectionLabel
from studio.widgets.sliders import LabelledSlider

SEED = Param("seed", "int", 0, 0, 9999, "Which noise it starts from", label="Seed")


class NoisePanel(SidePanel):
    """changed() when a person moved something; other_seeds() when new noise is wanted."""

    changed = Signal()
    other_seeds = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("right", 280, parent)
        self.seed = LabelledSlider(SEED)
        self.colour = LabelledSlider(COLOUR)
        self.again = LabelledSlider(AGAIN)
        self.others = link_button("Other seeds")
        self.made_with = MadeWith()
        self.add(SectionLabel("Noise"))
        self.add(self.seed)
        self.add(self.others)
        self.add_space()
        self.add(SectionLabel("Strength"))
        self.add(self.colour)
        self.add(self.again)
        self.add(self.made_with)
        self.add_stretch()
        for row in (self.seed, self.colour, self.again):
            row.changed.connect(self._on_changed)
        self.others.clicked.connect(self.other_seeds)

    def options(self) -> PaintOptions:
        """What the sliders say."""
        colour, again = float(self.colour.value()) / 100, int(self.again.value())
        return PaintOptions(PaintSource.NOISE, colour=colour, again=again, seed=int(self.seed.value()))

    def set_options(self, options: PaintOptions) -> None:
        """Show the options of a painting made earlier; silent, and within what the sliders can show."""
        self.colour.set_value(min(200.0, options.colour * 100))
        self.again.set_value(min(9, options.again))
        self.seed.set_value(min(SEED.high or 0, options.seed))

    def show_encoder(self, header: EncoderHeader | None) -> None:
        self.made_with.show_encoder(header)

    def _on_changed(self) -> None:
        self.changed.emit()
