"""Strokes by hand on what an encoder sees: pens as its own filter draws. The same drawing gives the same bytes again.

No torch: the window draws by it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.cv import cv2
from models.drawing_records import Drawing, DrawingStart, Stroke
from models.errors import UsageError
from models.faces.crops import cut_whole, to_network_input, whole_size
from models.filters import FILTERS
from models.filters.filter import Channel, merge_channels, split_channels
from models.painting.network_input import face_input
from models.painting.scan import thin_lines, unpack_ink
from models.params import check_values
from models.recipes.filtering import filter_input
from models.records import TRAINING_SIZE, Box, Pairing, Picture, Recipe

STEPS = 16
"""Parts of a pixel that strokes are told in."""
MAX_STROKES = 1000
MAX_POINTS = 10_000
"""Of all strokes together."""
WIDEST = 64
"""Pixels of a drawing 256 px wide."""
_FARTHEST = 1024
"""Pixels that a point may lie away, on a drawing 256 px wide."""
_CHANNELS = "rgb"

Area = tuple[int, int, int, int]
"""left, top, right, bottom in pixels of the drawing."""


@dataclass(frozen=True, slots=True)
class Pens:
    """What the lines of an encoder's input look like. values: from its faintest pen to its strongest; paper: between

    the lines; smooth: whether their edges are soft.
    """

    values: tuple[int, ...]
    paper: int
    smooth: bool


def pens_of(recipe: Recipe) -> Pens | None:
    """The pens for an encoder of that recipe; None for one that does not paint from lines or layers."""
    if recipe.pairing is Pairing.NOISE or not recipe.input:
        return None
    last = recipe.input[-1]
    if last.name in ("binary", "canny"):
        return Pens((255,), 0, False)
    if last.name == "sketch":
        return Pens((150, 100, 50, 0), 255, True)
    if last.name != "contours":
        return None
    values = check_values(FILTERS.get("contours").params, dict(last.values))
    by_hand = tuple(sorted(int(values[f"level_{number}"]) for number in (1, 2, 3, 4)))
    return Pens(by_hand if values["levels"] == "by_hand" else (50, 100, 150, 200), 0, bool(values["smooth"]))


def draw(recipe: Recipe, drawing: Drawing, photo: Picture | None, boxes: Sequence[Box] = (), seed: int = 0) -> Picture:
    """The drawing as an encoder of that recipe sees it, in the recipe's size.

    Raises UsageError for a drawing that makes no sense, and for an encoder that takes none.
    """
    check_drawing(drawing)
    pens = need_pens(recipe)
    channels = split_channels(draw_start(recipe, drawing, photo, boxes, seed))
    for stroke in drawing.strokes:
        draw_stroke(channels, pens, stroke)
    return merge_channels(channels)


def need_pens(recipe: Recipe) -> Pens:
    """The same as pens_of. Raises UsageError where there are none."""
    pens = pens_of(recipe)
    if pens is None:
        remedy = "Take one that paints from contours, binary layers, edges or a sketch"
        raise UsageError("this encoder does not paint from a drawing", remedy=remedy)
    return pens


def draw_start(
    recipe: Recipe, drawing: Drawing, photo: Picture | None, boxes: Sequence[Box] = (), seed: int = 0
) -> Picture:
    """What lies under the strokes. boxes: the face of the photo that is seen, else the middle of the whole of it."""
    pens = need_pens(recipe)
    if drawing.start is DrawingStart.PHOTO:
        if photo is None:
            raise UsageError("the photo under this drawing is missing", remedy="Add the photo first")
        return filter_input(recipe, seen_part(recipe, photo, boxes), seed)
    paper = np.full((recipe.size[1], recipe.size[0]), pens.paper, np.uint8)
    if drawing.start is DrawingStart.LINES:
        ink = unpack_ink(drawing.lines, recipe.width)
        paper = (
            np.asarray(255 - ink, np.uint8) if pens.paper else np.minimum(thin_lines(ink), np.uint8(pens.values[-1]))
        )
    return merge_channels([paper] * 3)


def seen_part(recipe: Recipe, photo: Picture, boxes: Sequence[Box]) -> Picture:
    """The part of the photo that a drawing starts from, unfiltered, in the recipe's size."""
    if boxes:
        return face_input(recipe, photo, boxes[0])
    return to_network_input(cut_whole(photo, whole_size(recipe.width)), recipe.width)


def draw_stroke(channels: Sequence[Channel], pens: Pens, stroke: Stroke, since: int = 0) -> Area:
    """Draw a stroke into the three channels, from its point number `since` on; the area that may have changed.

    A stroke drawn in parts is to the bit the stroke drawn at once.
    """
    scale = channels[0].shape[1] / TRAINING_SIZE[0]
    value = _ink(pens, stroke.value)
    kind = cv2.LINE_AA if pens.smooth else cv2.LINE_8
    wanted = [channel for channel, name in zip(channels, _CHANNELS, strict=True) if name in stroke.channels]
    points = [(_placed(x, scale), _placed(y, scale), _wide(width, scale)) for x, y, width in stroke.points]
    for number in range(since, len(points)):
        before, (x, y, width) = points[max(0, number - 1)], points[number]
        for channel in wanted:
            cv2.line(channel, before[:2], (x, y), value, width, kind, 4)
    return _area_of(points[max(0, since - 1) :], channels[0].shape[1], channels[0].shape[0])


def check_drawing(drawing: Drawing) -> None:
    """Raises UsageError for a drawing that no hand has drawn: recipes come from outside."""
    if len(drawing.strokes) > MAX_STROKES or sum(len(one.points) for one in drawing.strokes) > MAX_POINTS:
        raise UsageError("this drawing has too many strokes")
    for stroke in drawing.strokes:
        sound = stroke.value is None or 0 <= stroke.value <= 255
        sound &= bool(stroke.points) and set(stroke.channels) <= set(_CHANNELS)
        far = any(max(abs(x), abs(y)) > _FARTHEST * STEPS for x, y, _ in stroke.points)
        if far or not sound or not all(0 < width <= WIDEST * STEPS for _, _, width in stroke.points):
            raise UsageError("a stroke of this drawing is none that a pen could draw")


def _ink(pens: Pens, value: int | None) -> int:
    """Where lines are only on or off, every pen is on."""
    if value is None:
        return pens.paper
    return pens.values[0] if len(pens.values) == 1 else value


def _placed(at: int, scale: float) -> int:
    """In sixteenths of a pixel from the middle of the first one, which is where OpenCV counts from."""
    return round(at * scale) - STEPS // 2


def _wide(width: int, scale: float) -> int:
    return max(1, round(width * scale / STEPS))


def _area_of(points: Sequence[tuple[int, int, int]], width: int, height: int) -> Area:
    reach = max(wide for _, _, wide in points) / 2 + 2
    across, down = [x / STEPS for x, _, _ in points], [y / STEPS for _, y, _ in points]
    return (
        max(0, int(min(across) - reach)),
        max(0, int(min(down) - reach)),
        min(width, int(max(across) + reach) + 1),
        min(height, int(max(down) + reach) + 1),
    )
