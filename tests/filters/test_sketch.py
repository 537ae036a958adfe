"""The dodge of luma over its blurred inverse, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from models.cv import cv2
from models.filters import apply_step, step


def gray(values):
    return np.repeat(np.array(values, np.uint8)[..., None], 3, axis=2)


@pytest.mark.parametrize("value", [1, 60, 255])
def test_a_flat_picture_is_empty_paper(value):
    assert (apply_step(gray(np.full((20, 30), value)), step("sketch")) == 255).all()


def test_black_stays_black():
    assert not apply_step(gray(np.zeros((20, 30))), step("sketch", strength=1)).any()


def test_a_dark_line_is_drawn_as_its_share_of_the_light_around_it():
    """A line of 60 on 240, one pixel wide; the window of radius 1 weighs 1 : 2 : 1."""
    values = np.full((9, 9), 240)
    values[:, 4] = 60
    drawn = apply_step(gray(values), step("sketch", radius=1, strength=1))[4, :, 0]
    around = 0.25 * 240 + 0.5 * 60 + 0.25 * 240
    assert drawn[4] == round(255 * 60 / around) == 102
    assert (np.delete(drawn, 4) == 255).all()


@pytest.mark.parametrize(("strength", "expected"), [(0.5, 178), (1.0, 102), (1.5, 26), (2.0, 0)])
def test_strength_is_how_far_a_stroke_is_from_white(strength, expected):
    values = np.full((9, 9), 240)
    values[:, 4] = 60
    assert apply_step(gray(values), step("sketch", radius=1, strength=strength))[4, 4, 0] == expected


def test_it_is_the_dodge_over_the_blurred_inverse_on_a_photo(astronaut):
    """Written as it is told: invert, blur, dodge. What the blur rounds may differ by one level of the divisor."""
    luma = apply_step(astronaut, step("gray"))[..., 0].astype(float)
    around = 255 - cv2.GaussianBlur((255 - luma).astype(np.uint8), (9, 9), 0).astype(float)
    low, high = (np.minimum(255, 255 * luma / np.maximum(around + by, 1)) for by in (1, -1))
    drawn = apply_step(astronaut, step("sketch", strength=1))
    assert (drawn == drawn[..., :1]).all()
    assert (drawn[..., 0] >= low - 0.5).all()
    assert (drawn[..., 0] <= high + 0.5).all()


def test_a_lone_bright_pixel_on_black_is_paper_not_ink():
    values = np.zeros((99, 99))
    values[50, 50] = 1
    assert apply_step(gray(values), step("sketch", radius=40, strength=1))[50, 50].tolist() == [255, 255, 255]


def test_in_colour_the_strokes_are_those_of_the_pencil(astronaut):
    pencil = apply_step(astronaut, step("sketch"))[..., 0].astype(int)
    crayons = apply_step(astronaut, step("sketch", colour=True))
    luma = apply_step(crayons, step("gray"))[..., 0].astype(int)
    inside = ((crayons > 0) & (crayons < 255)).all(axis=2)
    assert np.ptp(crayons.astype(int), axis=2).max() > 60
    assert inside.mean() > 0.02
    assert np.quantile(np.abs(luma - pencil)[inside], 0.99) <= 1
