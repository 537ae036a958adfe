"""The time left as the pace of this sitting says, and what other detector settings would change, in words."""

from __future__ import annotations

import pytest

from models.faces.boxes import box_about
from models.records import Face, FaceState, NewFace
from studio.panes.faces.pace import Pace
from studio.panes.faces.trial import compare


def paced(seconds, count=10):
    pace = Pace()
    for number in range(count):
        pace.note(number, number * seconds)
    return pace


@pytest.mark.parametrize(
    ("seconds", "left", "words"),
    [
        (2.0, 90, "about 3 min left"),
        (0.5, 20, "less than a minute left"),
        (3.0, 9000, "about 7.5 h left"),
        (1.0, 0, ""),
    ],
)
def test_the_time_left_follows_the_pace(seconds, left, words):
    assert paced(seconds).words(left) == words


def test_too_few_decisions_say_nothing():
    assert paced(1.0, 3).words(100) == ""


def test_pauses_and_bulk_decisions_do_not_count():
    pace = paced(1.0)
    pace.note(10, 500.0)  # back from a coffee
    pace.note(400, 501.0)  # accepted the rest
    pace.note(399, 502.0)  # undone
    assert pace.words(120) == "about 2 min left"


def suggested(number, box, state=FaceState.SUGGESTED, source="haar:alt"):
    return Face(number, 1, box, state, source, 2.0, (), "Ada")


def test_a_trial_says_what_is_new_and_what_would_go():
    boxes = [box_about((x, 100), 60) for x in (100, 300, 500)]
    standing = [suggested(1, boxes[0]), suggested(2, boxes[1]), suggested(3, box_about((900, 100), 60), source="hand")]
    trial = compare([NewFace(boxes[0]), NewFace(boxes[2])], standing)
    assert trial.fresh == (boxes[2],)
    assert trial.words() == "2 boxes here: 1 new, 1 would go"
    same = compare([NewFace(boxes[0])], [suggested(1, boxes[0]), suggested(2, boxes[1], FaceState.REJECTED)])
    assert same.words() == "1 box here, the same as now"
