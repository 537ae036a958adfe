"""Slopes by the 3x3 kernels, by hand and against the definition."""

from __future__ import annotations

import numpy as np
import pytest

from models.filters import apply_step, step


def as_defined(channel, strength):
    """The definition with whole numbers, the picture mirrored beyond its edge without repeating it."""
    seen = np.pad(channel.astype(int), 1, mode="reflect")
    rows, columns = channel.shape

    def at(down, across):
        return seen[1 + down : 1 + down + rows, 1 + across : 1 + across + columns]

    dx = at(-1, 1) + 2 * at(0, 1) + at(1, 1) - at(-1, -1) - 2 * at(0, -1) - at(1, -1)
    dy = at(1, -1) + 2 * at(1, 0) + at(1, 1) - at(-1, -1) - 2 * at(-1, 0) - at(-1, 1)
    return np.minimum(255, np.rint(strength / 4 * np.sqrt(dx**2 + dy**2)))


def test_a_step_of_forty_is_four_times_forty_over_four():
    picture = np.zeros((6, 8, 3), np.uint8)
    picture[:, 4:, 1] = 40
    drawn = apply_step(picture, step("sobel", strength=1))
    assert drawn[3, :, 1].tolist() == [0, 0, 0, 40, 40, 0, 0, 0]
    assert not drawn[..., [0, 2]].any()


def test_an_edge_between_black_and_white_is_white_at_strength_one():
    picture = np.zeros((6, 8, 3), np.uint8)
    picture[3:] = 255
    assert apply_step(picture, step("sobel", strength=1)).max() == 255
    assert apply_step(picture, step("sobel", strength=0.5)).max() == 128


@pytest.mark.parametrize("strength", [0.5, 1.0, 2.0, 10.0])
def test_it_is_the_definition_on_a_photo(astronaut, strength):
    """160 rows, so that several strips meet, and the last one is not whole."""
    crop = np.ascontiguousarray(astronaut[:160, 150:260])
    drawn = apply_step(crop, step("sobel", strength=strength))
    for channel in range(3):
        assert np.array_equal(drawn[..., channel], as_defined(crop[..., channel], strength))


@pytest.mark.parametrize("height", [63, 64, 65, 66, 127, 128, 129])
def test_no_seam_shows_where_strips_meet(astronaut, height):
    crop = np.ascontiguousarray(astronaut[:height, 200:230])
    assert np.array_equal(apply_step(crop, step("sobel"))[..., 0], as_defined(crop[..., 0], 2))


def test_gray_is_the_slope_of_luma(astronaut):
    of_gray = apply_step(apply_step(astronaut, step("gray")), step("sobel"))
    assert np.array_equal(apply_step(astronaut, step("sobel", gray=True)), of_gray)


def test_white_paper_is_the_negative(astronaut):
    plain = apply_step(astronaut, step("sobel"))
    assert np.array_equal(apply_step(astronaut, step("sobel", paper=True)), 255 - plain)


def test_a_flat_picture_has_no_edges_even_at_its_frame():
    assert not apply_step(np.full((30, 40, 3), 200, np.uint8), step("sobel", strength=10)).any()
