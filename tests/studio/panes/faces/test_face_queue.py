"""The order of the review: doubtful first, faces walked as one would walk along a group."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.project import Project
from models.records import Box, Face, FaceState
from studio.panes.faces.face_queue import next_to_review, order_queue, tail_by_doubt
from studio.state.photo_rows import in_reading_order, make_row, read_rows


def _face(number, x=0.0, y=0.0, width=90.0, weight=6.0, eyes=2, state=FaceState.SUGGESTED):
    box = Box(x, y, width, width * 4 / 3)
    return Face(number, 1, box, state, "haar:frontalface_default", weight, ((1.0, 1.0),) * eyes, "Ada")


@pytest.fixture(scope="module")
def rows(stocked_folder: Path):
    with Project.open(stocked_folder) as project:
        return read_rows(project, None, None)


def test_faces_of_a_group_are_walked_row_by_row():
    faces = [_face(1, 300, 10), _face(2, 0, 200), _face(3, 0, 0), _face(4, 150, 215)]
    assert [face.id for face in in_reading_order(faces)] == [3, 1, 2, 4]


def test_going_on_takes_the_most_doubtful_or_the_next_in_line(rows):
    faces = (_face(1), _face(2, 200, weight=3.0), _face(3, 400, weight=0.5))
    row = make_row(rows[0].photo, faces, Path(), None, missing=False)
    assert next_to_review(row, 1, "doubt") == 3
    assert next_to_review(row, 1, "photo") == 2
    assert next_to_review(row, 3, "photo") == 1
    alone = make_row(rows[0].photo, [_face(1)], Path(), None, missing=False)
    assert next_to_review(alone, 1) is None
    assert next_to_review(alone, None) == 1


def test_photos_without_a_face_come_first_until_somebody_said_that_there_is_none(rows):
    searched = replace(rows[3].photo, searched=True)
    empty = make_row(searched, (), Path(), None, missing=False)
    looked_at = make_row(replace(searched, faceless=True), (), Path(), None, missing=False)
    assert empty.waits
    assert order_queue([*rows[:3], empty, *rows[4:]], "doubt")[0] == searched.id
    assert not looked_at.waits
    assert order_queue([*rows[:3], looked_at, *rows[4:]], "doubt")[-1] == searched.id


def test_what_was_passed_stays_when_the_rest_is_ordered_anew():
    assert tail_by_doubt([5, 3, 9, 4, 7], 2, {9: 0.1, 4: 0.7, 7: 0.1, 5: 0.0, 3: 0.0}) == [5, 3, 4, 9, 7]
