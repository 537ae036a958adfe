"""A doubtful box says why; what a person decided carries no doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.faces.detectors import DETECTORS
from models.faces.doubt import SURE_BELOW, doubts
from models.faces.judge import learn_judge
from models.records import Box, Evidence, Face, FaceState

GOOD, POOR = Evidence(60, 60, 55.0, bytes(128)), Evidence(2, 0, 15.0, bytes(128))
STATES = [state for state in FaceState if state is not FaceState.SUGGESTED]


def _face(number, x=0.0, y=0.0, width=90.0, weight=6.0, eyes=2, state=FaceState.SUGGESTED, evidence=GOOD):
    box = Box(x, y, width, width * 4 / 3)
    source = "haar:frontalface_default"
    return Face(number, 1, box, state, source, weight, ((1.0, 1.0),) * eyes, "Ada", evidence)


@pytest.mark.parametrize("evidence", [GOOD, None])
def test_a_sure_face_has_no_doubt_and_a_doubtful_one_says_why(evidence):
    sure = [_face(number, 200 * number, evidence=evidence) for number in (1, 2, 3)]
    odd = _face(4, 800, width=30, weight=0.5, eyes=0, evidence=evidence and POOR)
    told = doubts([*sure, odd])
    assert all(told[face.id].score < SURE_BELOW and not told[face.id].reasons for face in sure)
    assert told[4].score > 0.8
    words = {"Low cascade weight", "No eyes inside", "Much smaller than its neighbours"}
    seen = {"A second cascade sees no face", "Few windows agree", "Flat picture"}
    assert set(told[4].reasons) == (words | seen if evidence else words)


@pytest.mark.parametrize("state", STATES)
def test_what_a_person_decided_carries_no_doubt(state):
    assert doubts([_face(1, weight=0.1, eyes=0, state=state, evidence=POOR)])[1].score == 0


def test_a_box_drawn_by_hand_carries_no_doubt():
    drawn = replace(_face(1), source="hand", weight=None, eyes=(), evidence=None)
    assert doubts([drawn])[1].score == 0


def test_of_two_overlapping_boxes_the_less_likely_is_doubted_until_the_other_is_rejected():
    likely, less = _face(1), _face(2, 20, 20, weight=4.5)
    told = doubts([likely, less])
    assert told[1].score < 0.05
    assert told[2].score > 0.5
    assert told[2].reasons[0] == "Overlaps a likelier face"
    assert doubts([replace(likely, state=FaceState.REJECTED), less])[2].score < SURE_BELOW


def test_of_two_alike_exactly_one_is_doubted():
    told = doubts([_face(1), _face(2, 5)])
    assert sorted(one.score > SURE_BELOW for one in told.values()) == [False, True]


@pytest.mark.parametrize("state", [FaceState.CONFIRMED, FaceState.CORRECTED])
def test_what_lies_over_an_accepted_face_is_doubted_however_sure_the_detector_is(state):
    told = doubts([_face(1, weight=3.0, evidence=POOR, state=state), _face(2, 10, weight=9.0)])
    assert told[2].score > 0.4
    assert "Overlaps a likelier face" in told[2].reasons


def test_every_doubtful_box_says_why():
    for weight in (-2.0, 1.0, 3.0, 5.0):
        for agreeing in (2, 8, 40):
            for second in (0, 12, 60):
                told = doubts([_face(1, weight=weight, evidence=Evidence(agreeing, second, 50.0, b""))])[1]
                assert told.reasons or told.score < SURE_BELOW


def test_a_profile_is_not_held_to_what_faces_from_the_front_show():
    seen = Evidence(60, 0, 50.0, b"")
    frontal = _face(1, eyes=0, evidence=seen)
    profile = replace(frontal, source="haar:profileface")
    assert doubts([profile])[1].score < doubts([frontal])[1].score
    assert doubts([profile])[1].reasons == ()


faces = st.builds(
    _face,
    st.just(0),
    st.floats(-50, 900),
    st.floats(-50, 900),
    st.floats(12, 900),
    st.floats(-5, 12),
    st.integers(0, 2),
    st.sampled_from([FaceState.SUGGESTED, FaceState.SUGGESTED, *STATES]),
    st.none()
    | st.builds(
        Evidence, st.integers(0, 5000), st.integers(0, 5000), st.floats(0, 128), st.binary(min_size=128, max_size=128)
    ),
)


@given(st.lists(faces, max_size=12), st.sampled_from(["hand", "haar:gone", *(f"haar:{n}" for n in DETECTORS.names())]))
def test_doubt_stays_between_nothing_and_certain_with_and_without_a_judge(found, source):
    found = [replace(face, id=number, source=source) for number, face in enumerate(found)]
    for judge in (None, learn_judge(found)):
        told = doubts(found, judge)
        assert set(told) == {face.id for face in found}
        assert all(0 <= one.score <= 1 for one in told.values())
        assert all(one.reasons or one.score < SURE_BELOW for one in told.values())
        assert doubts(found, judge) == told
        assert all(not told[face.id].score for face in found if face.state is not FaceState.SUGGESTED)
