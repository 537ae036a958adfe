"""People with the number of their faces; faces dropped on one are given to that person."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from studio.widgets.count_list import CountList, CountRow
from studio.widgets.dragging import FACES, numbers

EVERYONE = ""


class FacePeople(CountList):
    """chosen(name) ("" is everyone); faces_given(name, face ids) when faces were dropped on a person."""

    faces_given = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAcceptDrops(True)
        self.setAccessibleName("People")

    def set_people(self, people: list[tuple[str, int]]) -> None:
        """(name, faces) by name."""
        everyone = sum(count for _, count in people)
        self.set_items([(EVERYONE, "Everyone", everyone), *((name, name, count) for name, count in people)])

    def person_at(self, place: QPoint) -> str:
        """The person under a place; "" for none and for everyone."""
        row = self.childAt(place)
        return row.key if isinstance(row, CountRow) else EVERYONE

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if numbers(event.mimeData(), FACES):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        name = self.person_at(event.position().toPoint())
        self._mark(name)
        event.setAccepted(bool(name))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(EVERYONE)

    def dropEvent(self, event: QDropEvent) -> None:
        name, ids = self.person_at(event.position().toPoint()), numbers(event.mimeData(), FACES)
        self._mark(EVERYONE)
        if name and ids:
            event.acceptProposedAction()
            self.faces_given.emit(name, ids)

    def _mark(self, name: str) -> None:
        """Light up the person that the faces would go to, and the one that is chosen anyway."""
        for row in self.rows():
            row.chosen = row.key == (name or self.current())
            row.update()
