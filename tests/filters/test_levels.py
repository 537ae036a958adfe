"""Levels that a channel sets by itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from models.filters.levels import median, otsu, quantiles

channels = arrays.arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9)))


def test_quantiles_by_hand():
    channel = np.array([[10, 20, 30, 40, 50]], np.uint8)
    assert quantiles(channel, (20, 21, 40, 60, 80, 100)) == [10, 20, 20, 30, 40, 50]
    assert median(channel) == 30
    assert median(channel[:, :4]) == 20


@given(channel=channels, percent=st.integers(1, 100))
def test_a_quantile_is_the_lowest_value_that_enough_pixels_do_not_exceed(channel, percent):
    level = quantiles(channel, (percent,))[0]
    assert level in channel
    assert 100 * np.count_nonzero(channel <= level) >= percent * channel.size
    assert 100 * np.count_nonzero(channel < level) < percent * channel.size


@pytest.mark.parametrize(("values", "low", "high"), [([10, 10, 200, 200], 10, 199), ([0, 0, 0, 255], 0, 254)])
def test_otsu_lies_between_two_heaps(values, low, high):
    assert low <= otsu(np.array([values], np.uint8)) <= high


def test_otsu_of_a_flat_channel_is_zero():
    assert otsu(np.full((4, 4), 90, np.uint8)) == 0
