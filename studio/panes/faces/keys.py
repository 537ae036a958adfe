"""The keys of the review: what each does, as one table that the hints, the `?` sheet and the pane read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from models.records import FaceState

if TYPE_CHECKING:
    from studio.panes.faces.pane import FacesPane

HINTS = (
    ("A", "accept"),
    ("X", "reject"),
    ("Shift X", "reject all others here"),
    ("N", "next doubt"),
    ("D", "draw a face"),
    ("[ ]", "size"),
    (", .", "turn"),
    ("G", "grid"),
    ("Ctrl Z", "undo"),
    ("?", "all keys"),
)

GRID_HINTS = (
    ("A", "accept"),
    ("X", "reject"),
    ("Ctrl A", "all"),
    ("Enter", "on its photo"),
    ("G", "photo alone"),
    ("?", "all keys"),
)

KEYS = (
    ("A", "accept, go on to the next (without a box: no face here)"),
    ("X", "reject, go on to the next"),
    ("Shift X", "reject all others on this photo"),
    ("U", "put back among the suggested"),
    ("N", "next face that waits"),
    ("Tab", "next face of this photo (Shift: previous)"),
    ("Page Down", "next photo (Page Up: previous)"),
    ("G", "grid of all faces beside the photo, or the photo alone"),
    ("Enter", "in the grid: show the face on its photo"),
    ("Ctrl A", "in the grid: select all, then A, X, U or Delete for all of them"),
    ("D", "draw a face (or drag with Shift; Escape: let go)"),
    ("Arrows", "move by 1 px (Shift: 10 px); in the grid: go to another face"),
    ("[ ]", "smaller, larger (or Ctrl and wheel)"),
    (", .", "turn by 1 degree (Shift: 5; or drag the grip over the box)"),
    ("0", "upright again (or double click on the grip)"),
    ("C", "copy the box"),
    ("V", "paste the box"),
    ("Shift V", "paste the box on the next photo"),
    ("Delete", "delete the box"),
    ("F", "whole photo (wheel: zoom)"),
    ("Z", "near to the chosen face, or back to the whole photo"),
    ("Space", "hold it to move the photo about (or drag beside the boxes)"),
    ("+ -", "zoom"),
)

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}

Action = Callable[["FacesPane"], object]

_PLAIN: dict[int, Action] = {
    Qt.Key.Key_A: lambda pane: pane.decide(FaceState.CONFIRMED),
    Qt.Key.Key_X: lambda pane: pane.decide(FaceState.REJECTED),
    Qt.Key.Key_U: lambda pane: pane.decide(FaceState.SUGGESTED),
    Qt.Key.Key_N: lambda pane: pane.go_on(),
    Qt.Key.Key_D: lambda pane: pane.canvas.set_drawing(not pane.canvas.drawing),
    Qt.Key.Key_Escape: lambda pane: pane.canvas.cancel(),
    Qt.Key.Key_G: lambda pane: pane.set_view("photo" if pane.desk.view == "grid" else "grid"),
    Qt.Key.Key_Comma: lambda pane: pane.turn(-1),
    Qt.Key.Key_Period: lambda pane: pane.turn(1),
    Qt.Key.Key_0: lambda pane: pane.turn(None),
    Qt.Key.Key_C: lambda pane: pane.review.copy_box(),
    Qt.Key.Key_V: lambda pane: pane.review.paste_box(),
    Qt.Key.Key_Z: lambda pane: pane.canvas.toggle_near(),
    Qt.Key.Key_F: lambda pane: pane.canvas.fit(),
    Qt.Key.Key_Delete: lambda pane: pane.remove(),
    Qt.Key.Key_Backspace: lambda pane: pane.remove(),
    Qt.Key.Key_Tab: lambda pane: pane.review.step(1),
    Qt.Key.Key_PageDown: lambda pane: pane.review.step_photo(1),
    Qt.Key.Key_PageUp: lambda pane: pane.review.step_photo(-1),
    Qt.Key.Key_BracketLeft: lambda pane: pane.review.scale(1 / 1.03),
    Qt.Key.Key_BracketRight: lambda pane: pane.review.scale(1.03),
    Qt.Key.Key_Minus: lambda pane: pane.canvas.zoom(1 / 1.25),
}

_SHIFTED: dict[int, Action] = {
    Qt.Key.Key_X: lambda pane: pane.review.reject_others(),
    Qt.Key.Key_V: lambda pane: pane.review.paste_on_next(),
    Qt.Key.Key_Backtab: lambda pane: pane.review.step(-1),
}


# Shift and the keys of "," and ".", as the keyboards of the world name them.
_TURNS = {
    Qt.Key.Key_Comma: -5,
    Qt.Key.Key_Less: -5,
    Qt.Key.Key_Semicolon: -5,
    Qt.Key.Key_Period: 5,
    Qt.Key.Key_Greater: 5,
    Qt.Key.Key_Colon: 5,
}


def action_for(event: QKeyEvent) -> Action | None:
    """What this press does in the review; None for a key that is not its own."""
    if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return None
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.key() in _ARROWS:
        dx, dy = (step * (10 if shift else 1) for step in _ARROWS[Qt.Key(event.key())])
        return lambda pane: pane.review.nudge(dx, dy)
    if shift and event.key() in _TURNS:
        degrees = _TURNS[Qt.Key(event.key())]
        return lambda pane: pane.turn(degrees)
    if event.text() in ("+", "="):
        return lambda pane: pane.canvas.zoom(1.25)
    if event.text() in ("[", "]"):  # where a keyboard needs AltGr or Shift for them
        return _PLAIN[Qt.Key.Key_BracketLeft if event.text() == "[" else Qt.Key.Key_BracketRight]
    return (_SHIFTED if shift else _PLAIN).get(event.key())
