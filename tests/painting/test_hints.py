"""Colour points on a photo: words, geometry, and that an encoder of the chroma network paints by them."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch

from models.cv import cv2
from models.errors import UsageError
from models.gallery.painting_file import recipe_from_text, recipe_to_text
from models.networks import GENERATORS
from models.paint_records import Hint
from models.painting.encoder import read_encoder
from models.painting.encoder_file import write_encoder
from models.painting.hints import hint_from_text, points_on_face, points_on_whole
from models.painting.painter import paint_picture
from models.painting.sizes import working_size
from models.records import Box, PaintingRecipe, PaintOptions, PaintSource
from tests.painting.encoders import recipe_of

RED = Hint(300.0, 100.0, 200, 20, 20)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    """Never trained, but it sees the points: its answer is loud, and every weight of the last layer is drawn."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        network = GENERATORS.get("chroma").build(4)
        with torch.no_grad():
            network.last.weight.mul_(3)
    path = tmp_path_factory.mktemp("encoders") / "chroma.bottega"
    told = {"title": "Tiny", "recipe": recipe_of(), "size": "sketch", "base_channels": 4, "generator": "chroma"}
    write_encoder(path, network.state_dict(), **told)
    return read_encoder(path)


@pytest.fixture(scope="module")
def photo():
    chance = np.random.default_rng(1)
    return cv2.resize(chance.integers(0, 256, (30, 50, 3), np.uint8), (500, 300))


def test_a_point_is_said_in_words() -> None:
    assert hint_from_text("12.5, 8,#AA3322") == Hint(12.5, 8.0, 0xAA, 0x33, 0x22)
    for text in ("", "1,2", "1,2,red", "1..2,3,#000000", "-1,2,#000000", "1e9,2,#000000"):
        with pytest.raises(UsageError, match="point"):
            hint_from_text(text)


def test_points_lie_where_the_photo_goes_in() -> None:
    size = working_size(1000, 800, 256)
    (point,) = points_on_whole([Hint(500, 400, 255, 0, 0)], size, 1000, 800)
    assert (point.x, point.y) == (size.left + size.width / 2, size.top + size.height / 2)
    assert point.chroma == pytest.approx((127.5, -43.0), abs=0.2)
    box = Box(100, 100, 360, 480, 90.0)
    middle, below = points_on_face([Hint(280, 340, 0, 0, 0), Hint(180, 340, 0, 0, 0)], box, recipe_of())
    assert (middle.x, middle.y) == pytest.approx((128, 160))
    assert (below.x, below.y) == pytest.approx((128, 160 + 100 * 320 / 450))  # turned clockwise: down is to the left
    assert points_on_face([Hint(10, 10, 0, 0, 0)], box, recipe_of()) == []


@pytest.mark.parametrize("source", [PaintSource.WHOLE, PaintSource.FACES])
def test_they_change_the_painting_which_keeps_the_luma_and_is_the_same_again(encoder, photo, source) -> None:
    boxes = (Box(200, 20, 180, 240),)
    plain = paint_picture(encoder, photo, PaintOptions(source), boxes)
    options = PaintOptions(source, hints=(RED,))
    recipe = PaintingRecipe("", "", "", "", options, boxes)
    again = recipe_from_text(recipe_to_text(recipe))
    assert again == recipe
    hinted = paint_picture(encoder, photo, options, boxes)
    assert (hinted != plain).any()
    assert (hinted == paint_picture(encoder, photo, again.options, again.boxes)).all()
    luma, wanted = (cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(int) for picture in (hinted, photo))
    assert source is PaintSource.FACES or np.abs(luma - wanted).max() <= 1


def test_the_mirror_image_is_painted_too_unless_told_otherwise(encoder, photo) -> None:
    """The mean of both ways round is the same whichever way round the photo lies, points included."""
    width = photo.shape[1]
    turned = dataclasses.replace(RED, x=width - RED.x)
    usual, other = PaintOptions(hints=(RED,)), PaintOptions(hints=(turned,))
    straight = paint_picture(encoder, photo, usual).astype(int)
    mirrored = paint_picture(encoder, np.ascontiguousarray(photo[:, ::-1]), other)[:, ::-1].astype(int)
    assert np.abs(straight - mirrored).mean() < 0.5
    assert (paint_picture(encoder, photo, dataclasses.replace(usual, mirror=False)) != straight).any()


def test_an_encoder_that_takes_none_says_so(colouriser, photo) -> None:
    with pytest.raises(UsageError, match="no colour points"):
        paint_picture(colouriser, photo, PaintOptions(hints=(RED,)))
