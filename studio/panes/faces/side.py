"""The panel at the right of Faces: the exact crop, why it is doubtful, what it is, what "accept the rest" would take,

and how the detector looks.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from models.faces.doubt import SURE_BELOW, Doubt
from models.faces.haar import PARAMS, DetectorSettings
from models.params import Param
from models.records import Face, FaceState, Picture
from studio.look import theme
from studio.look.qt_images import to_image
from studio.panes.base import SidePanel
from studio.panes.faces.state_buttons import StateButtons
from studio.widgets.controls import labelled, plain_button, soft_button
from studio.widgets.form import ParamForm
from studio.widgets.labels import QuietLabel, SectionLabel
from studio.widgets.picture_view import PictureView
from studio.widgets.sliders import LabelledSlider

CROP_WIDTH = 150
REASONS = 4
"""So many are shown, gravest first; all stand in the tooltip."""
STATES = (
    (FaceState.CONFIRMED, "A", "It is a face, and the box is right"),
    (FaceState.REJECTED, "X", "It is no face, or not one to learn from"),
    (FaceState.SUGGESTED, "U", "The detector proposed it, nobody has looked"),
    (FaceState.CORRECTED, "", "Drawn, moved, sized or turned by hand: it says so by itself"),
)
THRESHOLD = Param(
    "threshold",
    "float",
    SURE_BELOW,
    low=0.0,
    high=1.0,
    step=0.01,
    label="Doubt under",
    help='Boxes that wait and carry less doubt than this are what "Accept the rest" takes',
)


class FacePanel(SidePanel):
    """decided(FaceState), person_named(str), threshold_changed(float) and settings_changed(DetectorSettings) live,

    nobody_said() for a photo without a box, take_asked() for this photo, take_all_asked() for all photos.
    """

    decided = Signal(FaceState)
    nobody_said = Signal()
    person_named = Signal(str)
    threshold_changed = Signal(object)
    settings_changed = Signal(DetectorSettings)
    take_asked = Signal()
    take_all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("right", 308, parent)
        self.crop = PictureView(CROP_WIDTH)
        self.crop.setFixedHeight(CROP_WIDTH * 4 // 3)
        self.facts = QLabel(alignment=Qt.AlignmentFlag.AlignTop)
        self.facts.setFont(theme.font("small"))
        self.facts.setTextFormat(Qt.TextFormat.RichText)
        self.facts.setWordWrap(True)
        self.why_title = SectionLabel("Why doubtful")
        self.why = QLabel()
        self.why.setWordWrap(True)
        self.why.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.why.setMinimumHeight(REASONS * self.why.fontMetrics().lineSpacing())  # what stands below keeps its place
        self.states = StateButtons(STATES)
        self.states.chosen.connect(self.decided)
        self.nobody = plain_button("No face here")
        self.nobody.setToolTip("Note that no face is on this photo and go on (A)")
        self.nobody.clicked.connect(self.nobody_said)
        self.add(SectionLabel("Crop, exactly as trained"))
        self.add(self._crop_row())
        self.add_space(4)
        self.add(self.why_title)
        self.add(self.why)
        self.add_space(4)
        self.state_title = SectionLabel("This face is")
        self.add(self.state_title)
        self.decisions = QStackedWidget()
        self.decisions.addWidget(self.states)
        alone = QWidget()
        column = QVBoxLayout(alone)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.nobody)
        column.addStretch(1)
        self.decisions.addWidget(alone)
        self.add(self.decisions)
        self.add(self._person_row())
        self.add_space(4)
        self._add_rest()
        self._add_detector()
        self.add_stretch()

    def _crop_row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.crop, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.facts, 1)
        return row

    def _person_row(self) -> QWidget:
        self.person = QLineEdit()
        self.person.setAccessibleName("Person")
        self.person.editingFinished.connect(self._on_person)
        return labelled("Person", self.person)

    def _add_rest(self) -> None:
        self.threshold = LabelledSlider(THRESHOLD)
        self.threshold.changed.connect(self.threshold_changed)
        self.takes = QuietLabel()
        self.add_space(4)
        self.add(SectionLabel("Accept the rest"))
        self.add(self.threshold)
        self.add(self.takes)
        self.add_space(4)

    def _add_detector(self) -> None:
        self.form = ParamForm(PARAMS)
        self.form.changed.connect(lambda values: self.settings_changed.emit(DetectorSettings.checked(values)))
        self.found = QuietLabel("Hand-made and reviewed boxes stay as they are.")
        self.take = soft_button("Take these")
        self.take.setToolTip("Search this photo with these settings; hand-made and reviewed boxes stay")
        self.take.clicked.connect(self.take_asked)
        self.take_all = plain_button("All photos")
        self.take_all.setToolTip("Search all photos with these settings; hand-made and reviewed boxes stay")
        self.take_all.clicked.connect(self.take_all_asked)
        self.add_space(4)
        self.add(SectionLabel("Detector"))
        self.add(self.form)
        self.add(self.found)
        self.add_row(self.take, self.take_all)

    def settings(self) -> DetectorSettings:
        return DetectorSettings.checked(self.form.values())

    def set_rest(self, taken: int, waiting: int) -> None:
        """Say what "accept the rest" would take of the boxes that wait."""
        left = waiting - taken
        look = f"leaves {left:,} to look at" if left else "leaves none"
        self.takes.setText(f"takes {taken:,} of {waiting:,}, {look}" if waiting else "nothing waits")

    def set_crop(self, crop: Picture) -> None:
        self.crop.set_image(to_image(crop))

    def clear_crop(self) -> None:
        """The crop is not known yet."""
        self.crop.set_image(QImage())

    def set_face(self, face: Face | None, doubtful: Doubt, *, lacking: bool = False) -> None:
        """Describe the chosen face; None when there is none; lacking: the photo waits for a word on that."""
        self.person.setEnabled(face is not None)
        self.decisions.setCurrentIndex(int(lacking))
        self.states.set_state(face.state if face is not None else None)
        self.facts.setText(_facts_text(face) if face is not None else "Choose a face, or press D and draw one.")
        self.why.setToolTip("\n".join(doubtful.reasons))
        self.why.setText("\n".join(doubtful.reasons[:REASONS]) or _untroubled(face, lacking))
        self.why.setProperty("role", "" if doubtful.reasons else "quiet")
        self.why.style().polish(self.why)
        if face is None:
            self.clear_crop()
            self.person.clear()
        elif not self.person.hasFocus():
            self.person.setText(face.person)

    def set_many(self, count: int) -> None:
        """Whether what is decided here is decided for many."""
        self.state_title.set_text(f"These {count:,} faces are" if count > 1 else "This face is")
        if count > 1:
            self.decisions.setCurrentIndex(0)
            self.states.set_many()

    def _on_person(self) -> None:
        name = self.person.text().strip()
        if name:
            self.person_named.emit(name)


def _untroubled(face: Face | None, lacking: bool) -> str:
    """What stands where the reasons would."""
    if face is None:
        return "The detector found no face on this photo" if lacking else ""
    return "Nothing speaks against it" if face.state is FaceState.SUGGESTED else "Decided by hand"


def _facts_text(face: Face) -> str:
    """The lines beside the crop, as rich text."""
    quiet = theme.text_colour("quiet")
    source = (
        "drawn by hand"
        if face.source == "hand"
        else "Haar" + (f", weight {face.weight:.1f}" if face.weight is not None else "")
    )
    lines = [
        "<b>360 × 480</b>",
        f"<span style='color:{quiet}'>of {face.box.width:.0f} × {face.box.height:.0f} px</span>",
        f"<span style='color:{quiet}'>angle {face.box.angle:.0f}°</span>",
        f"<span style='color:{quiet}'>eyes {len(face.eyes)} of 2</span>",
        "",
        f"<span style='color:{quiet}'>source</span>",
        f"<b>{source}</b>",
    ]
    return "<br>".join(lines)
