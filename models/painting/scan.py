"""A scanned or photographed drawing cleaned to ink on paper, packed into a short text, and drawn again in any size."""

from __future__ import annotations

import base64
import binascii
import zlib

import numpy as np

from models.cv import cv2
from models.errors import UsageError
from models.filters.filter import Channel
from models.filters.levels import otsu
from models.records import Picture

SIZE = (512, 640)
"""Width and height that the lines are kept in: fine enough for the largest network."""
MAX_PACKED = 56_000
"""Characters: ink that could not be packed at all takes 54,616."""
_BITS = SIZE[0] * SIZE[1] // 8
_FAINTEST = 24
"""Levels darker than the paper: less is its grain."""
_SPECK = 8
"""Pixels: smaller spots are dust."""
_SHADOW = 31
"""Pixels: what is wider and dark is no line but a shadow on the paper."""


def clean_scan(picture: Picture) -> str:
    """The lines of a drawing, the whole of it centred on a 4:5 paper, packed. Light lines on dark count as well.

    Raises UsageError when there are none.
    """
    gray = _fitted(np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8))
    # paper is what stays when everything narrow and dark is closed: its shadows and folds go with it
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_SHADOW, _SHADOW))
    paper = cv2.GaussianBlur(cv2.morphologyEx(gray, cv2.MORPH_CLOSE, brush), (_SHADOW, _SHADOW), 0)
    even = cv2.divide(gray, cv2.max(paper, 1), scale=255)  # type: ignore[call-overload]
    ink = np.asarray(255 - even, np.uint8)
    mask = np.asarray(ink > max(_FAINTEST, otsu(ink) * 2 // 3), np.uint8)
    count, parts, facts, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    kept = facts[:, cv2.CC_STAT_AREA] >= _SPECK
    kept[0] = False
    if count < 2 or not kept.any():
        raise UsageError("no lines were found on this drawing", remedy="Take one that is drawn dark on light paper")
    return _pack(kept[parts])


def unpack_ink(lines: str, width: int) -> Channel:
    """How much ink lies on each pixel of a 4:5 paper of that width, 0 to 255. Raises UsageError for a damaged text."""
    try:
        unpacker = zlib.decompressobj()
        bits = unpacker.decompress(base64.b64decode(lines[: MAX_PACKED + 1], validate=True), _BITS + 1)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise UsageError("the lines of this drawing are damaged", why=str(error)[:100]) from error
    if len(bits) != _BITS or len(lines) > MAX_PACKED:
        raise UsageError("the lines of this drawing are damaged", why="they have another size")
    mask = np.unpackbits(np.frombuffer(bits, np.uint8)).reshape(SIZE[1], SIZE[0]) * np.uint8(255)
    return np.asarray(cv2.resize(mask, (width, width * 5 // 4), interpolation=cv2.INTER_AREA), np.uint8)


def thin_lines(ink: Channel) -> Channel:
    """255 along the middle of every line, one pixel wide (Zhang and Suen 1984); 0 elsewhere, and along the edge."""
    mask = np.zeros_like(ink, bool)
    mask[1:-1, 1:-1] = ink[1:-1, 1:-1] >= _FAINTEST * 3
    before = -1
    while before != (before := int(mask.sum())):
        for first in (True, False):
            mask &= ~_peel(mask, first)
    return np.where(mask, np.uint8(255), np.uint8(0))


def _peel(mask: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], first: bool) -> np.ndarray:
    """The pixels of one side of every line that can go without cutting it."""
    north, east, south, west = (np.roll(mask, by, axis) for by, axis in ((1, 0), (-1, 1), (-1, 0), (1, 1)))
    northeast, southeast = np.roll(north, -1, 1), np.roll(south, -1, 1)
    southwest, northwest = np.roll(south, 1, 1), np.roll(north, 1, 1)
    around = (north, northeast, east, southeast, south, southwest, west, northwest)
    neighbours = sum(one.astype(np.uint8) for one in around)
    turns = sum((~one & after).astype(np.uint8) for one, after in zip(around, (*around[1:], around[0]), strict=True))
    if first:
        side = ~(north & east & south) & ~(east & south & west)
    else:
        side = ~(north & east & west) & ~(north & south & west)
    return np.asarray(mask & (neighbours >= 2) & (neighbours <= 6) & (turns == 1) & side)


def _fitted(gray: Channel) -> Channel:
    """The whole picture in SIZE, dark on light, what is missing at its sides continued."""
    if np.median(gray) < 100:
        gray = np.asarray(255 - gray, np.uint8)
    height, width = gray.shape
    scale = min(SIZE[0] / width, SIZE[1] / height)
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(gray, (across, down), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    left, top = (SIZE[0] - across) // 2, (SIZE[1] - down) // 2
    paper = float(np.percentile(small, 90))
    sides = (top, SIZE[1] - down - top, left, SIZE[0] - across - left)
    return np.asarray(cv2.copyMakeBorder(small, *sides, cv2.BORDER_CONSTANT, value=paper), np.uint8)


def _pack(mask: np.ndarray) -> str:
    return base64.b64encode(zlib.compress(np.packbits(mask).tobytes(), 9)).decode("ascii")
