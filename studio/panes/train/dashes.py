"""How the lines of each run are drawn: colour says which curve it is, dashes say whose."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from studio.look import theme

DASHES: tuple[tuple[float, ...], ...] = ((), (5, 3), (1.5, 2.5), (6, 2.5, 1.5, 2.5), (10, 4))
"""In widths of the line, by how many places the run lies behind the one in front."""

_FAINT = 190  # alpha of other runs


def line_pen(token: str, run: int) -> QPen:
    """The pen of a curve of the run so many places behind the one in front."""
    colour = theme.colour(token)
    colour.setAlpha(_FAINT if run else 255)
    pen = QPen(colour, 1.5 if run else 2.0)
    pen.setCosmetic(True)
    if run:
        pen.setDashPattern(DASHES[run % len(DASHES)])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
