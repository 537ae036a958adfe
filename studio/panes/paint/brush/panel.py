"""The right side of the brush: which encoder, what the strokes lie on, how calm the hand, which colours."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from models.drawing_records import DrawingStart
from models.painting.drawing import pens_of
from models.params import Param
from models.records import EncoderHeader, PaintOptions, PaintSource
from studio.look import theme
from studio.panes.base import SidePanel
from studio.panes.paint.brush.buttons import StartButton
from studio.panes.paint.sliders import AGAIN, COLOUR
from studio.panes.paint.words import score_words
from studio.widgets.controls import link_button
from studio.widgets.labels import FactList, QuietLabel, SectionLabel
from studio.widgets.sliders import LabelledSlider, SwitchRow

CALM = Param(
    "calm", "float", 30.0, 0, 100, "How far lines lag behind and smooth the hand", label="Smooth my hand", unit="%"
)
UNDER = Param(
    "under", "bool", False, help="The photo shines through, for drawing over it", label="Photo under the lines"
)
_STARTS = {
    DrawingStart.PHOTO: ("photo", "What the encoder sees of the photo"),
    DrawingStart.BLANK: ("blank", "Nothing but your lines"),
    DrawingStart.LINES: ("drawing", "A scanned drawing, cleaned to lines"),
}


class BrushPanel(SidePanel):
    """start_chosen(DrawingStart), encoder_chosen(Path), scan_wanted(): the photo as a drawing, scan_dropped(Path);

    cleared(): no strokes; options_changed(), lines_changed() when a person moved something.
    """

    start_chosen = Signal(DrawingStart)
    encoder_chosen = Signal(Path)
    scan_wanted = Signal()
    scan_dropped = Signal(Path)
    cleared = Signal()
    options_changed = Signal()
    lines_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("right", 280, parent)
        self.encoder = QComboBox()
        self.encoder.setAccessibleName("Encoder")
        self.encoder.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.encoder.setIconSize(QSize(26, 32))
        self.score = QuietLabel()
        self.starts = {start: StartButton(*words) for start, words in _STARTS.items()}
        self.scan = link_button("Take the photo as a drawing")
        self.calm = LabelledSlider(CALM)
        self.under = SwitchRow(UNDER)
        self.clear = link_button("Take all strokes away")
        self.again = LabelledSlider(AGAIN)
        self.colour = LabelledSlider(COLOUR)
        self.facts = FactList()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        starts = QWidget()
        row = QHBoxLayout(starts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_4)
        for button in self.starts.values():
            row.addWidget(button)
        row.addStretch(1)
        scan = QWidget()
        below = QVBoxLayout(scan)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(
            QuietLabel("A scan is turned into lines first: drop a photo of a drawing on it, or take this one.")
        )
        below.addWidget(self.scan)
        for title, widgets in (
            ("Encoder", (self.encoder, self.score)),
            ("Start from", (starts, scan)),
            ("Lines", (self.calm, self.under, self.clear)),
            ("Painting", (self.again, self.colour, self.facts)),
        ):
            self.add(SectionLabel(title))
            for widget in widgets:
                self.add(widget)
            self.add_space()
        self.add(QuietLabel("Keep puts the painting and the drawing into the Gallery; open it there to draw on."))
        self.add_stretch()

    def _connect(self) -> None:
        self.encoder.activated.connect(self._on_encoder)
        for start, button in self.starts.items():
            button.clicked.connect(lambda _checked=False, start=start: self.start_chosen.emit(start))
        self.scan.clicked.connect(self.scan_wanted)
        drawing = self.starts[DrawingStart.LINES]
        drawing.setAcceptDrops(True)
        drawing.dropped.connect(self.scan_dropped)
        self.clear.clicked.connect(self.cleared)
        for row in (self.again, self.colour):
            row.changed.connect(lambda *_: self.options_changed.emit())
        for row_of_lines in (self.calm, self.under):
            row_of_lines.changed.connect(lambda *_: self.lines_changed.emit())

    def show_encoders(self, headers: Sequence[EncoderHeader], current: EncoderHeader | None) -> None:
        """Those that paint from lines first; what each needs stands behind the title of the others."""
        ordered = sorted(headers, key=lambda header: pens_of(header.recipe) is None)
        self.encoder.clear()
        for header in ordered:
            fits = pens_of(header.recipe) is not None
            self.encoder.addItem(header.title if fits else f"{header.title} (takes no lines)", header.path)
        self.encoder.setCurrentIndex(next((n for n, header in enumerate(ordered) if header == current), -1))
        self.score.setText(f"held out {score_words(current)[0]}" if current is not None and current.scores else "")

    def show_start(self, start: DrawingStart, paper: str) -> None:
        """paper: what blank paper is called, black or white."""
        self.starts[start].setChecked(True)
        blank = self.starts[DrawingStart.BLANK]
        blank.setText(paper)
        blank.update()

    def set_start_picture(self, start: DrawingStart, image: QImage | None) -> None:
        self.starts[start].set_picture(image)

    def show_facts(self, took: str, width: int, height: int) -> None:
        """took: from the stroke to its picture."""
        self.facts.set_facts([("Repainted in", took or "…"), ("Size", f"{width} × {height}")])

    def options(self) -> PaintOptions:
        """How the drawing is painted."""
        colour, again = float(self.colour.value()) / 100, int(self.again.value())
        return PaintOptions(PaintSource.DRAWING, colour=colour, again=again)

    def set_options(self, options: PaintOptions) -> None:
        """Show the options of a painting made earlier; silent, and within what the sliders can show."""
        self.colour.show_nearest(options.colour * 100)
        self.again.show_nearest(options.again)

    def _on_encoder(self, index: int) -> None:
        self.encoder_chosen.emit(Path(self.encoder.itemData(index)))
