"""Damage drawn over a photo is closed better than OpenCV closes it, and not one pixel beside it changes."""

from __future__ import annotations

import numpy as np
import pytest

from models.cv import cv2
from models.errors import UsageError
from models.filters.chance import draw_from
from models.filters.holes import draw_damage
from models.images.likeness import psnr
from models.painting.closing import close_holes
from models.painting.encoder import load_encoder
from models.painting.painter import paint_picture
from models.painting.photo_mask import mask_to_text
from models.records import PaintOptions
from tests.painting.encoders import make_encoder


@pytest.fixture(scope="module")
def inpainter(tmp_path_factory):
    path = tmp_path_factory.mktemp("repair") / "inpainter.bottega"
    make_encoder(path, "inpainting", width=128)
    return load_encoder(path)


def damaged(photo):
    """The photo with white scratches, and where they are."""
    drawn = draw_damage(*photo.shape[:2], "scratches", 4, draw_from((3,)))
    return np.asarray(cv2.copyTo(np.full_like(photo, 255), drawn, photo.copy())), drawn > 0


def test_scratches_are_closed_a_decibel_better_than_opencv_does(astronaut):
    photo = np.ascontiguousarray(astronaut[:256, 100:356])
    given, hole = damaged(photo)
    closed = close_holes(given, hole, lambda *_: None)
    theirs = max(
        psnr(np.asarray(cv2.inpaint(given, hole.astype(np.uint8), 3, how)), photo, hole)
        for how in (cv2.INPAINT_TELEA, cv2.INPAINT_NS)
    )
    assert psnr(closed, photo, hole) > theirs + 1
    assert psnr(closed, photo, hole) > psnr(given, photo, hole) + 6


@pytest.mark.parametrize("shape", [(1, 1), (3, 90), (150, 201)])
@pytest.mark.parametrize("soft", [0, 5])
def test_nothing_beside_the_mask_changes_with_an_encoder_that_paints_nonsense(inpainter, astronaut, shape, soft):
    photo = np.ascontiguousarray(astronaut[: shape[0], 100 : 100 + shape[1]])
    mask = np.zeros(shape, np.bool_)
    mask[shape[0] // 3 : shape[0] // 3 + 70, shape[1] // 4 : shape[1] // 4 + 40] = True
    options = PaintOptions(mask=mask_to_text(mask), soft=soft)
    repaired = paint_picture(inpainter, photo, options)
    assert np.array_equal(repaired[~mask], photo[~mask])
    assert np.array_equal(repaired, paint_picture(inpainter, photo, options))


def test_a_mask_of_another_photo_is_refused(inpainter, astronaut):
    with pytest.raises(UsageError, match="7 x 5"):
        paint_picture(inpainter, astronaut, PaintOptions(mask=mask_to_text(np.ones((5, 7), np.bool_))))
