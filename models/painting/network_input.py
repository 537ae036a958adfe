"""What an encoder gets to see of a photo: scaled, cut and filtered as in training. No torch: previews show it too."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image

from models.cv import cv2
from models.faces.crops import crop_size, cut_crop, to_network_input, whole_size
from models.images.colour import resize
from models.painting.blending import put_back
from models.painting.sizes import WorkingSize, working_size
from models.recipes.filtering import filter_input
from models.records import Box, PaintOptions, PaintSource, Picture, Recipe


def face_input(recipe: Recipe, photo: Picture, box: Box) -> Picture:
    """The face under a 3:4 box as the recipe's training pictures were cut, in the recipe's size, unfiltered."""
    return to_network_input(cut_crop(photo, box, crop_size(recipe.width)), recipe.width)


def whole_input(recipe: Recipe, photo: Picture) -> tuple[Picture, WorkingSize]:
    """The photo at the scale of the recipe's training pictures within a reflected border, unfiltered, and its place.

    It is scaled in the two steps in which training gets there: to the size that crops are kept at, then to what a
    network sees. So a 4:5 photo is to the bit what was learned from, and the middle of any other one all but is; only
    a photo that has the network's own size is left as it is.
    """
    height, width = photo.shape[:2]
    size = working_size(width, height, recipe.width)
    between = photo
    if (width, height) != (size.width, size.height):
        kept = whole_size(recipe.width)[0] / recipe.width
        between = _resized(photo, max(1, round(size.width * kept)), max(1, round(size.height * kept)))
    framed = cv2.copyMakeBorder(
        _resized(between, size.width, size.height),
        size.top,
        size.padded_height - size.height - size.top,
        size.left,
        size.padded_width - size.width - size.left,
        cv2.BORDER_REFLECT_101,
    )
    return np.asarray(framed, np.uint8), size


def take_out(framed: Picture, size: WorkingSize) -> Picture:
    """The photo's part of a picture with a border around it."""
    return framed[size.top : size.top + size.height, size.left : size.left + size.width]


def show_network_input(recipe: Recipe, photo: Picture, options: PaintOptions, boxes: Sequence[Box] = ()) -> Picture:
    """The photo in its own size, showing what the encoder gets of it: the whole, or the faces in their places."""
    if options.source is PaintSource.FACES:
        shown = photo.copy()
        for box in boxes:
            face = filter_input(recipe, face_input(recipe, photo, box), options.seed)
            put_back(shown, box, face, 1.0, colour=1.0)
        return shown
    framed, size = whole_input(recipe, photo)
    return resize(take_out(filter_input(recipe, framed, options.seed), size), photo.shape[1], photo.shape[0])


def _resized(picture: Picture, width: int, height: int) -> Picture:
    """The picture in that size, with the very resampling that made the training pictures."""
    if (picture.shape[1], picture.shape[0]) == (width, height):
        return picture
    return np.array(Image.fromarray(picture).resize((width, height), Image.Resampling.BICUBIC), dtype=np.uint8)
