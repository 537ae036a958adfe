"""What an encoder is shown while painting is, bit for bit, what training showed it, at every width."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from torch import nn

from models.cv import cv2
from models.datasets import PairSource, filter_pair, stored_size
from models.faces.crops import cut_crop, cut_whole, to_network_input, whole_size
from models.filters import apply_chain, parse_chain
from models.painting.encoder import Encoder, read_encoder
from models.painting.network_input import face_input, show_network_input, take_out, whole_input
from models.painting.painter import paint_noise, paint_picture
from models.recipes import RECIPES
from models.recipes.filtering import filter_input
from models.records import WIDTHS, Box, CutFrom, PaintOptions, PaintSource, Pairing, Recipe
from tests.datasets.crops import Crop, keep_crops
from tests.painting.encoders import make_encoder, recipe_of

FACES = PaintOptions(source=PaintSource.FACES, strength=1.0)
BOXES = st.builds(
    lambda x, y, width, angle: Box(x, y, width, width * 4 / 3, angle),
    st.floats(-60, 420),
    st.floats(-60, 380),
    st.floats(12, 420),
    st.sampled_from([0.0, 0.0, 12.5, -33.0, 90.0]),
)


def recipe_for(width: int, name: str = "colourise", pairing: Pairing | None = None) -> Recipe:
    recipe = dataclasses.replace(recipe_of(name, CutFrom.FACES), width=width)
    return recipe if pairing is None else dataclasses.replace(recipe, pairing=pairing)


class Listening(nn.Module):
    """A network that answers what it is given, and keeps it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[np.ndarray] = []

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        self.heard.append(((picture[0] + 1) * 127.5).round().to(torch.uint8).permute(1, 2, 0).numpy())
        return picture


@pytest.fixture(scope="module")
def headers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("widths")
    return {width: make_encoder(folder / f"{width}.bottega", width=width) for width in WIDTHS}


def listening(headers, recipe: Recipe) -> tuple[Encoder, Listening]:
    network = Listening()
    return Encoder(dataclasses.replace(headers[recipe.width], recipe=recipe), network, torch.float32), network


@settings(max_examples=25)
@given(BOXES, st.sampled_from(WIDTHS), st.sampled_from(["colourise", "contours", "canny", "noise"]))
def test_a_face_is_painted_from_exactly_what_it_was_learned_from(headers, astronaut, box, width, name):
    recipe = recipe_for(width, name)
    encoder, network = listening(headers, recipe)
    paint_picture(encoder, astronaut, FACES, (box,))
    crop = cut_crop(astronaut, box, stored_size(recipe))
    assert np.array_equal(network.heard[0], filter_input(recipe, cut_whole(crop, recipe.size), 0))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pairs_of_a_run_and_its_paintings_are_cut_alike(tmp_path, headers, astronaut, width):
    """The whole way: a crop goes into a run's store, is read back, made into a pair: the painter gets the same."""
    recipe = recipe_for(width, "contours")
    boxes = [Box(40 + 10 * number, 30, 200, 200 * 4 / 3, 5.0 * number) for number in range(6)]
    crops = [
        Crop(number, number, "Eileen", cut_crop(astronaut, box, stored_size(recipe)), f"{number}.png")
        for number, box in enumerate(boxes)
    ]
    pairs = PairSource(keep_crops(tmp_path, crops), recipe, seed=1, held_out=1)
    for number, box in enumerate(boxes):
        encoder, network = listening(headers, recipe)
        paint_picture(encoder, astronaut, FACES, (box,))
        assert np.array_equal(network.heard[0], pairs.pinned_pair(number)[0])


@pytest.mark.parametrize("name", RECIPES.names())
@pytest.mark.parametrize("pairing", list(Pairing))
def test_the_input_is_filtered_as_a_pair_is(astronaut, name, pairing):
    recipe = recipe_for(128, name, pairing)
    picture = cut_whole(astronaut, recipe.size)
    assert np.array_equal(filter_input(recipe, picture, 77), filter_pair(recipe, picture, picture, 77)[0])


