"""Dots must keep the tone, lie where size and angle say, and be on or off."""

from __future__ import annotations

import numpy as np
import pytest

from models.cv import cv2
from models.filters import apply_step, step

ANGLES = [0, 15, 30, 45, 75, 90]


def flat(value, side=240):
    return np.full((side, side, 3), value, np.uint8)


@pytest.mark.parametrize("angle", ANGLES)
@pytest.mark.parametrize("size", [5, 8, 32])
def test_a_flat_gray_is_on_in_its_share_of_the_pixels(size, angle):
    """Small upright dots meet few distinct heights of the wave, so they keep the tone less well."""
    for value in (32, 96, 160, 224):
        on = np.mean(apply_step(flat(value), step("halftone", size=size, angle=angle)) == 255)
        assert on == pytest.approx(value / 255, abs=0.06 if size < 8 else 0.03)


@pytest.mark.parametrize("colour", [False, True])
def test_black_stays_black_and_white_stays_white(colour):
    assert not apply_step(flat(0), step("halftone", colour=colour)).any()
    assert (apply_step(flat(255), step("halftone", colour=colour)) == 255).all()


def test_a_pixel_is_only_on_or_off(astronaut):
    for colour in (False, True):
        assert set(np.unique(apply_step(astronaut, step("halftone", colour=colour)))) == {0, 255}


def test_brighter_never_means_fewer_dots_of_light():
    drawn = np.array([apply_step(flat(value, 40), step("halftone"))[..., 0] for value in range(0, 256, 15)], int)
    assert (np.diff(drawn, axis=0) >= 0).all()


def strongest_wave(drawn):
    """The frequency (across, down) per pixel that stands out, and its mirror image dropped."""
    power = np.abs(np.fft.fft2(drawn - drawn.mean()))
    down, across = np.unravel_index(np.argmax(power[: drawn.shape[0] // 2]), (drawn.shape[0] // 2, drawn.shape[1]))
    return np.fft.fftfreq(drawn.shape[1])[across], np.fft.fftfreq(drawn.shape[0])[down]


@pytest.mark.parametrize("angle", ANGLES)
@pytest.mark.parametrize("size", [6, 10])
def test_the_dots_lie_as_far_apart_and_as_turned_as_asked(size, angle):
    across, down = strongest_wave(apply_step(flat(200), step("halftone", size=size, angle=angle))[..., 0].astype(float))
    assert 1 / np.hypot(across, down) == pytest.approx(size, rel=0.05)
    turned = np.degrees(np.arctan2(down, across)) % 90
    assert min(abs(turned - angle % 90), 90 - abs(turned - angle % 90)) < 3


@pytest.mark.parametrize("size", [4, 20])
def test_upright_dots_repeat_after_their_size(size):
    drawn = apply_step(flat(200, 4 * size), step("halftone", size=size, angle=0))[..., 0]
    assert np.array_equal(drawn[:, :size], drawn[:, 2 * size : 3 * size])
    assert np.array_equal(drawn[:size], drawn[3 * size :])


def test_a_dot_is_one_piece_in_a_light_tone_and_a_hole_in_a_dark_one():
    """Clustered dots, unlike scattered ones: one of each for a square of size x size."""
    for value, ink in ((200, 0), (55, 255)):
        drawn = apply_step(flat(value, 160), step("halftone", size=16, angle=0))[..., 0]
        inside = np.pad((drawn == ink)[8:152, 8:152].astype(np.uint8), 1)
        pieces = cv2.connectedComponents(inside, connectivity=8)[0] - 1
        assert 9 * 9 <= pieces <= 10 * 10


def test_in_colour_each_ink_has_its_classic_angle():
    """At 45 degrees for black: cyan (seen in red) 15, magenta (in green) 75, yellow (in blue) 0."""
    drawn = apply_step(flat(160), step("halftone", size=8, colour=True))
    for channel, angle in enumerate((15, 75, 0)):
        alone = apply_step(flat(160), step("halftone", size=8, angle=angle))[..., channel]
        assert np.array_equal(drawn[..., channel], alone)


def test_in_colour_a_channel_of_its_own_is_cut_by_its_own_screen(astronaut):
    drawn = apply_step(astronaut, step("halftone", colour=True))
    only_red = astronaut * np.array([1, 0, 0], np.uint8)
    assert np.array_equal(apply_step(only_red, step("halftone", colour=True))[..., 0], drawn[..., 0])


def test_a_whole_photo_too_large_to_keep_its_screen_is_cut_by_the_same_one(astronaut):
    large = np.tile(astronaut, (4, 5, 1))
    assert large.shape[0] * large.shape[1] > 1_000_000
    drawn = apply_step(large, step("halftone"))
    assert np.array_equal(drawn[:512, :512], apply_step(astronaut, step("halftone")))
