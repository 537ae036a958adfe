"""Squares become their mean, and grow back."""

from __future__ import annotations

import numpy as np
import pytest

from models.filters import apply_step, step


def means(picture, factor):
    """The mean of each square, the picture continued by its last column and row."""
    down, across = -picture.shape[0] % factor, -picture.shape[1] % factor
    whole = np.pad(picture, ((0, down), (0, across), (0, 0)), mode="edge")
    rows, columns = whole.shape[0] // factor, whole.shape[1] // factor
    return whole.reshape(rows, factor, columns, factor, 3).mean(axis=(1, 3))


def test_two_by_two_pixels_become_their_mean():
    picture = np.array([[[10], [20], [200]], [[30], [40], [100]]], np.uint8).repeat(3, axis=2)
    drawn = apply_step(picture, step("downscale", factor="2", smooth=False))
    assert drawn[..., 0].tolist() == [[25, 25, 150], [25, 25, 150]]


@pytest.mark.parametrize("factor", [2, 3, 4, 8])
@pytest.mark.parametrize("size", [(48, 72), (50, 71), (49, 65)])
def test_squares_are_means_of_a_photo(astronaut, factor, size):
    crop = np.ascontiguousarray(astronaut[100 : 100 + size[0], 180 : 180 + size[1]])
    drawn = apply_step(crop, step("downscale", factor=factor, smooth=False))
    expected = means(crop, factor).repeat(factor, axis=0).repeat(factor, axis=1)[: size[0], : size[1]]
    assert np.abs(drawn - expected).max() <= 0.5


@pytest.mark.parametrize("factor", [2, 3, 4, 8])
def test_smooth_growth_runs_straight_from_middle_to_middle(factor):
    """Two squares of 40 and 200: between their middles a straight line, beyond them flat."""
    picture = np.full((factor, 2 * factor, 3), 40, np.uint8)
    picture[:, factor:] = 200
    drawn = apply_step(picture, step("downscale", factor=factor))[0, :, 0].astype(int)
    places = np.clip((np.arange(2 * factor) + 0.5 - factor / 2) / factor, 0, 1)
    assert np.abs(drawn - (40 + 160 * places)).max() <= 1


def test_both_ways_of_growing_start_from_the_same_small_picture(astronaut):
    for smooth in (False, True):
        drawn = apply_step(astronaut, step("downscale", factor="8", smooth=smooth))
        assert drawn.mean() == pytest.approx(astronaut.mean(), abs=0.5)
        assert drawn.astype(float).std() < astronaut.astype(float).std()


def test_a_picture_smaller_than_a_square_becomes_flat():
    picture = np.array([[[0] * 3, [100] * 3]], np.uint8)
    drawn = apply_step(picture, step("downscale", factor="8"))
    assert np.unique(drawn).tolist() == [round((0 + 7 * 100) / 8)]