@pytest.mark.parametrize("shape", [(900, 700), (200, 1700), (31, 40), (1, 1)])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_photo_is_framed_in_cells_and_taken_out_whole(astronaut, shape, width):
    photo = cv2.resize(astronaut, shape[::-1])
    framed, size = whole_input(recipe_for(width), photo)
    assert framed.shape[0] % (width // 4) == framed.shape[1] % (width // 4) == 0
    seen = take_out(framed, size)
    assert seen.shape == (size.height, size.width, 3)
    back = cv2.resize(seen, shape[::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(back.astype(int) - photo).mean() < 12


def test_noise_learned_from_is_the_noise_painted_from(headers):
    """Pairs from noise feed it to the chain; a chain with its own noise keeps that; others get plain noise."""
    for recipe, wanted in (
        (recipe_for(128, "colourise", Pairing.NOISE), "noise,gray"),
        (recipe_for(256, "noise"), "noise"),
        (recipe_for(512, "colourise"), "noise"),
    ):
        encoder, network = listening(headers, recipe)
        painting = paint_noise(encoder, 5)
        assert painting.shape == (recipe.size[1], recipe.size[0], 3)
        assert np.array_equal(network.heard[0], apply_chain(np.zeros_like(painting), parse_chain(wanted), 5))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_screen_shows_what_the_encoder_sees(headers, astronaut, width):
    """Painted by a network that answers what it is given, the painting is the very picture shown as before."""
    recipe = recipe_for(width, "contours")
    encoder, _ = listening(headers, recipe)
    options = PaintOptions(keep_luma=False)
    shown = show_network_input(recipe, astronaut, options)
    assert np.array_equal(paint_picture(encoder, astronaut, options), shown)
    boxes = (Box(150, 20, 160, 160 * 4 / 3), Box(300, 250, 90, 120, 20.0))
    shown = show_network_input(recipe, astronaut, FACES, boxes)
    assert np.array_equal(paint_picture(encoder, astronaut, FACES, boxes), shown)


def test_a_face_is_seen_finer_by_a_wider_encoder(astronaut):
    """Detail that a 128 encoder can't see reaches the 512 one: its crop is not enlarged from a small one."""
    box = Box(60, 10, 384, 512)
    fine = astronaut.copy()
    fine[::2] = 255 - fine[::2]  # the finest pattern a photo can have
    contrast = [
        float(np.abs(np.diff(face_input(recipe_for(width), fine, box).astype(int), axis=0)).mean()) for width in WIDTHS
    ]
    assert contrast[0] < contrast[1] < contrast[2]
    assert contrast[2] > 3 * contrast[0]


@pytest.mark.parametrize("width", WIDTHS)
def test_real_networks_of_every_width_paint_whole_faces_and_noise(tmp_path, astronaut, width):
    encoder = read_encoder(make_encoder(tmp_path / "e.bottega", width=width).path)
    assert encoder.header.recipe.width == width
    for shape in ((300, 240), (257, 511)):
        photo = cv2.resize(astronaut, shape[::-1])
        assert paint_picture(encoder, photo, PaintOptions()).shape == photo.shape
        painted = paint_picture(encoder, photo, FACES, (Box(40, 20, 120, 160),))
        assert (painted != photo).any()
        assert np.array_equal(painted[:, 175:], photo[:, 175:])
    assert paint_noise(encoder, 1).shape == (width * 5 // 4, width, 3)


@pytest.mark.parametrize("width", WIDTHS)
@given(across=st.integers(40, 900), chain=st.sampled_from(["gray", "contours", "canny", "blur,sketch", "halftone"]))
@settings(max_examples=12)
def test_a_whole_photo_is_seen_to_the_bit_as_a_training_on_whole_photos_saw_it(astronaut, width, across, chain):
    across = across // 4 * 4
    photo = cv2.resize(astronaut[:500, :400], (across, across * 5 // 4))
    assume(across != width)
    recipe = dataclasses.replace(recipe_for(width), input=parse_chain(chain), cut_from=CutFrom.WHOLE)
    learned = filter_pair(recipe, *2 * [to_network_input(cut_whole(photo, whole_size(width)), width)], 3)[0]
    framed, size = whole_input(recipe, photo)
    assert np.array_equal(take_out(filter_input(recipe, framed, 3), size), learned)


def test_the_middle_of_a_square_photo_is_all_but_what_training_saw(astronaut):
    recipe = dataclasses.replace(RECIPES.get("colourise"), cut_from=CutFrom.WHOLE)
    framed, size = whole_input(recipe, astronaut)
    learned = to_network_input(cut_whole(astronaut, whole_size(256)), 256)
    apart = cv2.absdiff(np.ascontiguousarray(take_out(framed, size)[:, 32:288]), learned)[:, 4:-4]
    assert apart.max() <= 1  # where a pixel lies half-way between two levels
    assert np.count_nonzero(apart) < 0.001 * apart.size
