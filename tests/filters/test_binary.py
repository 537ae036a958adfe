"""Three layers, each with its own level."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from skimage.filters import threshold_otsu

from models.filters import apply_step, step
from tests.filters.test_every_filter import pictures


def test_each_channel_has_its_own_level(astronaut):
    result = apply_step(astronaut, step("binary", red=40, green=120, blue=200))
    assert np.array_equal(result, np.where(astronaut > [40, 120, 200], 255, 0))


def test_the_lowest_level_lets_all_but_black_through_and_the_highest_nothing(astronaut):
    low = apply_step(astronaut, step("binary", red=0, green=0, blue=0))
    high = apply_step(astronaut, step("binary", red=255, green=255, blue=255))
    assert np.array_equal(low == 255, astronaut > 0)
    assert not high.any()


def test_automatic_levels_are_those_of_otsu(astronaut):
    result = apply_step(astronaut, step("binary", levels="otsu", red=3))
    for channel in range(3):
        level = threshold_otsu(astronaut[..., channel])
        expected = np.where(astronaut[..., channel] > level, 255, 0)
        assert np.mean(result[..., channel] != expected) < 0.005


def test_levels_at_the_median_leave_the_upper_half_on(astronaut):
    result = apply_step(astronaut, step("binary", levels="median"))
    for channel in range(3):
        layer = astronaut[..., channel]
        median = np.percentile(layer, 50, method="lower")
        assert np.array_equal(result[..., channel] == 255, layer > median)
    assert 0.45 < np.mean(result == 255) <= 0.5


@given(picture=pictures, levels=st.tuples(*3 * [st.integers(0, 255)]))
def test_any_size_is_cut_channel_by_channel(picture, levels):
    chosen = step("binary", **dict(zip(("red", "green", "blue"), levels, strict=True)))
    assert np.array_equal(apply_step(picture, chosen), np.where(picture > levels, 255, 0))
