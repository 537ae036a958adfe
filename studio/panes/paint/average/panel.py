"""The right side of painting averages: which encoder, where between A and B, and as what the way is filmed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.params import Param
from models.records import EncoderHeader, PaintOptions, PaintSource
from studio.panes.base import SidePanel
from studio.panes.paint.average.choice import EncoderChoice
from studio.panes.paint.loop_controls import LoopControls
from studio.panes.paint.made_with import MadeWith
from studio.panes.paint.sliders import AGAIN, COLOUR
from studio.widgets.controls import link_button
from studio.widgets.labels import QuietLabel, SectionLabel
from studio.widgets.sliders import LabelledSlider

SHARE = Param("share", "float", 50.0, 0, 100, "0 % is the average of A, 100 % that of B", label="A to B", unit="%")


class AveragePanel(SidePanel):
    """share_moved(0 to 1); changed() when something else was moved; encoder_chosen(key); training_wanted()."""

    share_moved = Signal(float)
    changed = Signal()
    encoder_chosen = Signal(str)
    training_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("right", 280, parent)
        self.encoders = EncoderChoice()
        self.train_hint = QuietLabel("An encoder that learned the recipe Average has seen them all.")
        self.train = link_button("Train one")
        self.share = LabelledSlider(SHARE)
        self.colour = LabelledSlider(COLOUR)
        self.again = LabelledSlider(AGAIN)
        self.loop = LoopControls("From A to B and back, without a seam.")
        self.made_with = MadeWith()
        self._lay_out()
        self.share.changed.connect(lambda value: self.share_moved.emit(float(value) / 100))
        self.encoders.chosen.connect(self.encoder_chosen)
        self.train.clicked.connect(self.training_wanted)
        for row in (self.colour, self.again):
            row.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        self.add(SectionLabel("Encoder"))
        self.add(self.encoders)
        self.add(self.train_hint)
        self.add_row(self.train)
        self.add_space()
        self.add(SectionLabel("Where between"))
        for row in (self.share, self.again, self.colour):
            self.add(row)
        self.add_space()
        self.add(self.loop)
        self.add_space()
        self.add(QuietLabel("The mean of the pixels is soft where faces differ. The encoder paints a face from it."))
        self.add(self.made_with)
        self.add_stretch()

    def options(self) -> PaintOptions:
        """What the sliders say."""
        colour, again = float(self.colour.value()) / 100, int(self.again.value())
        return PaintOptions(PaintSource.AVERAGE, colour=colour, again=again)

    def set_options(self, options: PaintOptions) -> None:
        """Show the options of a painting made earlier; silent, and within what the sliders can show."""
        self.colour.show_nearest(options.colour * 100)
        self.again.show_nearest(options.again)

    def show_encoders(self, headers: Sequence[EncoderHeader], current: EncoderHeader | None) -> None:
        self.encoders.set_encoders(headers, current)
        self.made_with.show_encoder(current)
        learned = any(header.recipe.name == "average" for header in headers)
        self.train_hint.setVisible(not learned)
        self.train.setVisible(not learned)

    def _on_changed(self) -> None:
        self.changed.emit()
