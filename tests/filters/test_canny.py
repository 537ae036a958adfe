"""Thin edges per channel, with levels given or found."""

from __future__ import annotations

import numpy as np

from models.cv import cv2
from models.filters import apply_step, step


def test_the_defaults_are_canny_140_255_per_channel(astronaut):
    result = apply_step(astronaut, step("canny"))
    for channel in range(3):
        layer = np.ascontiguousarray(astronaut[..., channel])
        assert np.array_equal(result[..., channel], cv2.Canny(layer, 140, 255))


def test_lower_levels_show_more_edges(astronaut):
    few = apply_step(astronaut, step("canny", low=300, high=600))
    many = apply_step(astronaut, step("canny", low=20, high=60))
    assert 0 < np.count_nonzero(few) < np.count_nonzero(many)


def test_crossed_levels_mean_the_same_as_uncrossed(astronaut):
    crossed = apply_step(astronaut, step("canny", low=255, high=140))
    assert np.array_equal(crossed, apply_step(astronaut, step("canny")))


def test_automatic_levels_follow_each_channel_s_median(astronaut):
    result = apply_step(astronaut, step("canny", levels="median", spread=0.4))
    for channel in range(3):
        layer = np.ascontiguousarray(astronaut[..., channel])
        median = int(np.percentile(layer, 50, method="lower"))
        expected = cv2.Canny(layer, 0.6 * median, min(255.0, 1.4 * median))
        assert np.array_equal(result[..., channel], expected)


def test_automatic_levels_find_edges_in_a_dark_photo(astronaut):
    dark = astronaut // 6
    assert not apply_step(dark, step("canny", low=300, high=500)).any()
    assert apply_step(dark, step("canny", levels="median")).any()


def test_otsu_s_level_is_the_high_one_and_half_of_it_the_low_one(astronaut):
    result = apply_step(astronaut, step("canny", levels="otsu", low=7, high=9))
    for channel in range(3):
        layer = np.ascontiguousarray(astronaut[..., channel])
        high = cv2.threshold(layer, 0, 255, cv2.THRESH_OTSU)[0]
        assert np.array_equal(result[..., channel], cv2.Canny(layer, high / 2, high))
