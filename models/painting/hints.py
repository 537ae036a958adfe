"""Colour points that a person sets on a photo, where a network sees them: words and geometry. No torch."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from models.errors import UsageError
from models.images.chroma import Point
from models.paint_records import Hint
from models.painting.sizes import WorkingSize
from models.records import CROP_SIZE, Box, Recipe

MAX_HINTS = 1000

_FARTHEST = 1e6
_WORDS = re.compile(r"([0-9.]+),([0-9.]+),#?([0-9a-fA-F]{6})")


def hint_from_text(text: str) -> Hint:
    """The hint that "120,80,#aa3322" stands for. Raises UsageError."""
    match = _WORDS.fullmatch(text.replace(" ", ""))
    try:
        x, y = (float(match.group(number)) for number in (1, 2)) if match is not None else (math.nan, math.nan)
    except ValueError:
        match = None
    if match is None:
        raise UsageError(f"{text!r} is no colour point", remedy="Write it like 120,80,#aa3322: X, Y and a colour")
    hint = Hint(x, y, *bytes.fromhex(match.group(3)))
    check_hint(hint)
    return hint


def check_hint(hint: Hint) -> None:
    """Raises UsageError for one that can't lie on a photo or be a colour."""
    if not all(math.isfinite(side) and 0 <= side <= _FARTHEST for side in (hint.x, hint.y)):
        raise UsageError(f"a colour point can't lie at {hint.x:g}, {hint.y:g}", remedy="Count pixels from the top left")
    if not all(0 <= level <= 255 for level in (hint.red, hint.green, hint.blue)):
        raise UsageError("the colour of a point has levels from 0 to 255")


def points_on_whole(hints: Sequence[Hint], size: WorkingSize, width: int, height: int) -> list[Point]:
    """Where they lie on the framed picture that is made of a photo of width x height."""
    across, down = size.width / width, size.height / height
    return [Point(size.left + hint.x * across, size.top + hint.y * down, _chroma(hint)) for hint in hints]


def points_on_face(hints: Sequence[Hint], box: Box, recipe: Recipe) -> list[Point]:
    """Where those within the box lie on the picture that a network gets of it."""
    width, height = recipe.size
    angle = math.radians(box.angle)
    cos, sin = math.cos(angle), math.sin(angle)
    seen = box.height * CROP_SIZE[0] * 5 / 4 / CROP_SIZE[1]
    points = []
    for hint in hints:
        right, down = hint.x - box.centre[0], hint.y - box.centre[1]
        x = (right * cos + down * sin) / box.width * width + width / 2
        y = (down * cos - right * sin) / seen * height + height / 2
        if 0 <= x < width and 0 <= y < height:
            points.append(Point(x, y, _chroma(hint)))
    return points


def _chroma(hint: Hint) -> tuple[float, float]:
    """Cr and Cb of its colour around zero (BT.601)."""
    luma = 0.299 * hint.red + 0.587 * hint.green + 0.114 * hint.blue
    return (hint.red - luma) / 1.402, (hint.blue - luma) / 1.772
