"""Equal parts of the scale, each one flat tone from black to white."""

from __future__ import annotations

import numpy as np
import pytest

from models.filters import apply_step, step

RAMP = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)


@pytest.mark.parametrize(
    ("levels", "tones"), [(2, [0, 255]), (3, [0, 128, 255]), (4, [0, 85, 170, 255]), (6, [0, 51, 102, 153, 204, 255])]
)
def test_the_tones_lie_evenly_from_black_to_white(levels, tones):
    assert np.unique(apply_step(RAMP, step("posterise", levels=levels))).tolist() == tones


@pytest.mark.parametrize("levels", range(2, 17))
def test_every_tone_stands_for_an_equal_part_of_the_scale(levels):
    drawn = apply_step(RAMP, step("posterise", levels=levels))[0, :, 0]
    counts = np.unique(drawn, return_counts=True)[1]
    assert len(counts) == levels
    assert counts.max() - counts.min() <= 1
    assert (np.diff(drawn.astype(int)) >= 0).all()


def test_the_steps_of_four_levels_begin_at_64_128_and_192():
    drawn = apply_step(RAMP, step("posterise"))[0, :, 0]
    assert np.flatnonzero(np.diff(drawn.astype(int))).tolist() == [63, 127, 191]


def test_each_channel_goes_by_itself():
    picture = np.array([[[10, 100, 250]]], np.uint8)
    assert apply_step(picture, step("posterise")).tolist() == [[[0, 85, 255]]]


def test_brightness_alone_leaves_grays_gray_and_posterises_them():
    drawn = apply_step(RAMP, step("posterise", luma=True))
    assert np.array_equal(drawn, apply_step(RAMP, step("posterise")))


def test_brightness_alone_moves_all_three_colours_together(astronaut):
    """A colour keeps its hue: red less green stays what it was, but for rounding and where a colour leaves the cube."""
    drawn = apply_step(astronaut, step("posterise", luma=True)).astype(int)
    inside = ((drawn > 0) & (drawn < 255)).all(axis=2)
    before = astronaut.astype(int)
    assert inside.mean() > 0.3
    for one, other in ((0, 1), (1, 2)):
        moved = (drawn[..., one] - drawn[..., other]) - (before[..., one] - before[..., other])
        assert np.abs(moved[inside]).max() <= 4
