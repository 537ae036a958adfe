"""The random cut: inside the crop, sharp, and exactly the training picture where there is no chance."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.datasets.augmentation import Cut, cut_out, draw_cut, make_roomy
from models.faces.crops import training_picture
from tests.datasets.crops import make_crops

CROP = make_crops(1)[0].picture
places = st.floats(0, 1, exclude_max=True)


def test_without_jitter_it_is_exactly_the_training_picture():
    assert np.array_equal(cut_out(make_roomy(CROP, 0), Cut(0.9, 0.1)), training_picture(CROP))


def test_a_flip_is_the_mirror_and_owns_its_pixels():
    roomy = make_roomy(CROP, 16)
    flipped = cut_out(roomy, Cut(0.3, 0.3, flip=True))
    assert np.array_equal(flipped[:, ::-1], cut_out(roomy, Cut(0.3, 0.3)))
    assert flipped.flags.c_contiguous
    assert not np.shares_memory(flipped, roomy)


def test_the_roomy_picture_is_the_crop_as_sharp_as_it_can_be():
    assert make_roomy(CROP, 16).shape == (340, 272, 3)
    # with 104 px more the central 360x450 is not resized at all
    assert np.array_equal(make_roomy(CROP, 104), CROP[15:465])


@given(across=places, down=places, jitter=st.integers(0, 64), flip=st.booleans())
def test_every_cut_lies_inside_and_has_the_training_size(across, down, jitter, flip):
    roomy = np.zeros((round((256 + jitter) * 1.25), 256 + jitter, 3), np.uint8)
    roomy[:, :, 0] = np.arange(roomy.shape[1]) % 256
    cut = cut_out(roomy, Cut(across, down, flip))
    assert cut.shape == (320, 256, 3)
    assert not np.shares_memory(cut, roomy)


def test_chance_reaches_every_place_and_both_sides():
    generator = np.random.default_rng(0)
    cuts = [draw_cut(generator, True) for _ in range(2000)]
    assert {int(cut.across * 17) for cut in cuts} == set(range(17))
    assert {int(cut.down * 21) for cut in cuts} == set(range(21))
    assert 900 < sum(cut.flip for cut in cuts) < 1100


def test_switching_flips_off_leaves_the_places():
    one, other = (draw_cut(np.random.default_rng(3), flip) for flip in (True, False))
    assert (one.across, one.down) == (other.across, other.down)
    assert not other.flip
