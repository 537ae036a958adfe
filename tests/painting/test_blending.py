"""Paintings go over photos without moving, squeezing or darkening anything."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.cv import cv2
from models.errors import UsageError
from models.faces.crops import cut_crop, training_picture
from models.filters import apply_step, step
from models.images.colour import recolour, tint
from models.painting.blending import check_box, mix, put_back
from models.records import Box


def _luma(picture):
    return cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(int)


def test_colour_over_its_own_luma_gives_the_photo_back(astronaut):
    gray = apply_step(astronaut, step("gray"))
    again = tint(gray, astronaut, 1.0)
    assert np.abs(again.astype(int) - astronaut).mean() < 1.0


def test_a_gray_photo_keeps_every_level_of_its_luma(astronaut):
    gray = apply_step(astronaut, step("gray"))
    assert np.array_equal(tint(gray, astronaut, 0.0), gray)
    colourless = np.full_like(astronaut[:10, :10], 90)
    assert np.array_equal(tint(gray, colourless, 1.0), gray)


def test_small_chroma_is_stretched_without_moving(astronaut):
    gray = apply_step(astronaut, step("gray"))
    small = cv2.resize(astronaut, (128, 128), interpolation=cv2.INTER_AREA)
    again = tint(gray, small, 1.0).astype(float)
    error = [np.abs(again - np.roll(astronaut, shift, axis=1)).mean() for shift in (-2, 0, 2)]
    assert error[1] < min(error[0], error[2])


def test_colour_strength_is_a_factor_on_chroma(astronaut):
    assert recolour(astronaut, 1.0) is astronaut
    gray = recolour(astronaut, 0.0)
    assert np.ptp(gray.astype(int), axis=2).max() == 0
    assert np.abs(_luma(gray) - _luma(astronaut)).max() <= 1
    spread = [np.ptp(recolour(astronaut, colour).astype(int), axis=2).mean() for colour in (0.5, 1.0, 1.5)]
    assert spread[0] < spread[1] < spread[2]


def test_strength_goes_from_the_photo_to_the_painting(astronaut):
    painting = 255 - astronaut
    assert np.array_equal(mix(astronaut, painting, 0.0), astronaut)
    assert np.array_equal(mix(astronaut, painting, 1.0), painting)
    assert np.abs(mix(astronaut, painting, 0.5).astype(int) - 127).max() <= 1


BOXES = st.builds(
    lambda x, y, width, angle: Box(x, y, width, width * 4 / 3, angle),
    st.floats(-40, 300),
    st.floats(-40, 250),
    st.floats(20, 240),
    st.sampled_from([0.0, 0.0, 17.5, -40.0, 180.0]),
)


@given(BOXES)
def test_a_face_that_was_not_changed_goes_back_where_it_was(box):
    """Cut, trained size, put back: what is painted lands on the pixels it came from, at any size and angle."""
    rows, columns = np.mgrid[0:420, 0:460]
    photo = np.stack([rows * 0.5, columns * 0.5, 127 + 60 * np.sin(rows / 40) * np.cos(columns / 40)], axis=2)
    photo = photo.astype(np.uint8)
    painting = photo.copy()
    put_back(painting, box, training_picture(cut_crop(photo, box)), 1.0, colour=1.0)
    # beyond the photo's edge the crop is a reflection, which a turned cut shows in its corners only
    assert np.abs(painting.astype(int) - photo).max() <= 6


def test_the_test_above_would_see_a_face_put_back_three_pixels_aside():
    rows, columns = np.mgrid[0:420, 0:460]
    photo = np.stack([rows * 0.5, columns * 0.5, rows * 0.1], axis=2).astype(np.uint8)
    face = training_picture(cut_crop(photo, Box(90, 60, 150, 200)))
    painting = photo.copy()
    put_back(painting, Box(103, 60, 150, 200), face, 1.0, colour=1.0)
    assert np.abs(painting.astype(int) - photo).max() > 5


def test_a_painted_face_fades_out_and_leaves_the_rest_alone(astronaut):
    painting = astronaut.copy()
    box = Box(150, 20, 160, 160 * 4 / 3)
    put_back(painting, box, np.zeros((320, 256, 3), np.uint8), 1.0, colour=1.0)
    assert painting[int(box.centre[1]), int(box.centre[0])].max() == 0
    assert np.array_equal(painting[:, 312:], astronaut[:, 312:])
    assert np.array_equal(painting[240:], astronaut[240:])
    edge = painting[127, 149:158].astype(int) - astronaut[127, 149:158]
    assert np.abs(edge[:2]).max() < 40  # no visible seam at the edge of the box


def test_only_colour_goes_into_the_face_when_luma_is_kept(astronaut):
    painting = astronaut.copy()
    noise = np.random.default_rng(0).integers(60, 200, (320, 256, 3), dtype=np.uint8)
    put_back(painting, Box(150, 20, 160, 213), noise, 1.0, luma_of=astronaut, colour=0.5)
    assert not np.array_equal(painting, astronaut)
    assert np.abs(_luma(painting) - _luma(astronaut)).mean() < 2


@pytest.mark.parametrize(
    "box",
    [
        Box(0, 0, 1e9, 1e9),
        Box(0, 0, 0.5, 10),
        Box(float("nan"), 0, 30, 40),
        Box(0, 0, float("inf"), 40),
        Box(1e6, 0, 30, 40),
        Box(0, 0, -30, 40),
        Box(0, 0, 30, 40, 1e9),
    ],
)
def test_a_box_that_can_be_no_face_is_refused(box):
    with pytest.raises(UsageError):
        check_box(box, 512, 512)
