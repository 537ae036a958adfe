"""The crop a person sees is the crop that is learned from: right place, right proportions, at the edge too."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.faces.boxes import box_about
from models.faces.crops import cut_crop, cut_whole, reflected_indices, training_picture
from models.records import Box


def ramp(height: int, width: int):
    """A picture whose red tells x and whose green tells y (both up to 255)."""
    picture = np.zeros((height, width, 3), np.uint8)
    picture[..., 0] = np.linspace(0, 255, width)[None, :]
    picture[..., 1] = np.linspace(0, 255, height)[:, None]
    return picture


def test_a_crop_of_its_own_size_is_cut_pixel_by_pixel(astronaut):
    crop = cut_crop(astronaut, Box(70, 20, 360, 480))
    assert (crop == astronaut[20:500, 70:430]).all()


@given(x=st.floats(-600, 600), y=st.floats(-600, 600), width=st.floats(12, 1200), angle=st.sampled_from([0.0, 30.0]))
def test_any_box_gives_a_whole_crop(astronaut, x, y, width, angle):
    crop = cut_crop(astronaut, box_about((x, y), width, angle))
    assert crop.shape == (480, 360, 3)
    assert crop.dtype == np.uint8


def test_beyond_the_edge_the_photo_is_mirrored_not_squeezed(astronaut):
    overhanging = cut_crop(astronaut, Box(-100, 10, 360, 480))
    assert (overhanging[:, 100:] == astronaut[10:490, :260]).all()
    assert (overhanging[:, :100] == astronaut[10:490, 1:101][:, ::-1]).all()


def test_a_turned_box_brings_the_face_upright(astronaut):
    # a box turned a quarter clockwise on the photo turned a quarter clockwise shows the upright crop
    box = Box(100, 30, 300, 400)
    turned_photo = np.ascontiguousarray(np.rot90(astronaut, -1))
    cx, cy = box.centre
    turned_box = box_about((512 - cy, cx), box.width, 90)
    apart = np.abs(cut_crop(turned_photo, turned_box).astype(int) - cut_crop(astronaut, box))
    assert apart.mean() < 2


@given(size=st.integers(1, 40), start=st.integers(-200, 200), length=st.integers(1, 200))
def test_reflection_folds_as_numpy_pads(size, start, length):
    indices = reflected_indices(start, start + length, size)
    padded = np.pad(np.arange(size), 400, mode="reflect")
    assert (indices == padded[start + 400 : start + 400 + length]).all()


def test_faces_keep_their_proportions_on_the_way_to_training():
    crop = ramp(480, 360)
    small = training_picture(crop)
    assert small.shape == (320, 256, 3)
    # the central 450 of 480 rows and all 360 columns: 256/360 = 320/450
    assert small[0, 128, 1] == pytest.approx(255 * 15 / 479, abs=1.5)
    assert small[-1, 128, 1] == pytest.approx(255 * 465 / 479, abs=1.5)
    assert small[160, 0, 0] <= 1
    assert small[160, -1, 0] >= 254


@given(width=st.integers(1, 900), height=st.integers(1, 900))
def test_the_central_part_of_any_photo_can_be_cut(width, height):
    assert cut_whole(ramp(height, width)).shape == (320, 256, 3)


def test_whole_photos_lose_only_what_4_to_5_needs():
    cut = cut_whole(ramp(400, 800))
    assert cut[160, 0, 0] == pytest.approx(255 * 240 / 799, abs=1.5)
    assert cut[160, -1, 0] == pytest.approx(255 * 560 / 799, abs=1.5)
    assert (cut[0, 0, 1], cut[-1, 0, 1]) == (0, 255)
