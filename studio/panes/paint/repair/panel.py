"""The right side of repairing: what to look for, the brush, how much is marked, and with which encoder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from models.params import Param
from models.photos.damage import DamagedPlace, DamageKind
from models.recipes.holes import learned_holes
from models.records import EncoderHeader
from models.words import plural
from studio.panes.base import SidePanel
from studio.panes.paint.made_with import MadeWith
from studio.widgets.controls import plain_button, soft_button
from studio.widgets.labels import FactList, QuietLabel, SectionLabel
from studio.widgets.sliders import LabelledSlider, SwitchRow

THOROUGH = Param(
    "thorough",
    "float",
    40.0,
    0,
    100,
    "More finds fainter damage, and takes more of the picture itself for damage",
    label="How thorough",
    unit="%",
)
SIZE = Param("size", "int", 24, 1, 400, "Of the brush, the line and the eraser", unit="px", scale="log")
SOFT = Param(
    "soft",
    "int",
    0,
    0,
    64,
    "Over how much of the mark's rim the photo fades into the repair",
    label="Soft edge",
    unit="px",
)
SHOW = Param("show", "bool", True, label="Show the mark")

_KINDS = {
    DamageKind.CRACK: "Cracks and folds",
    DamageKind.SCRATCH: "Scratches",
    DamageKind.SPECK: "Dust and specks",
}
_ASK = "Finds thin scratches and specks; then paint over what it missed, and take away what it should leave."
_UNTAUGHT = (
    "This encoder never learned to repair: places are closed from what is round them. Train the recipe Inpainting."
)


class RepairPanel(SidePanel):
    """Its signals come when a person pressed or moved something; brush_changed() also for the mark shown or not."""

    find_wanted = Signal()
    clear_wanted = Signal()
    kinds_changed = Signal()
    brush_changed = Signal()
    options_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("right", 280, parent)
        self._looked = False
        self.find_button = soft_button("Find scratches")
        self.clear = plain_button("Clear")
        self.words = QuietLabel(_ASK)
        self.thorough = LabelledSlider(THOROUGH)
        self.checks = {kind: QCheckBox(title) for kind, title in _KINDS.items()}
        self.size_row = LabelledSlider(SIZE)
        self.soft = LabelledSlider(SOFT)
        self.marked = FactList([("Marked", "nothing yet")])
        self.show_marks = SwitchRow(SHOW)
        self.untaught = QuietLabel(_UNTAUGHT)
        self.made_with = MadeWith()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.add(SectionLabel("Find damage"))
        self.add_row(self.find_button, self.clear)
        self.add(self.words)
        self.add(self.thorough)
        for check in self.checks.values():
            check.setChecked(True)
            self.add(check)
        self.add_space()
        self.add(SectionLabel("Brush"))
        for row in (self.size_row, self.soft, self.marked, self.show_marks):
            self.add(row)
        self.add(QuietLabel("Outside the mark not one pixel changes. The original file stays as it is."))
        self.add(self.made_with)
        self.add(self.untaught)
        self.add_stretch()

    def _connect(self) -> None:
        self.find_button.clicked.connect(self.find_wanted)
        self.thorough.slider.sliderReleased.connect(self._on_thorough)
        self.clear.clicked.connect(self.clear_wanted)
        for check in self.checks.values():
            check.toggled.connect(self.kinds_changed)
        for row in (self.size_row, self.show_marks):
            row.changed.connect(lambda *_: self.brush_changed.emit())
        self.soft.changed.connect(lambda *_: self.options_changed.emit())

    def kinds(self) -> frozenset[DamageKind]:
        """Those that count."""
        return frozenset(kind for kind, check in self.checks.items() if check.isChecked())

    def step_size(self, factor: float) -> None:
        """Make the brush larger or smaller."""
        size = round(int(self.size_row.value()) * factor)
        self.size_row.set_value(min(400, max(1, size)))
        self.brush_changed.emit()

    def show_found(self, places: Sequence[DamagedPlace], seconds: float | None) -> None:
        """How much of each kind was found; None: nothing was looked for."""
        self._looked = seconds is not None
        counts = Counter(place.kind for place in places)
        for kind, check in self.checks.items():
            check.setText(f"{_KINDS[kind]}: {counts[kind]:,}" if seconds is not None else _KINDS[kind])
        if seconds is None:
            self.words.setText(_ASK)
        else:
            found = plural(len(places), "place")
            self.words.setText(
                f"{found} found in {seconds:.1f} s. Paint over what it missed, take away what it should leave."
            )

    def _on_thorough(self) -> None:
        if self._looked:
            self.find_wanted.emit()

    def show_looking(self) -> None:
        self.words.setText("Looking for damage …")

    def show_share(self, share: float) -> None:
        """How much of the photo is marked."""
        words = "nothing yet" if share == 0 else f"{100 * share:.2g} % of the photo"
        self.marked.set_facts([("Marked", words)])

    def show_encoder(self, header: EncoderHeader | None) -> None:
        self.made_with.show_encoder(header)
        self.untaught.setVisible(header is not None and not learned_holes(header.recipe))
