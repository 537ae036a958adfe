"""The panel at the right of Faces: the exact crop, why it is doubtful, what it is, and how the detector looks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from models.faces.doubt import Doubt
from models.faces.haar import PARAMS, DetectorSettings
from models.records import Face, FaceState, Picture
from studio import theme
from studio.panes.base import SidePanel
from studio.qt_images import to_image
from studio.widgets.controls import labelled, link_button, soft_button
from studio.widgets.form import ParamForm
from studio.widgets.labels import QuietLabel, SectionLabel
from studio.widgets.picture_view import PictureView

CROP_WIDTH = 168


class FacePanel(SidePanel):
    """decided(FaceState), person_named(str), settings_changed(DetectorSettings) live, detect_asked(all photos)."""

    decided = Signal(object)
    person_named = Signal(str)
    settings_changed = Signal(object)
    detect_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("right", 308, parent)
        self.crop = PictureView(CROP_WIDTH)
        self.facts = QLabel(alignment=Qt.AlignmentFlag.AlignTop)
        self.facts.setFont(theme.font("small"))
        self.facts.setTextFormat(Qt.TextFormat.RichText)
        self.facts.setWordWrap(True)
        self.why_title = SectionLabel("Why doubtful")
        self.why = QLabel()
        self.why.setWordWrap(True)
        self.add(SectionLabel("Crop, exactly as trained"))
        self.add(self._crop_row())
        self.add_space(4)
        self.add(self.why_title)
        self.add(self.why)
        self.add(SectionLabel("This face is"))
        self.add(self._decision_row())
        self.add(self._person_row())
        self.add_space(4)
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

    def _decision_row(self) -> QWidget:
        self.confirm = _decision("Confirmed", "confirm", "A")
        self.reject = _decision("Rejected", "reject", "X")
        self.confirm.clicked.connect(lambda: self.decided.emit(FaceState.CONFIRMED))
        self.reject.clicked.connect(lambda: self.decided.emit(FaceState.REJECTED))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.confirm)
        line.addWidget(self.reject)
        return row

    def _person_row(self) -> QWidget:
        self.person = QLineEdit()
        self.person.setAccessibleName("Person")
        self.person.editingFinished.connect(self._on_person)
        return labelled("Person", self.person)

    def _add_detector(self) -> None:
        self.form = ParamForm(PARAMS)
        self.form.changed.connect(lambda values: self.settings_changed.emit(DetectorSettings.checked(values)))
        self.found = QuietLabel("Hand-made and reviewed boxes stay as they are.")
        self.this_photo = soft_button("This photo")
        self.all_photos = link_button("Detect again on all photos")
        self.all_photos.clicked.connect(lambda: self.detect_asked.emit(True))
        self.add(SectionLabel("Detector"))
        self.add(self.form)
        self.add(self.found)
        self.add(self.all_photos)

    def settings(self) -> DetectorSettings:
        return DetectorSettings.checked(self.form.values())

    def set_crop(self, crop: Picture) -> None:
        self.crop.set_image(to_image(crop))

    def set_face(self, face: Face | None, doubtful: Doubt) -> None:
        """Describe the chosen face; None when there is none."""
        for widget in (self.confirm, self.reject, self.person):
            widget.setEnabled(face is not None)
        self.crop.setVisible(face is not None)
        self.facts.setText(_facts_text(face) if face is not None else "Choose a face, or press D and draw one.")
        self.why_title.setVisible(bool(doubtful.reasons))
        self.why.setVisible(bool(doubtful.reasons))
        self.why.setText("\n".join(doubtful.reasons))
        if face is None:
            self.person.clear()
            return
        self.confirm.setText("Corrected" if face.state is FaceState.CORRECTED else "Confirmed")
        self.confirm.setChecked(face.state in (FaceState.CONFIRMED, FaceState.CORRECTED))
        self.reject.setChecked(face.state is FaceState.REJECTED)
        if not self.person.hasFocus():
            self.person.setText(face.person)

    def _on_person(self) -> None:
        name = self.person.text().strip()
        if name:
            self.person_named.emit(name)


def _decision(text: str, role: str, key: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", role)
    button.setCheckable(True)
    button.setAutoDefault(False)
    button.setToolTip(f"Key {key}")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _facts_text(face: Face) -> str:
    """The lines beside the crop, as rich text."""
    quiet = theme.text_colour("quiet")
    source = "drawn by hand" if face.source == "hand" else "Haar" + (
        f", weight {face.weight:.1f}" if face.weight is not None else "")
    lines = [
        "<b>360 × 480</b>",
        f"<span style='color:{quiet}'>from {face.box.width:.0f} × {face.box.height:.0f} px</span>",
        f"<span style='color:{quiet}'>eyes {len(face.eyes)} of 2</span>",
        "",
        f"<span style='color:{quiet}'>state</span>",
        f"<b>{face.state.value}</b>",
        "",
        f"<span style='color:{quiet}'>source</span>",
        f"<b>{source}</b>",
    ]
    return "<br>".join(lines)
