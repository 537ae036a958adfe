"""The order of the review: doubtful first, the order kept while one works."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.project import Project
from models.records import Box, Face, FaceState
from studio.item_models.face_queue import (
    PhotoFaces,
    in_reading_order,
    keep_order,
    next_to_review,
    order_queue,
    read_queue,
)


def _face(number, x=0.0, y=0.0, width=90.0, weight=6.0, eyes=2, state=FaceState.SUGGESTED):
    box = Box(x, y, width, width * 4 / 3)
    return Face(number, 1, box, state, "haar:alt", weight, ((1.0, 1.0),) * eyes, "Ada")


@pytest.fixture(scope="module")
def photo(stocked_folder: Path):
    with Project.open(stocked_folder) as project:
        return project.photos.all()[0]


def test_faces_of_a_group_are_walked_row_by_row():
    faces = [_face(1, 300, 10), _face(2, 0, 200), _face(3, 0, 0), _face(4, 150, 215)]
    assert [face.id for face in in_reading_order(faces)] == [3, 1, 2, 4]


def test_going_on_takes_the_most_doubtful_or_the_next_in_line(photo):
    faces = (_face(1), _face(2, 200, weight=3.0), _face(3, 400, weight=0.5))
    stop = PhotoFaces(photo, Path(), faces)
    assert next_to_review(stop, 1, "doubt") == 3
    assert next_to_review(stop, 1, "photo") == 2
    assert next_to_review(stop, 3, "photo") == 1
    alone = PhotoFaces(photo, Path(), (_face(1),))
    assert next_to_review(alone, 1) is None
    assert next_to_review(alone, None) == 1


def test_photos_without_a_face_come_first_and_the_order_stays_while_one_works(stocked_folder):
    with Project.open(stocked_folder) as project:
        queue = read_queue(project)
    empty = replace(queue[3], faces=(), photo=replace(queue[3].photo, searched=True))
    ordered = order_queue([*queue[:3], empty, *queue[4:]], "doubt")
    assert ordered[0] is empty
    assert [one.photo.id for one in keep_order(ordered, reversed(queue), "doubt")] == [one.photo.id for one in ordered]
