"""The right side of painting photos and faces: how strongly, in which colours, how often again; and with what."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.params import Param
from models.recipes import is_colourising
from models.records import EncoderHeader, PaintOptions, PaintSource
from models.words import plural
from studio.panes.base import SidePanel
from studio.panes.paint.made_with import MadeWith
from studio.panes.paint.photo.compare_row import CompareRow
from studio.panes.paint.photo.hint_panel import HintPanel
from studio.panes.paint.sliders import AGAIN, COLOUR, STRENGTH
from studio.widgets.doubtful_links import DoubtfulLinks
from studio.widgets.labels import QuietLabel, SectionLabel
from studio.widgets.sliders import LabelledSlider, SwitchRow

KEEP = Param(
    "keep_luma",
    "bool",
    True,
    help="Light and dark stay the photo's own; only the colours are painted",
    label="Keep the photo's own detail",
)
BOTH = Param(
    "both",
    "bool",
    False,
    help="The whole photo is painted first, its faces over it, larger and truer",
    label="Over the whole photo",
)


class PhotoPanel(SidePanel):
    """changed() when a person moved something."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("right", 280, parent)
        self.strength = LabelledSlider(STRENGTH)
        self.colour = LabelledSlider(COLOUR)
        self.again = LabelledSlider(AGAIN)
        self.keep = SwitchRow(KEEP)
        self.both = SwitchRow(BOTH)
        self.compare = CompareRow()
        self.doubtful_words = QuietLabel()
        self.doubtful = DoubtfulLinks("Paint them too", indent=0)
        self.hints = HintPanel()
        self.made_with = MadeWith()
        self.add(SectionLabel("Strength"))
        painting = (self.strength, self.colour, self.again, self.keep)
        for line in (*painting, self.both):
            self.add(line)
        self.add(self.doubtful_words)
        self.add(self.doubtful)
        self.show_doubtful(0, taken=False)
        self.add_space()
        self.add(SectionLabel("Compare"))
        self.add(self.compare)
        self.add(self.hints)
        self.add(self.made_with)
        self.add_stretch()
        for row in (*painting, self.both):
            row.changed.connect(self._on_changed)
        self.compare.changed.connect(self.changed)

    def options(self, source: PaintSource) -> PaintOptions:
        """What the sliders say."""
        return PaintOptions(
            source,
            float(self.strength.value()) / 100,
            float(self.colour.value()) / 100,
            int(self.again.value()),
            bool(self.keep.value()),
        )

    def set_options(self, options: PaintOptions) -> None:
        """Show the options of a painting made earlier; silent, and within what the sliders can show."""
        self.strength.show_nearest(options.strength * 100)
        self.colour.show_nearest(options.colour * 100)
        self.again.show_nearest(options.again)
        self.keep.set_value(options.keep_luma)
        if options.source.paints_faces:
            self.both.set_value(options.source is PaintSource.BOTH)

    def show_doubtful(self, count: int, *, taken: bool) -> None:
        """How many faces of the photo are doubtful; taken: whether they are painted all the same."""
        are = "is" if count == 1 else "are"
        done = "painted too" if taken else "left out"
        self.doubtful_words.setText(f"{plural(count, 'doubtful face')} nobody has looked at {are} {done}.")
        self.doubtful_words.setVisible(count > 0)
        self.doubtful.show_count(count, taken=taken)

    def show_encoder(self, header: EncoderHeader | None) -> None:
        """What is known of the encoder, and what has a meaning for it."""
        self.keep.setEnabled(header is not None and is_colourising(header.recipe))
        self.made_with.show_encoder(header)

    def _on_changed(self) -> None:
        self.changed.emit()
