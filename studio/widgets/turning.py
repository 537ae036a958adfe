"""How a photo that is turned the wrong way is spoken of, and the buttons that turn one. Knows no project."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QToolButton

from studio.widgets.controls import icon_button


def lies(quarters: Sequence[int]) -> str:
    """A sentence for photos that would have to be turned by so many quarters each."""
    if len(quarters) > 1:
        return f"{len(quarters):,} photos seem to be turned the wrong way."
    return "It seems to be upside down." if quarters[0] == 2 else "It seems to lie on its side."


def turn_buttons() -> tuple[QToolButton, QToolButton]:
    """Left and right."""
    left = icon_button("ph.arrow-counter-clockwise", "Turn the photo left (Ctrl+[). Its file stays as it is.")
    right = icon_button("ph.arrow-clockwise", "Turn the photo right (Ctrl+]). Its file stays as it is.")
    return left, right
