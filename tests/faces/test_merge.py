"""A new search never touches what a person has decided."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.faces.boxes import box_about, same_face
from models.faces.merge import count_new, merge
from models.records import Face, FaceState, NewFace


def face(x: float, state: FaceState, source: str = "haar:alt") -> Face:
    return Face(1, 1, box_about((x, 100), 90), state, source, 5.0, (), "Ada")


FOUND = [NewFace(box_about((102, 101), 84)), NewFace(box_about((300, 100), 90))]


@pytest.mark.parametrize("state", [FaceState.CONFIRMED, FaceState.CORRECTED, FaceState.REJECTED])
def test_a_reviewed_face_is_not_suggested_again(state):
    assert merge([face(100, state)], FOUND) == FOUND[1:]


def test_a_face_drawn_by_hand_is_not_suggested_again():
    assert merge([face(100, FaceState.SUGGESTED, "hand")], FOUND) == FOUND[1:]


def test_rejecting_the_double_of_a_face_does_not_take_the_face_away():
    true, double, nose = box_about((100, 100), 150), box_about((130, 130), 190), box_about((100, 105), 60)
    assert same_face(true, double)
    assert same_face(true, nose)
    for false in (double, nose):
        rejected = replace(face(0, FaceState.REJECTED), box=false)
        assert merge([rejected], [NewFace(true), NewFace(false)]) == [NewFace(true)]


@pytest.mark.parametrize("state", [FaceState.CONFIRMED, FaceState.CORRECTED])
def test_what_lies_within_an_accepted_face_is_not_suggested(state):
    corrected = replace(face(0, state), box=box_about((100, 100), 240))
    assert merge([corrected], [NewFace(box_about((140, 150), 110)), NewFace(box_about((420, 100), 110))]) == [
        NewFace(box_about((420, 100), 110))
    ]


def test_old_suggestions_make_way_and_are_not_counted_as_new():
    existing = [face(100, FaceState.SUGGESTED)]
    assert merge(existing, FOUND) == FOUND
    assert count_new(existing, FOUND) == 1
