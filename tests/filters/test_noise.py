"""Noise must be normal, seeded, and know nothing of the picture."""

from __future__ import annotations

import numpy as np
import pytest

from models.filters import apply_step, step

BLACK = np.zeros((320, 256, 3), np.uint8)


def test_nothing_of_the_picture_is_left():
    assert np.array_equal(apply_step(BLACK, step("noise")), apply_step(BLACK + 200, step("noise")))


@pytest.mark.parametrize("sigma", [5.0, 20.0, 42.5])
def test_it_is_normal_about_the_middle(sigma):
    values = apply_step(BLACK, step("noise", sigma=sigma)).astype(float)
    within = np.abs(values - 127.5) < sigma
    assert values.mean() == pytest.approx(127.5, abs=0.5)
    assert values.std() == pytest.approx(sigma, rel=0.02)
    assert within.mean() == pytest.approx(0.683, abs=0.03)


def test_three_sigmas_fit_between_black_and_white():
    values = apply_step(BLACK, step("noise"))
    cut = np.mean((values == 0) | (values == 255))
    assert 0.001 < cut < 0.006


def test_channels_and_pixels_are_independent():
    values = apply_step(BLACK, step("noise")).astype(float)
    assert abs(np.corrcoef(values[..., 0].ravel(), values[..., 1].ravel())[0, 1]) < 0.02
    assert abs(np.corrcoef(values[:, 1:].ravel(), values[:, :-1].ravel())[0, 1]) < 0.02


def test_gray_noise_is_the_same_on_all_channels():
    values = apply_step(BLACK, step("noise", gray=True))
    assert (values == values[..., :1]).all()
    assert values.std() > 40


def test_the_recipe_s_seed_and_the_caller_s_seed_both_count():
    pictures = [apply_step(BLACK, step("noise", seed=own), seed=caller) for own in (0, 1) for caller in (0, 1, -1)]
    assert len({picture.tobytes() for picture in pictures}) == 6


def test_the_noise_of_a_seed_is_the_same_in_every_version():
    """A painting from noise must be paintable again years later."""
    values = apply_step(BLACK, step("noise", seed=3), seed=4)
    assert values[0, :2].ravel().tolist() == [115, 27, 152, 182, 54, 137]
    assert int(values.astype(np.int64).sum()) == 31357571
