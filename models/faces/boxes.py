"""The geometry of face boxes: pure functions on numbers. They know no picture, no project and no screen.

A box is the crop rectangle, 3:4, in the pixels of the upright photo. Handles are named by compass points.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from models.records import CROP_SIZE, Box

Handle = Literal["nw", "n", "ne", "e", "se", "s", "sw", "w"]
Point = tuple[float, float]
Square = tuple[float, float, float, float]
"""x, y, width, height of what a cascade reports."""

RATIO = CROP_SIZE[1] / CROP_SIZE[0]
"""Height over width: 4/3."""

SMALLEST = 12.0
"""Width in px below which a box can't be made: fewer pixels than that are no face."""

# Where each handle sits, in half widths and half heights from the centre.
HANDLES: dict[Handle, Point] = {
    "nw": (-1, -1),
    "n": (0, -1),
    "ne": (1, -1),
    "e": (1, 0),
    "se": (1, 1),
    "s": (0, 1),
    "sw": (-1, 1),
    "w": (-1, 0),
}


def crop_box_from_haar(x: float, y: float, width: float, height: float) -> Box:
    """The crop rectangle around a Haar box: half as wide again and 4/3 as high as wide, centred upwards."""
    more_width = width / 2
    more_height = more_width * 4 / 3
    new_width = width + more_width
    return Box(x - more_width / 2, y - 0.75 * more_height, new_width, new_width * 4 / 3)


def haar_from_crop_box(box: Box) -> Square:
    """The inner square of a crop rectangle, from brow to chin: the inverse of crop_box_from_haar for square boxes."""
    side = box.width / 1.5
    return box.x + side / 4, box.y + side / 2, side, side


def box_about(centre: Point, width: float, angle: float = 0.0) -> Box:
    """The 3:4 box of that width about a point."""
    return Box(centre[0] - width / 2, centre[1] - width * RATIO / 2, width, width * RATIO, angle)


def shift_inside(box: Box, photo_width: int, photo_height: int) -> Box:
    """The box moved, never resized, by the least that brings it onto the photo.

    Where it is larger than the photo it comes to cover it; the cut fills the rest by reflection.
    """
    x = _clamp(box.x, min(0.0, photo_width - box.width), max(0.0, photo_width - box.width))
    y = _clamp(box.y, min(0.0, photo_height - box.height), max(0.0, photo_height - box.height))
    return replace(box, x=x, y=y)


def keep_on_photo(box: Box, photo_width: int, photo_height: int) -> Box:
    """What an edit may leave: the centre on the photo, 12 px at least, at most twice the photo's longer side wide."""
    width = _clamp(box.width, SMALLEST, _widest(photo_width, photo_height))
    x, y = box.centre
    return box_about((_clamp(x, 0, photo_width), _clamp(y, 0, photo_height)), width, box.angle)


def nudge(box: Box, dx: float, dy: float, photo_width: int, photo_height: int) -> Box:
    """The box moved by (dx, dy), its centre kept on the photo."""
    return keep_on_photo(replace(box, x=box.x + dx, y=box.y + dy), photo_width, photo_height)


def scale_about_centre(box: Box, factor: float, photo_width: int, photo_height: int) -> Box:
    """The box made larger or smaller about its centre: what the wheel and [ ] do."""
    return keep_on_photo(box_about(box.centre, box.width * factor, box.angle), photo_width, photo_height)


def turn(box: Box, degrees: float) -> Box:
    """The box turned clockwise about its centre; its angle stays within -180 (not included) to 180."""
    return replace(box, angle=_upright_within(box.angle + degrees))


def carry_point(point: Point, quarters: int, photo_width: int, photo_height: int) -> Point:
    """Where a point of the photo comes to lie when the photo is turned clockwise by so many quarters."""
    x, y = point
    places = ((x, y), (photo_height - y, x), (photo_width - x, photo_height - y), (y, photo_width - x))
    return places[quarters % 4]


