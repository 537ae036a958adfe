"""What a hand does in the Photos pane, as real events: clicks in the list of people, drags and drops."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

MOVE = Qt.DropAction.MoveAction
PLAIN = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def people_of(pane) -> list[tuple[str, int]]:
    """(name, photos) as the list shows them."""
    return [(row.text, row.count) for row in pane.panel.people.view.people.rows()]


def person_place(pane, name: str) -> QPoint:
    """The middle of a person's row; "" for everyone."""
    view = pane.panel.people.view
    index = view.people.index_of(name)
    assert index.isValid(), name
    return view.visualRect(index).center()


def click_person(pane, qtbot, name: str, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    qtbot.mouseClick(pane.panel.people.view.viewport(), LEFT, modifier, person_place(pane, name))


def click_photo(pane, qtbot, row: int, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    place = pane.grid.visualRect(pane.model.index(row)).center()
    qtbot.mouseClick(pane.grid.viewport(), LEFT, modifier, place)


def drag_over(widget: QWidget, mime: QMimeData, place: QPoint) -> QDragMoveEvent:
    """Enter a widget and move there; returns the move, which says whether a drop would be taken."""
    QApplication.sendEvent(widget, QDragEnterEvent(place, MOVE, mime, LEFT, PLAIN))
    return drag_on(widget, mime, place)


def drag_on(widget: QWidget, mime: QMimeData, place: QPoint) -> QDragMoveEvent:
    move = QDragMoveEvent(place, MOVE, mime, LEFT, PLAIN)
    QApplication.sendEvent(widget, move)
    return move


def drag_out(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QDragLeaveEvent())


def drop(widget: QWidget, mime: QMimeData, place: QPoint) -> QDropEvent:
    """Enter, move and let go there."""
    drag_over(widget, mime, place)
    event = QDropEvent(place.toPointF(), MOVE, mime, LEFT, PLAIN)
    QApplication.sendEvent(widget, event)
    return event
