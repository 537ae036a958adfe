"""Height lines: which ones are drawn, where, and how bright."""

from __future__ import annotations

import numpy as np
import pytest

from models.cv import cv2
from models.filters import apply_step, step


def hill(size: int = 101) -> np.ndarray:
    """A cone, 255 in the middle, in red only."""
    rows, columns = np.mgrid[:size, :size] - size // 2
    picture = np.zeros((size, size, 3), np.uint8)
    picture[..., 0] = np.clip(255 - 5 * np.hypot(rows, columns), 0, 255)
    return picture


def as_defined(picture, levels=3 * [(50, 100, 150, 200)]):
    """The definition word by word, one contour at a time. levels: those of each channel."""
    result = np.zeros_like(picture)
    for channel in range(3):
        layer = np.zeros(picture.shape[:2], np.uint8)
        for level in levels[channel]:
            above = (picture[..., channel] > level).astype(np.uint8)
            found, _ = cv2.findContours(above, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
            for outline in found:
                cv2.drawContours(layer, [outline], 0, level, 1, cv2.LINE_AA)
        result[..., channel] = layer
    return result


def test_the_defaults_are_the_definition(astronaut):
    assert np.array_equal(apply_step(astronaut, step("contours")), as_defined(astronaut))


def test_levels_from_the_picture_are_each_channel_s_quantiles(astronaut):
    shares = (20, 40, 60, 80)
    levels = [
        [int(np.percentile(astronaut[..., c], share, method="inverted_cdf")) for share in shares] for c in range(3)
    ]
    assert all(1 <= level <= 254 for channel in levels for level in channel)
    assert np.array_equal(apply_step(astronaut, step("contours", levels="from_picture")), as_defined(astronaut, levels))


@pytest.mark.parametrize(("value", "level"), [(0, 1), (255, 254)])
def test_levels_from_a_picture_all_black_or_white_stay_within_what_can_be_drawn(value, level):
    picture = np.full((60, 50, 3), value, np.uint8)
    picture[20:40, 15:35] = 255 - value
    drawn = apply_step(picture, step("contours", levels="from_picture", smooth=False))
    assert set(np.unique(drawn).tolist()) == {0, level}


def test_a_dark_photo_has_lines_only_with_levels_of_its_own(astronaut):
    dark = astronaut // 6
    assert not apply_step(dark, step("contours")).any()
    assert np.count_nonzero(apply_step(dark, step("contours", levels="from_picture"))) > 10_000


def test_all_levels_of_nesting_are_found(astronaut):
    """The flat list must hold as many outlines as the tree, holes within islands included."""
    above = (astronaut[..., 0] > 100).astype(np.uint8)
    flat, _ = cv2.findContours(above, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    tree, _ = cv2.findContours(above, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    assert sorted(one.tobytes() for one in flat) == sorted(one.tobytes() for one in tree)


def test_a_hill_gives_four_rings_as_bright_as_their_heights():
    result = apply_step(hill(), step("contours", smooth=False))
    assert sorted(set(result[..., 0].ravel().tolist())) == [0, 50, 100, 150, 200]
    middle = result[50, 50:, 0]
    places = {level: int(np.flatnonzero(middle == level)[0]) for level in (50, 100, 150, 200)}
    assert places[50] > places[100] > places[150] > places[200]
    assert places[100] == pytest.approx((255 - 100) / 5, abs=1)


def test_a_channel_is_drawn_only_in_itself():
    result = apply_step(hill(), step("contours"))
    assert result[..., 0].any()
    assert not result[..., 1:].any()


def test_an_island_in_a_hole_is_drawn_too():
    picture = np.zeros((60, 60, 3), np.uint8)
    for inset, value in ((5, 120), (15, 0), (25, 120)):
        picture[inset:-inset, inset:-inset] = value
    drawn = apply_step(picture, step("contours"))[30, :, 0]
    assert all(drawn[place - 2 : place + 3].any() for place in (5, 15, 25))


def test_a_flat_picture_has_no_lines():
    for value in (0, 50):
        assert not apply_step(np.full((40, 30, 3), value, np.uint8), step("contours")).any()


def test_softened_edges_and_wider_lines_cover_more(astronaut):
    hard = apply_step(hill(), step("contours", smooth=False))
    soft = apply_step(hill(), step("contours"))
    wide = apply_step(hill(), step("contours", line=4))
    assert np.count_nonzero(hard) < np.count_nonzero(soft) < np.count_nonzero(wide)
