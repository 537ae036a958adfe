"""A photo goes through the network at the size training made of it, whatever its shape and the encoder's width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.painting.sizes import MAX_PIXELS, working_size
from models.records import WIDTHS

SIDES = st.integers(1, 70_000)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_photo_of_the_training_ratio_is_seen_exactly_as_in_training(width):
    size = working_size(512, 640, width)
    assert (size.padded_width, size.padded_height, size.left, size.top) == (width, width * 5 // 4, 0, 0)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_square_portrait_and_a_wide_photo_keep_their_scale(width):
    height = width * 5 // 4
    assert working_size(512, 512, width).height == height
    wide = working_size(4000, 3000, width)
    assert (wide.width, wide.height) == (round(height * 4 / 3), height)


@given(SIDES, SIDES, st.sampled_from(WIDTHS))
def test_any_photo_fits_the_network_and_memory(width, height, seen):
    size = working_size(width, height, seen)
    assert size.cell * 4 == seen
    assert size.padded_width % size.cell == size.padded_height % size.cell == 0
    assert 0 <= size.left < size.cell
    assert 0 <= size.top < size.cell
    assert 1 <= size.width <= size.padded_width
    assert 1 <= size.height <= size.padded_height
    assert size.width * size.height <= MAX_PIXELS * 1.1 + 70_000


@given(st.integers(200, 6000), st.integers(200, 6000), st.sampled_from(WIDTHS))
def test_nothing_is_squeezed(width, height, seen):
    size = working_size(width, height, seen)
    across, down = size.width / width, size.height / height
    assert abs(across / down - 1) < 0.5 / size.width + 0.5 / size.height + 1e-9
