"""The Paint pane's right side: how strongly, in which colours, how often again; and what the encoder learned from."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.params import Param
from models.recipes import is_colourising
from models.records import EncoderHeader, PaintOptions, PaintSource
from studio.panes.base import SidePanel
from studio.panes.paint.words import learned_from, score_words
from studio.widgets.controls import link_button
from studio.widgets.labels import FactList, QuietLabel, SectionLabel
from studio.widgets.sliders import ChoiceRow, LabelledSlider, SwitchRow

STRENGTH = Param("strength", "float", 100.0, 0, 100, "0 % is the photo, 100 % the painting", label="How much", unit="%")
COLOUR = Param("colour", "float", 100.0, 0, 200, "How strong the painted colours are", unit="%")
AGAIN = Param("again", "int", 0, 0, 9, "How often the result is fed back to the encoder", unit="times")
KEEP = Param(
    "keep_luma",
    "bool",
    True,
    help="Light and dark stay the photo's own; only the colours are painted",
    label="Keep the photo's own detail",
)
COMPARE = Param(
    "compare",
    "choice",
    "the_photo",
    choices=("the_photo", "what_it_sees"),
    label="Before",
    help="The photo as it is, or filtered as the encoder gets it",
)
SEED = Param("seed", "int", 0, 0, 9999, "Which noise it starts from", label="Seed")


class PaintOptionsPanel(SidePanel):
    """changed() when a person moved something; other_seeds() when new noise is wanted."""

    changed = Signal()
    other_seeds = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("right", 280, parent)
        self.strength = LabelledSlider(STRENGTH)
        self.colour = LabelledSlider(COLOUR)
        self.again = LabelledSlider(AGAIN)
        self.keep = SwitchRow(KEEP)
        self.seed = LabelledSlider(SEED)
        self.compare = ChoiceRow(COMPARE)
        self.others = link_button("Other seeds")
        self.made_with = FactList()
        self.warning = QuietLabel()
        self._lay_out()
        for row in (self.strength, self.colour, self.again, self.keep, self.seed, self.compare):
            row.changed.connect(self._on_changed)
        self.others.clicked.connect(self.other_seeds)

    def _lay_out(self) -> None:
        self.add(SectionLabel("Strength"))
        for row in (self.strength, self.colour, self.again, self.keep):
            self.add(row)
        self.add_space()
        self.noise_label = self.add(SectionLabel("Noise"))
        self.add(self.seed)
        self.add(self.others)
        self.compare_label = self.add(SectionLabel("Compare"))
        self.add(self.compare)
        self.add_space()
        self.add(SectionLabel("Made with"))
        self.add(self.made_with)
        self.add(self.warning)
        self.add_space()
        self.add(QuietLabel("Every painting goes to the Gallery with the recipe that made it."))
        self.add_stretch()

    @property
    def compares_input(self) -> bool:
        """Whether the painting is compared with what the encoder sees instead of the photo."""
        return self.compare.value() == "what_it_sees"

    def options(self, source: PaintSource) -> PaintOptions:
        """What the sliders say. Noise has no photo to keep anything of."""
        options = PaintOptions(
            source,
            float(self.strength.value()) / 100,
            float(self.colour.value()) / 100,
            int(self.again.value()),
            bool(self.keep.value()),
            int(self.seed.value()),
        )
        return dataclasses.replace(options, strength=1.0) if source is PaintSource.NOISE else options

    def set_options(self, options: PaintOptions) -> None:
        """Show the options of a painting made earlier; silent, and within what the sliders can show."""
        self.strength.set_value(min(100.0, options.strength * 100))
        self.colour.set_value(min(200.0, options.colour * 100))
        self.again.set_value(min(9, options.again))
        self.keep.set_value(options.keep_luma)
        self.seed.set_value(min(9999, options.seed))

    def set_source(self, source: PaintSource) -> None:
        """Only what has a meaning for the source can be seen."""
        noise = source is PaintSource.NOISE
        for widget in (self.noise_label, self.seed, self.others):
            widget.setVisible(noise)
        for widget in (self.strength, self.keep, self.compare_label, self.compare):
            widget.setVisible(not noise)

    def show_encoder(self, header: EncoderHeader | None, facts: Sequence[tuple[str, ...]] = ()) -> None:
        """What is known of the encoder; facts: more rows, such as the seed."""
        if header is None:
            self.made_with.set_facts([("Encoder", "none yet")])
            self.warning.setVisible(False)
            return
        self.keep.setEnabled(is_colourising(header.recipe))
        rows = [
            ("Encoder", header.title),
            ("Learned from", learned_from(header)),
            ("Held-out score", *score_words(header)),
        ]
        self.made_with.set_facts([*rows, ("Size", header.size), *facts])
        gained = None if header.scores is None else header.scores.psnr - header.scores.psnr_input
        self.warning.setText("It scored below the untouched input: let it learn for longer.")
        self.warning.setVisible(gained is not None and gained < 0)

    def _on_changed(self) -> None:
        self.changed.emit()
