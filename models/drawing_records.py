"""The frozen values of a drawing made by hand. Nothing here computes, reads a file or knows a screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class DrawingStart(StrEnum):
    """What the strokes lie on: bare paper, what the encoder sees of a photo, or the lines of a scanned drawing."""

    BLANK = "blank"
    PHOTO = "photo"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Stroke:
    """One pull of a pen. points: (x, y, width), in sixteenths of a pixel of a drawing 256 px wide, whatever the size

    it is drawn in; value: the pen's, None for the eraser; channels: of "rgb", those that it is drawn in.
    """

    points: tuple[tuple[int, int, int], ...]
    value: int | None
    channels: str = "rgb"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Strokes in the order they were drawn. lines: of the scan, as models.painting.scan packs them, else empty."""

    start: DrawingStart = DrawingStart.BLANK
    strokes: tuple[Stroke, ...] = ()
    lines: str = field(default="", repr=False)
