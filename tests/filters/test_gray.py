"""Gray must be the luma that painting later puts back."""

from __future__ import annotations

import numpy as np

from models.filters import apply_step, step


def test_gray_is_the_luma_of_bt601_on_three_channels(astronaut):
    result = apply_step(astronaut, step("gray"))
    luma = astronaut @ np.array([0.299, 0.587, 0.114])
    assert (result == result[..., :1]).all()
    assert np.abs(result[..., 0] - luma).max() <= 1


def test_gray_of_gray_changes_nothing(astronaut):
    once = apply_step(astronaut, step("gray"))
    assert np.array_equal(apply_step(once, step("gray")), once)
