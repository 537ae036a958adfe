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
    ("Ctrl Z", "undo"),
    ("?", "all keys"),
)

KEYS = (
    ("A", "accept, go on to the next"),
    ("X", "reject, go on to the next"),
    ("Shift X", "reject all others on this photo"),
    ("U", "put back among the suggested"),
    ("N", "next face that waits"),
    ("Tab", "next face of this photo (Shift: previous)"),
    ("Page Down", "next photo (Page Up: previous)"),
    ("D", "draw a face (or drag with Shift)"),
    ("Arrows", "move by 1 px (Shift: 10 px)"),
    ("[ ]", "smaller, larger (or Ctrl and wheel)"),
    ("C", "copy the box"),
    ("V", "paste the box"),
    ("Delete", "delete the box"),
    ("F", "whole photo (wheel: zoom, drag: move about)"),
    ("+ -", "zoom"),
)

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip

Action = Callable[["FacesPane"], object]

_PLAIN: dict[int, Action] = {
    Qt.Key.Key_A: lambda pane: pane.decide(FaceState.CONFIRMED),
    Qt.Key.Key_X: lambda pane: pane.decide(FaceState.REJECTED),
    Qt.Key.Key_U: lambda pane: pane.decide(FaceState.SUGGESTED),
    Qt.Key.Key_N: lambda pane: pane.review.next(),
    Qt.Key.Key_D: lambda pane: pane.canvas.set_drawing(not pane.canvas.drawing),
    Qt.Key.Key_Escape: lambda pane: pane.canvas.set_drawing(False),
    Qt.Key.Key_C: lambda pane: pane.review.copy_box(),
    Qt.Key.Key_V: lambda pane: pane.review.paste_box(),
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
    Qt.Key.Key_Backtab: lambda pane: pane.review.step(-1),
}


def action_for(event: QKeyEvent) -> Action | None:
    """What this press does in the review; None for a key that is not its own."""
    if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return None
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.key() in _ARROWS:
        dx, dy = (step * (10 if shift else 1) for step in _ARROWS[Qt.Key(event.key())])
        return lambda pane: pane.review.nudge(dx, dy)
    if event.text() in ("+", "="):
        return lambda pane: pane.canvas.zoom(1.25)
    if event.text() in ("[", "]"):  # where a keyboard needs AltGr or Shift for them
        return _PLAIN[Qt.Key.Key_BracketLeft if event.text() == "[" else Qt.Key.Key_BracketRight]
    return (_SHIFTED if shift else _PLAIN).get(event.key())
