"""What is measured of a box speaks for faces and against walls, wherever the box lies and however large it is."""

from __future__ import annotations

import numpy as np
import pytest

from models.cv import cv2
from models.faces.cascades import join_windows, look_everywhere
from models.faces.detectors import DETECTORS
from models.faces.evidence import find_eyes, measure
from models.faces.gradients import SIZE, describe_gradients

FRONTAL = DETECTORS.get("frontalface_default")


@pytest.fixture(scope="module")
def gray(astronaut):
    return cv2.cvtColor(astronaut, cv2.COLOR_RGB2GRAY)


@pytest.fixture(scope="module")
def face(gray):
    """The box, its windows and its weight of the one face there is."""
    return max(join_windows(look_everywhere(gray, FRONTAL.file, 1.1, 20), 3), key=lambda one: one[1])


def test_a_face_has_more_to_show_than_a_flag(gray, face):
    box, windows, _ = face
    on_face = measure(gray, box, FRONTAL, windows, 1.1)
    elsewhere = measure(gray, (20, 300, 90, 90), FRONTAL, 2, 1.1)
    assert on_face.agreeing == windows
    assert on_face.second > 20 > elsewhere.second
    assert on_face.contrast > 20
    assert len(on_face.gradients) == len(elsewhere.gradients) == SIZE
    assert on_face == measure(gray, box, FRONTAL, windows, 1.1)


@pytest.mark.parametrize("factor", [0.5, 1.6])
def test_the_second_look_does_not_depend_on_the_size_of_the_face(gray, face, factor):
    box, windows, _ = face
    other = cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    scaled = tuple(round(side * factor) for side in box)
    ours = measure(gray, box, FRONTAL, windows, 1.1).second
    assert measure(other, scaled, FRONTAL, windows, 1.1).second == pytest.approx(ours, rel=0.4)


def test_windows_count_as_many_as_they_would_at_the_usual_fineness(gray, face):
    _, windows, _ = face
    fine = max(join_windows(look_everywhere(gray, FRONTAL.file, 1.03, 20), 3), key=lambda one: one[1])
    assert fine[1] > 2 * windows
    assert measure(gray, fine[0], FRONTAL, fine[1], 1.03).agreeing == pytest.approx(windows, rel=0.3)


@pytest.mark.parametrize("box", [(-30, -30, 80, 80), (480, 480, 90, 90), (-5, 200, 24, 24), (500, 0, 12, 12)])
def test_boxes_over_the_edge_are_measured_too(gray, box):
    found = measure(gray, box, FRONTAL, 2, 1.1)
    assert found.second >= 0
    assert len(found.gradients) == SIZE
    assert len(find_eyes(gray, box)) <= 2


def test_a_sketch_tells_faces_from_walls_in_any_light(gray, face):
    x, y, side, _ = face[0]
    small = cv2.resize(gray[y : y + side, x : x + side], (32, 32), interpolation=cv2.INTER_AREA)
    darker = (small * 0.4 + 20).astype(np.uint8)
    wall = cv2.resize(gray[300:390, 20:110], (32, 32), interpolation=cv2.INTER_AREA)

    def apart(a, b):
        one, other = (np.frombuffer(describe_gradients(gray), np.uint8).astype(float) for gray in (a, b))
        return np.linalg.norm(one - other)

    assert apart(small, darker) < 0.3 * apart(small, wall)


def test_a_flat_picture_has_an_empty_sketch():
    assert describe_gradients(np.full((32, 32), 90, np.uint8)) == bytes(SIZE)


def test_edges_are_sorted_by_where_they_lie_and_how_they_run():
    upright = np.zeros((32, 32), np.uint8)
    upright[:8, 4:] = 200  # one upright edge in the first cell, and one level edge below the first row of cells
    cells = np.frombuffer(describe_gradients(upright), np.uint8).reshape(4, 4, 8)
    assert cells[0, 0].argmax() == 0
    assert cells[0, 2].argmax() == 4
    assert not cells[2:].any()
