"""Windows are looked for once and joined as often as one likes: the boxes are OpenCV's own."""

from __future__ import annotations

import numpy as np
import pytest

from models.cv import cv2
from models.faces.cascades import Windows, classifier, join_windows, look_everywhere, mirror_windows
from models.faces.detectors import DETECTORS

FRONTAL = DETECTORS.get("frontalface_default").file


@pytest.fixture(scope="module")
def gray(astronaut):
    return cv2.cvtColor(astronaut, cv2.COLOR_RGB2GRAY)


@pytest.mark.parametrize("neighbours", [1, 2, 3, 8])
@pytest.mark.parametrize("file", [FRONTAL, DETECTORS.get("alt2").file])
def test_joined_windows_are_what_the_cascade_itself_tells(gray, file, neighbours):
    boxes, _, weights = classifier(file).detectMultiScale3(gray, 1.1, neighbours, 0, (20, 20), (0, 0), True)
    expected = {tuple(map(int, box)): weight for box, weight in zip(boxes, np.ravel(weights), strict=True)}
    joined = join_windows(look_everywhere(gray, file, 1.1, 20), neighbours)
    assert {box: weight for box, _, weight in joined} == pytest.approx(expected)
    assert all(count > neighbours for _, count, _ in joined)


def test_solvay_has_the_boxes_it_always_had(solvay):
    gray = cv2.imread(str(solvay), cv2.IMREAD_GRAYSCALE)
    windows = look_everywhere(gray, FRONTAL, 1.1, 20)
    assert [len(join_windows(windows, neighbours)) for neighbours in (1, 2, 3)] == [42, 38, 36]


def test_no_windows_make_no_boxes():
    empty = look_everywhere(np.zeros((60, 60), np.uint8), FRONTAL, 1.1, 20)
    assert len(empty.weights) == 0
    assert join_windows(empty, 1) == []
    assert join_windows(mirror_windows(empty, 60), 1) == []


def test_windows_mirrored_twice_are_where_they_were():
    windows = Windows(np.array([[3, 5, 20, 20], [40, 1, 30, 30]], np.int32), np.array([1.0, 2.0]))
    mirrored = mirror_windows(windows, 100)
    assert mirrored.rectangles.tolist() == [[77, 5, 20, 20], [30, 1, 30, 30]]
    assert (mirror_windows(mirrored, 100).rectangles == windows.rectangles).all()
