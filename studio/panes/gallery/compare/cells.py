"""Where the pictures of a comparison and their captions lie: pure geometry, in logical pixels. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

EDGE = 16.0
GAP = 16.0
CAPTION = 34.0


@dataclass(frozen=True, slots=True)
class Cell:
    """picture: what its picture may cover; caption: the line under it."""

    picture: QRectF
    caption: QRectF


def cells(count: int, area: QRectF) -> list[Cell]:
    """Two stand side by side, up to four in two columns, more in three."""
    columns = 1 if count == 1 else 2 if count <= 4 else 3
    rows = max(1, -(-count // columns))
    width = max(1.0, (area.width() - 2 * EDGE - (columns - 1) * GAP) / columns)
    height = max(CAPTION + 1, (area.height() - EDGE - rows * 4) / rows)
    found = []
    for number in range(count):
        left = area.left() + EDGE + number % columns * (width + GAP)
        top = area.top() + EDGE + number // columns * (height + 4)
        picture = QRectF(left, top, width, height - CAPTION)
        found.append(Cell(picture, QRectF(left, picture.bottom(), width, CAPTION)))
    return found
