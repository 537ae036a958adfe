"""A doubtful box says why; what a person decided carries no doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.faces.doubt import doubt
from models.records import Box, Face, FaceState


def _face(number, x=0.0, y=0.0, width=90.0, weight=6.0, eyes=2, state=FaceState.SUGGESTED):
    box = Box(x, y, width, width * 4 / 3)
    return Face(number, 1, box, state, "haar:alt", weight, ((1.0, 1.0),) * eyes, "Ada")


def test_a_sure_face_has_no_doubt_and_a_doubtful_one_says_why():
    sure = [_face(1), _face(2, 200), _face(3, 400)]
    assert doubt(sure[0], sure).score == 0
    odd = _face(4, 600, width=30, weight=0.5, eyes=0)
    found = doubt(odd, [*sure, odd])
    assert found.score > 0.8
    assert found.reasons == ("Detector unsure (weight 0.5)", "No eyes found inside", "Much smaller than its neighbours")


@pytest.mark.parametrize("state", [state for state in FaceState if state is not FaceState.SUGGESTED])
def test_what_a_person_decided_carries_no_doubt(state):
    assert doubt(_face(1, weight=0.1, eyes=0, state=state), []).score == 0


def test_overlapping_boxes_are_doubtful_until_one_is_rejected():
    one, other = _face(1), _face(2, 20, 20)
    assert "Overlaps another box" in doubt(one, [one, other]).reasons
    assert doubt(one, [one, replace(other, state=FaceState.REJECTED)]).score == 0


@given(st.floats(-2, 12), st.integers(0, 2), st.floats(20, 300), st.floats(20, 300))
def test_doubt_stays_between_nothing_and_certain(weight, eyes, width, other):
    face = _face(1, weight=weight, eyes=eyes, width=width)
    assert 0 <= doubt(face, [face, _face(2, 50, width=other)]).score <= 1
