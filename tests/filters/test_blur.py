"""The Gaussian blur and its two numbers."""

from __future__ import annotations

import numpy as np

from models.filters import apply_step, step


def point() -> np.ndarray:
    picture = np.zeros((41, 41, 3), np.uint8)
    picture[20, 20] = 255
    return picture


def test_the_defaults_are_a_window_of_three_all_but_flat():
    result = apply_step(point(), step("blur"))
    assert set(result[19:22, 19:22].ravel().tolist()) <= {28, 29}
    assert np.count_nonzero(result) == 27


def test_a_small_sigma_leaves_most_of_the_light_in_the_middle():
    result = apply_step(point(), step("blur", kernel=9, sigma=0.5))[..., 0]
    assert result[20, 20] > 2 * result[20, 21] > 0


def test_an_even_window_counts_as_the_next_odd_one(astronaut):
    even, odd = (apply_step(astronaut, step("blur", kernel=side)) for side in (4, 5))
    assert np.array_equal(even, odd)


def test_a_window_of_one_changes_nothing(astronaut):
    assert np.array_equal(apply_step(astronaut, step("blur", kernel=1)), astronaut)
