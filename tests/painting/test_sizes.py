"""A photo goes through the network at the size training made of it, whatever its shape."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.painting.sizes import CELL, MAX_PIXELS, working_size

SIDES = st.integers(1, 70_000)


def test_a_photo_of_the_training_ratio_is_seen_exactly_as_in_training():
    size = working_size(512, 640)
    assert (size.padded_width, size.padded_height, size.left, size.top) == (256, 320, 0, 0)


def test_a_square_portrait_and_a_wide_photo_keep_their_scale():
    assert working_size(512, 512).height == 320
    assert (working_size(4000, 3000).width, working_size(4000, 3000).height) == (427, 320)


@given(SIDES, SIDES)
def test_any_photo_fits_the_network_and_memory(width, height):
    size = working_size(width, height)
    assert size.padded_width % CELL == size.padded_height % CELL == 0
    assert 0 <= size.left < CELL
    assert 0 <= size.top < CELL
    assert 1 <= size.width <= size.padded_width
    assert 1 <= size.height <= size.padded_height
    assert size.width * size.height <= MAX_PIXELS * 1.1 + 70_000


@given(st.integers(200, 6000), st.integers(200, 6000))
def test_nothing_is_squeezed(width, height):
    size = working_size(width, height)
    across, down = size.width / width, size.height / height
    assert abs(across / down - 1) < 0.5 / size.width + 0.5 / size.height + 1e-9
