"""What keys and buttons of the Faces pane do: for the many that are selected, else for the chosen face."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from models.records import FaceState
from studio.panes.faces.box_edits import BoxEdits
from studio.panes.faces.decisions import Decisions
from studio.panes.faces.grid.many import Many
from studio.panes.faces.layout import FacesLayout
from studio.panes.faces.review import Review


class FaceActions(QObject):
    """view_asked("photo" or "grid"). What concerns one box, or the canvas alone, is asked of `boxes` and `canvas`."""

    view_asked = Signal(str)

    def __init__(
        self,
        review: Review,
        decisions: Decisions,
        boxes: BoxEdits,
        layout: FacesLayout,
        many: Many,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.review = review
        self.decisions = decisions
        self.boxes = boxes
        self.canvas = layout.canvas
        self._layout = layout
        self._many = many

    def decide(self, state: FaceState) -> None:
        """Then on to the next that waits, in the order of the view in front."""
        if self._layout.view == "grid":
            self._many.decide(state, self._layout.picked())
        else:
            self.decisions.decide(state, self._layout.picked())

    def go_on(self) -> None:
        """To the next face that waits."""
        if self._layout.view == "grid":
            self._many.go_on()
        else:
            self.review.next()

    def remove(self) -> None:
        self.decisions.remove(self._layout.picked())

    def name_person(self, name: str) -> None:
        """Say whose faces these are."""
        face, many = self.review.face, self._layout.picked()
        if face is not None and (many or face.person != name):
            self.decisions.set_person(name, many or [face.id])

    def switch_view(self) -> None:
        self.view_asked.emit("photo" if self._layout.view == "grid" else "grid")