def carry_box(box: Box, quarters: int, photo_width: int, photo_height: int) -> Box:
    """The box as it comes to lie when the photo is turned clockwise by so many quarters: over the same pixels."""
    if quarters % 4 == 0:
        return box
    centre = carry_point(box.centre, quarters, photo_width, photo_height)
    left, top = centre[0] - box.width / 2, centre[1] - box.height / 2
    return Box(left, top, box.width, box.height, _upright_within(box.angle + 90 * (quarters % 4)))


def turn_to_mouse(box: Box, start: Point, to: Point, notch: float = 0.0) -> Box:
    """The box after a drag about its centre from one point to another; a notch makes its angle a multiple of that.

    Only the way counts, not where it began: taking hold of the grip turns nothing.
    """
    angle = _upright_within(box.angle + _bearing(box.centre, to) - _bearing(box.centre, start))
    return replace(box, angle=_upright_within(round(angle / notch) * notch) if notch else angle)


def turn_grips(box: Box, away: float) -> tuple[Point, Point, Point]:
    """Where a box can be taken hold of to turn it: `away` px over its top or under its foot, or within, a quarter down.

    Which of them is in sight is for the screen to say.
    """
    half = box.height / 2
    return _outside(box, (0, -half - away)), _outside(box, (0, half + away)), _outside(box, (0, -half / 2))


def bounds(box: Box) -> Square:
    """The upright rectangle (x, y, width, height) that a turned box reaches into."""
    points = corners(box)
    left, top = (min(point[axis] for point in points) for axis in (0, 1))
    right, bottom = (max(point[axis] for point in points) for axis in (0, 1))
    return left, top, right - left, bottom - top


def seen_part(box: Box, photo_width: int, photo_height: int) -> Square:
    """The part of those bounds that lies on the photo."""
    x, y, width, height = bounds(box)
    left, right = (_clamp(value, 0, photo_width) for value in (x, x + width))
    top, bottom = (_clamp(value, 0, photo_height) for value in (y, y + height))
    return left, top, right - left, bottom - top


def handle_points(box: Box) -> dict[Handle, Point]:
    """Where the eight handles lie on the photo."""
    return {name: _outside(box, (u * box.width / 2, v * box.height / 2)) for name, (u, v) in HANDLES.items()}


def corners(box: Box) -> tuple[Point, Point, Point, Point]:
    """The four corners from top left clockwise, turned by the box's angle."""
    u, v = box.width / 2, box.height / 2
    return _outside(box, (-u, -v)), _outside(box, (u, -v)), _outside(box, (u, v)), _outside(box, (-u, v))


def contains(box: Box, x: float, y: float) -> bool:
    u, v = _inside(box, (x, y))
    return abs(u) <= box.width / 2 and abs(v) <= box.height / 2


def hit(box: Box, x: float, y: float, reach: float) -> Handle | Literal["inside"] | None:
    """What of a box lies under a point: the nearest handle within reach (photo px), the inside, or nothing."""
    distances = {name: math.dist(point, (x, y)) for name, point in handle_points(box).items()}
    nearest = min(distances, key=lambda name: distances[name])
    if distances[nearest] <= reach:
        return nearest
    return "inside" if contains(box, x, y) else None


def topmost(boxes: Iterable[Box], x: float, y: float) -> int | None:
    """Which of the boxes a click means: the smallest under the point, so that none can hide another."""
    under = [(box.width, index) for index, box in enumerate(boxes) if contains(box, x, y)]
    return min(under)[1] if under else None


