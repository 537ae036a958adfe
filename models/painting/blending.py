"""Paintings and photos put together: strength, faces back into their photo. Colours are models.images.colour's."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from models.cv import cv2
from models.errors import UsageError
from models.images.colour import recolour, resize, tint
from models.records import CROP_SIZE, Box, Picture

Mask = npt.NDArray[np.float32]
"""How much of the painting counts, 0 to 1, shape (height, width)."""

FEATHER = 0.35
"""Share of the way from a face's centre to its edge over which its painting fades into the photo."""

_MOST = 4.0
"""A box larger than the photo by this factor shows nothing but reflections: refused."""


def mix(photo: Picture, painting: Picture, strength: float) -> Picture:
    """strength of the painting over the rest of the photo; at 0 and 1 exactly one of them."""
    if strength >= 1:
        return painting
    if strength <= 0:
        return photo.copy()
    return np.asarray(cv2.addWeighted(photo, 1 - strength, painting, strength, 0), np.uint8)


def check_box(box: Box, width: int, height: int) -> None:
    """Raises UsageError for a box that can't be a face on a photo of that size."""
    longest = _MOST * max(width, height)
    numbers = (box.x, box.y, box.width, box.height, box.angle)
    if not np.isfinite(numbers).all() or not (1 <= box.width <= longest and 1 <= box.height <= longest):
        raise UsageError("a box can't be a face on this photo", why=f"{box.width:g} x {box.height:g} px")
    if max(abs(box.x), abs(box.y)) > longest or abs(box.angle) > 360:
        raise UsageError("a box lies far outside the photo", why=f"{box.x:g}, {box.y:g}, {box.angle:g} degrees")


def put_back(
    photo: Picture, box: Box, painting: Picture, strength: float, *, luma_of: Picture | None = None, colour: float
) -> None:
    """Paint a face into photo, in place, fading out towards the edges of what was painted.

    painting: 4:5 in any size, what became of to_network_input(cut_crop(photo, box)): the central 360x450 of the box's
    360x480, so it lands on the box's own centre. luma_of: only colours are painted, over this picture's light and dark.
    """
    width = max(1, round(box.width))
    height = max(1, round(box.height * _PAINTED_HEIGHT / CROP_SIZE[1]))
    left, top, right, bottom = _bounds(box, width, height, photo)
    if right <= left or bottom <= top:
        return
    turn = _placing(box, width, height, left, top)
    size = (right - left, bottom - top)
    face = np.asarray(
        cv2.warpAffine(
            resize(painting, width, height), turn, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        ),
        np.uint8,
    )
    mask = cv2.warpAffine(_feathered(width, height), turn, size, flags=cv2.INTER_LINEAR, borderValue=0)
    place = photo[top:bottom, left:right]
    painted = recolour(face, colour) if luma_of is None else tint(luma_of[top:bottom, left:right], face, colour)
    weight = (mask * np.float32(strength))[:, :, None]
    mixed = np.rint(place + (painted.astype(np.float32) - place) * weight).astype(np.uint8)
    if luma_of is not None:  # three roundings would move the luma by two levels
        mixed = np.where(weight > 0, tint(luma_of[top:bottom, left:right], mixed, 1.0), place)
    place[:] = mixed


_PAINTED_HEIGHT = CROP_SIZE[0] * 5 / 4
"""450: the rows of a 360x480 crop that a network sees."""


def _placing(box: Box, width: int, height: int, left: int, top: int) -> npt.NDArray[np.float64]:
    """The affine matrix from the painted face, width x height px, to the photo, whose window starts at left, top."""
    angle = np.deg2rad(box.angle)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    stretch = np.diag([box.width / width, box.height * _PAINTED_HEIGHT / CROP_SIZE[1] / height])
    matrix = turn @ stretch
    # pixel centres lie at half pixels, on both sides
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    centre = np.array(box.centre) - 0.5 - (left, top)
    return np.hstack([matrix, (centre - matrix @ middle)[:, None]])


def _bounds(box: Box, width: int, height: int, photo: Picture) -> tuple[int, int, int, int]:
    """left, top, right, bottom of the window of the photo that the turned face can touch."""
    angle = np.deg2rad(box.angle)
    cos, sin = abs(np.cos(angle)), abs(np.sin(angle))
    half_width = (width * cos + height * sin) / 2 + 2
    half_height = (width * sin + height * cos) / 2 + 2
    x, y = box.centre
    return (
        max(0, int(x - half_width)),
        max(0, int(y - half_height)),
        min(photo.shape[1], int(x + half_width) + 1),
        min(photo.shape[0], int(y + half_height) + 1),
    )


def _feathered(width: int, height: int) -> Mask:
    """1 over the face, falling smoothly to 0 along a rounded outline: a head is no rectangle, and corners show."""
    across, down = (np.abs((np.arange(length) + 0.5) / length * 2 - 1) ** _ROUND for length in (width, height))
    radius = (down[:, None] + across) ** (1 / _ROUND)
    rise = np.clip((1 - radius) / FEATHER, 0, 1)
    return np.asarray(rise * rise * (3 - 2 * rise), np.float32)


_ROUND = 2.5
"""Exponent of the outline: 2 is an ellipse, which would leave out the hair; large ones are a rectangle."""
