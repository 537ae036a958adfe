"""The metadata a person sorts and judges by."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.cv import cv2
from models.photos.facts import measure


def flat(red: int, green: int, blue: int, height: int = 20, width: int = 30):
    return np.full((height, width, 3), (red, green, blue), np.uint8)


@given(red=st.integers(0, 255), green=st.integers(0, 255), blue=st.integers(0, 255))
def test_a_flat_picture_has_its_own_colour_as_means(red, green, blue):
    facts = measure(flat(red, green, blue), None, False)
    assert (facts.mean_red, facts.mean_green, facts.mean_blue) == pytest.approx((red, green, blue))
    assert facts.brightness == pytest.approx((red + green + blue) / 3)
    assert facts.sharpness == 0


@pytest.mark.parametrize(
    ("colour", "name"), [((90, 10, 10), "red"), ((10, 90, 10), "green"), ((10, 10, 90), "blue"), ((50, 50, 50), "none")]
)
def test_the_dominant_channel_is_named(colour, name):
    assert measure(flat(*colour), None, False).dominant == name


def test_means_of_a_photo_agree_with_the_full_picture(astronaut):
    facts = measure(astronaut, "2020-01-01T00:00:00", True)
    assert np.abs(np.array([facts.mean_red, facts.mean_green, facts.mean_blue]) - astronaut.mean((0, 1))).max() < 0.5
    assert (facts.taken, facts.rotated, facts.gray) == ("2020-01-01T00:00:00", True, False)


def test_a_blurred_photo_is_less_sharp_and_a_gray_one_is_gray(astronaut):
    blurred = cv2.GaussianBlur(astronaut, (0, 0), 5)
    assert measure(blurred, None, False).sharpness * 4 < measure(astronaut, None, False).sharpness
    gray = cv2.cvtColor(cv2.cvtColor(astronaut, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    assert measure(gray, None, False).gray


@given(width=st.integers(1, 9), height=st.integers(1, 9))
def test_the_smallest_pictures_have_facts_too(width, height):
    facts = measure(flat(1, 2, 3, height, width), None, False)
    assert np.isfinite(facts.sharpness)
    assert len(facts.perceptual_hash) == 16