def resize_from_handle(box: Box, handle: Handle, x: float, y: float, photo_width: int, photo_height: int) -> Box:
    """The box after its handle was dragged to (x, y), 3:4 throughout: the opposite corner or side stays put.

    A side handle grows the other axis evenly about the middle; a corner follows the larger of the two pulls.
    """
    u, v = HANDLES[handle]
    pulled_x, pulled_y = _inside(box, (x, y))
    wide = pulled_x * u + box.width / 2
    high = (pulled_y * v + box.height / 2) / RATIO
    wanted = wide if v == 0 else high if u == 0 else max(wide, high)
    width = _clamp(wanted, SMALLEST, _widest(photo_width, photo_height))
    # the anchor stays: the centre moves by half of what was added, towards the handle, as far as the photo goes
    step = _turn((u / 2, v / 2 * RATIO), box.angle)
    low, high = _room(box.centre, step, photo_width, photo_height)
    grown = max(_clamp(width - box.width, low, high), SMALLEST - box.width)
    centre = (box.centre[0] + grown * step[0], box.centre[1] + grown * step[1])
    return keep_on_photo(box_about(centre, box.width + grown, box.angle), photo_width, photo_height)


def box_from_drag(x0: float, y0: float, x1: float, y1: float, photo_width: int, photo_height: int) -> Box:
    """The 3:4 box drawn from one corner towards another; it covers the larger of the two pulls.

    It may reach over the photo's edge until its centre lies there; the first corner stays where it was put.
    """
    step = (0.5 if x1 >= x0 else -0.5, RATIO / 2 if y1 >= y0 else -RATIO / 2)
    width = max(abs(x1 - x0), abs(y1 - y0) / RATIO, SMALLEST)
    width = max(SMALLEST, min(width, _room((x0, y0), step, photo_width, photo_height)[1]))
    x = x0 if x1 >= x0 else x0 - width
    y = y0 if y1 >= y0 else y0 - width * RATIO
    return keep_on_photo(Box(x, y, width, width * RATIO), photo_width, photo_height)


def intersection_over_union(a: Square, b: Square) -> float:
    """Shared area over joint area of two upright rectangles, 0 to 1."""
    wide = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    high = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    if wide <= 0 or high <= 0:
        return 0.0
    shared = wide * high
    return shared / (a[2] * a[3] + b[2] * b[3] - shared)


def same_face(a: Box, b: Box) -> bool:
    """Whether two boxes mean one face: their inner squares share a third, or their centres all but meet."""
    inner_a, inner_b = haar_from_crop_box(a), haar_from_crop_box(b)
    near = math.dist(a.centre, b.centre) < min(inner_a[2], inner_b[2]) / 3
    return near or intersection_over_union(inner_a, inner_b) > 1 / 3


def _inside(box: Box, point: Point) -> Point:
    """A point of the photo in the box's own frame: from its centre, turned back by its angle."""
    return _turn((point[0] - box.centre[0], point[1] - box.centre[1]), -box.angle)


def _outside(box: Box, point: Point) -> Point:
    """The way back: from the box's frame to the photo."""
    x, y = _turn(point, box.angle)
    return box.centre[0] + x, box.centre[1] + y


def _turn(point: Point, degrees: float) -> Point:
    """Clockwise on a screen, where y points down."""
    if degrees == 0:
        return point
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return point[0] * cosine - point[1] * sine, point[0] * sine + point[1] * cosine


def _bearing(centre: Point, point: Point) -> float:
    """The direction of a point seen from the centre, in degrees, clockwise."""
    return math.degrees(math.atan2(point[1] - centre[1], point[0] - centre[0]))


def _upright_within(degrees: float) -> float:
    """The same angle between -180 (not included) and 180."""
    turned = math.remainder(degrees, 360.0)
    return 180.0 if turned <= -180.0 else turned


def _room(start: Point, step: Point, photo_width: int, photo_height: int) -> tuple[float, float]:
    """How many steps a point on the photo can go back and forth before it leaves it: (least, most)."""
    low, high = -math.inf, math.inf
    for at, by, end in zip(start, step, (photo_width, photo_height), strict=True):
        if abs(by) > 1e-9 and 0 <= at <= end:
            limits = sorted(((0 - at) / by, (end - at) / by))
            low, high = max(low, limits[0]), min(high, limits[1])
    return low, high


def _widest(photo_width: int, photo_height: int) -> float:
    return max(SMALLEST, 2.0 * max(photo_width, photo_height))


def _clamp(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)
