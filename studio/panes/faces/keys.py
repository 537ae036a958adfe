"""The keys of the review: what each does, as one table. Its words are in hints.py."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from models.records import FaceState
from studio.panes.faces.actions import FaceActions

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}

Action = Callable[[FaceActions], object]

_PLAIN: dict[int, Action] = {
    Qt.Key.Key_A: lambda do: do.decide(FaceState.CONFIRMED),
    Qt.Key.Key_X: lambda do: do.decide(FaceState.REJECTED),
    Qt.Key.Key_U: lambda do: do.decide(FaceState.SUGGESTED),
    Qt.Key.Key_N: lambda do: do.go_on(),
    Qt.Key.Key_D: lambda do: do.canvas.set_drawing(not do.canvas.drawing),
    Qt.Key.Key_Escape: lambda do: do.canvas.cancel(),
    Qt.Key.Key_G: lambda do: do.switch_view(),
    Qt.Key.Key_Comma: lambda do: do.boxes.turn(-1),
    Qt.Key.Key_Period: lambda do: do.boxes.turn(1),
    Qt.Key.Key_0: lambda do: do.boxes.turn(None),
    Qt.Key.Key_C: lambda do: do.boxes.copy_box(),
    Qt.Key.Key_V: lambda do: do.boxes.paste_box(),
    Qt.Key.Key_Z: lambda do: do.canvas.toggle_near(),
    Qt.Key.Key_F: lambda do: do.canvas.fit(),
    Qt.Key.Key_Delete: lambda do: do.remove(),
    Qt.Key.Key_Backspace: lambda do: do.remove(),
    Qt.Key.Key_Tab: lambda do: do.review.step(1),
    Qt.Key.Key_PageDown: lambda do: do.review.step_photo(1),
    Qt.Key.Key_PageUp: lambda do: do.review.step_photo(-1),
    Qt.Key.Key_BracketLeft: lambda do: do.boxes.scale(1 / 1.03),
    Qt.Key.Key_BracketRight: lambda do: do.boxes.scale(1.03),
    Qt.Key.Key_Minus: lambda do: do.canvas.zoom(1 / 1.25),
}

_SHIFTED: dict[int, Action] = {
    Qt.Key.Key_X: lambda do: do.decisions.reject_others(),
    Qt.Key.Key_V: lambda do: do.boxes.paste_on_next(),
    Qt.Key.Key_Backtab: lambda do: do.review.step(-1),
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
        return lambda do: do.boxes.nudge(dx, dy)
    if shift and event.key() in _TURNS:
        degrees = _TURNS[Qt.Key(event.key())]
        return lambda do: do.boxes.turn(degrees)
    if event.text() in ("+", "="):
        return lambda do: do.canvas.zoom(1.25)
    if event.text() in ("[", "]"):  # where a keyboard needs AltGr or Shift for them
        return _PLAIN[Qt.Key.Key_BracketLeft if event.text() == "[" else Qt.Key.Key_BracketRight]
    return (_SHIFTED if shift else _PLAIN).get(event.key())
