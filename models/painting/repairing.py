"""Repairs the damaged places of a photo with an encoder, at the photo's own resolution, tile by tile. No file."""

from __future__ import annotations

from functools import partial

import numpy as np

from models.cv import cv2
from models.filters import apply_chain
from models.filters.holes import fill_holes
from models.filters.mask import is_mask
from models.painting.blending import mix
from models.painting.closing import Floats, Hole, close_holes
from models.painting.encoder import Encoder
from models.painting.photo_mask import mask_from_text
from models.recipes.holes import learned_holes
from models.records import Chain, PaintOptions, Picture

_OVERLAP = 64
"""Pixels that two tiles share, over which one gives way to the other."""


def repair(encoder: Encoder, picture: Picture, options: PaintOptions) -> Picture:
    """The picture with what lies under the options' mask repaired; every other pixel stays to the bit.

    An encoder whose recipe takes nothing out of its pictures has nothing to say: the places are then closed from
    what is round them alone. Raises UsageError for a mask of another size.
    """
    hole = mask_from_text(options.mask, picture.shape[1], picture.shape[0])
    knows = learned_holes(encoder.header.recipe)
    closed = close_holes(picture, hole, partial(_expected, encoder, options.seed) if knows else _nothing)
    if options.soft > 0:
        weight = np.minimum(cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 3) / (options.soft + 1), 1)
        closed = np.rint(picture + (closed.astype(np.float32) - picture) * weight[:, :, None]).astype(np.uint8)
    return mix(picture, closed, options.strength)


def _nothing(_picture: Picture, _hole: Hole) -> None:
    return None


def _expected(encoder: Encoder, seed: int, picture: Picture, hole: Hole) -> Floats:
    """What the encoder paints wherever something is missing, 0 elsewhere."""
    recipe = encoder.header.recipe
    width, height = recipe.width, recipe.width * 5 // 4
    rows, columns = hole.shape
    down, across = max(0, height - rows), max(0, width - columns)
    framed = cv2.copyMakeBorder(picture, 0, down, 0, across, cv2.BORDER_REPLICATE)
    taken = cv2.copyMakeBorder(hole.astype(np.uint8) * 255, 0, down, 0, across, cv2.BORDER_CONSTANT)
    total, weights = np.zeros(framed.shape, np.float32), np.full(taken.shape, 1e-6, np.float32)
    window = _window(width, height)
    for top in _starts(framed.shape[0], height):
        for left in _starts(framed.shape[1], width):
            place = np.s_[top : top + height, left : left + width]
            if taken[place].any():
                shown = _show(
                    recipe.input, np.asarray(framed[place], np.uint8), np.asarray(taken[place], np.uint8), seed
                )
                total[place] += encoder.paint(shown) * window[:, :, None]
                weights[place] += window
    return np.asarray((total / weights[:, :, None])[:rows, :columns], np.float32)


def _show(chain: Chain, picture: Picture, taken: Picture, seed: int) -> Picture:
    """The picture as training showed it, but with the holes where they are instead of anywhere by chance."""
    for step in chain:
        if is_mask(step):
            picture = fill_holes(picture, taken, str(dict(step.values).get("fill", "gray")), (0, seed))
        else:
            picture = apply_chain(picture, (step,), seed)
    return picture


def _starts(length: int, tile: int) -> list[int]:
    """Where tiles begin, so that they cover the length and share at least _OVERLAP."""
    steps = max(1, -(-(length - _OVERLAP) // (tile - _OVERLAP)))
    return sorted({round(number * (length - tile) / max(1, steps - 1)) for number in range(steps)})


def _window(width: int, height: int) -> Floats:
    """How much a tile counts: 1 in its middle, falling to almost nothing at its rim."""
    across, down = (np.minimum(np.arange(n) + 1, n - np.arange(n)) for n in (width, height))
    return np.asarray(np.minimum(np.minimum.outer(down, across) / _OVERLAP, 1), np.float32)
