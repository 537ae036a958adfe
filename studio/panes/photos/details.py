"""The panel at the right of Photos: the selected photo large, what was measured on it, what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from studio.panes.base import SidePanel
from studio.panes.photos.facts import face_facts, measured_facts, photo_facts
from studio.state.photo_rows import PhotoRow
from studio.state.turning import lies
from studio.widgets.controls import labelled, link_button, plain_button, soft_button, turn_buttons
from studio.widgets.flow import FlowLayout
from studio.widgets.labels import FactList, QuietLabel, SectionLabel
from studio.widgets.picture_view import PictureView


class DetailsPanel(SidePanel):
    """Emits what a person wants done with the selected photos; the pane does it."""

    review_asked = Signal()
    left_out_asked = Signal(bool)
    remove_asked = Signal()
    person_named = Signal(str)
    relocate_asked = Signal()
    renew_asked = Signal()
    turn_asked = Signal(int)
    proposal_taken = Signal()
    proposal_left = Signal()
    folder_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("right", 300, parent)
        self._rows: list[PhotoRow] = []
        self.picture = PictureView(268)
        self.nothing = QuietLabel("Select a photo to see what was measured on it.")
        self.missing = QuietLabel("The original is not where it was.")
        self.relocate = link_button("Find it ...")
        self.changed = QuietLabel()
        self.renew = link_button("")
        self.lying = QuietLabel()
        self.upright, self.leave_lying = link_button(""), link_button("")
        self.photo = FactList()
        self.person = QLineEdit()
        self.person.setAccessibleName("Person")
        self.person.setPlaceholderText("several")
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.person.setCompleter(completer)
        self.measured = FactList()
        self.faces = FactList()
        self._body = [self.picture, self.missing, self.relocate, self.changed, self.renew]
        self._body.append(self.lying)
        for widget in (self.nothing, *self._body):
            self.add(widget)
        self._answers = QWidget()
        answers = FlowLayout(self._answers)
        for button in (self.upright, self.leave_lying):
            answers.addWidget(button)
        self.add(self._answers)
        self._body.append(self._answers)
        for title, widget in (("Photo", self.photo), ("Measured", self.measured), ("Faces", self.faces)):
            label = SectionLabel(title)
            self._body += [label, widget]
            self.add_space(4)
            self.add(label)
            self.add(widget)
            if title == "Photo":
                self._body.append(self.add(self._person_row()))
        self._body.append(self.add(self._button_row()))
        self.add_stretch()
        self.set_rows([])

    def _person_row(self) -> QWidget:
        self.person.editingFinished.connect(self._on_person)
        return labelled("Person", self.person)

    def _button_row(self) -> QWidget:
        self.review = soft_button("Review faces")
        self.leave_out = plain_button("Leave out")
        self.remove = plain_button("Remove")
        self.folder = plain_button("Show file")
        self.remove.setToolTip("Remove from the project (Delete). The file itself stays.")
        self.left, self.right = turn_buttons()
        row = QWidget()
        flow = FlowLayout(row)
        for button in (self.review, self.leave_out, self.remove, self.folder, self.left, self.right):
            flow.addWidget(button)
        self.left.clicked.connect(lambda: self.turn_asked.emit(-1))
        self.right.clicked.connect(lambda: self.turn_asked.emit(1))
        self.upright.clicked.connect(self.proposal_taken)
        self.leave_lying.clicked.connect(self.proposal_left)
        self.review.clicked.connect(self.review_asked)
        self.leave_out.clicked.connect(self._on_leave_out)
        self.remove.clicked.connect(self.remove_asked)
        self.folder.clicked.connect(self.folder_asked)
        self.relocate.clicked.connect(self.relocate_asked)
        self.renew.clicked.connect(self.renew_asked)
        return row

    def rows(self) -> list[PhotoRow]:
        return list(self._rows)

    def set_rows(self, rows: Sequence[PhotoRow]) -> None:
        """Show one photo, or what is common to several."""
        self._rows = list(rows)
        for widget in self._body:
            widget.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        if not rows:
            return
        one = rows[0] if len(rows) == 1 else None
        lost = sum(row.missing for row in rows)
        many = f"{lost:,} originals are not where they were."
        self.missing.setText("The original is not where it was." if one else many)
        for widget in (self.missing, self.relocate):
            widget.setVisible(lost > 0)
        self.relocate.setText("Find it ..." if one else "Find them in a folder ...")
        self._show_changed(rows)
        self._show_lying([row.proposed_turn for row in rows if row.proposed_turn])
        self.photo.set_facts(photo_facts(rows))
        self.measured.set_facts(measured_facts(rows))
        self.faces.set_facts(face_facts(rows))
        people = {row.photo.person for row in rows}
        if not self.person.hasFocus():
            self.person.setText(people.pop() if len(people) == 1 else "")
            self.person.setCursorPosition(0)
        self.leave_out.setText("Take in again" if self._all_left_out() else "Leave out")
        self.folder.setVisible(one is not None and not one.missing)

    def _show_changed(self, rows: Sequence[PhotoRow]) -> None:
        changed = sum(row.changed for row in rows)
        many = f"{changed:,} files have changed since they were added."
        self.changed.setText("The file has changed since it was added." if len(rows) == 1 else many)
        self.renew.setText("Take the new picture" if changed == 1 else "Take the new pictures")
        for widget in (self.changed, self.renew):
            widget.setVisible(changed > 0)

    def _show_lying(self, turns: Sequence[int]) -> None:
        """turns: the quarters by which some of them seem to have to be turned."""
        it = "it" if len(turns) == 1 else "them"
        self.lying.setText(lies(turns) if turns else "")
        self.upright.setText(f"Turn {it}")
        self.leave_lying.setText(f"Leave {it} so")
        for widget in (self.lying, self._answers):
            widget.setVisible(bool(turns))

    def set_people(self, names: Sequence[str]) -> None:
        """Whom the field of the person completes."""
        if self._names.stringList() != list(names):
            self._names.setStringList(list(names))

    def set_image(self, image: QImage) -> None:
        self.picture.set_image(image)

    def _all_left_out(self) -> bool:
        return all(row.photo.left_out for row in self._rows)

    def _on_leave_out(self) -> None:
        self.left_out_asked.emit(not self._all_left_out())

    def _on_person(self) -> None:
        name = self.person.text().strip()
        if name and {row.photo.person for row in self._rows} != {name}:
            self.person_named.emit(name)
