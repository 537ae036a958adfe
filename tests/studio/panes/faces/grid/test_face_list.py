"""All faces in the order of the review: kept in place while they are decided, counted by state and by person."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.faces.doubt import Doubt
from models.records import Box, Face, FaceState, Photo, PhotoFacts
from studio.panes.faces.grid.face_list import FaceList
from studio.state.photo_rows import PhotoRow

S, C, R = FaceState.SUGGESTED, FaceState.CONFIRMED, FaceState.REJECTED
FACTS = PhotoFacts(1, 2, 3, 2, "red", 9.0, "0" * 16, False, False)


def row(photo_id, name, *faces):
    """faces: (number, state, doubt, person)."""
    made = tuple(
        Face(number, photo_id, Box(number, 0, 30, 40), state, "haar:alt", 1.0, (), person)
        for number, state, _, person in faces
    )
    photo = Photo(photo_id, Path(name), str(photo_id), 90, 90, "PNG", 1, "Ada", FACTS, False, True, "2026")
    return PhotoRow(photo, Path("t"), made, {number: Doubt(score) for number, _, score, _ in faces}, False, 0.0)


@pytest.fixture
def rows():
    return {
        1: row(1, "b.png", (1, S, 0.2, "Ada"), (2, S, 0.9, "Ada")),
        2: row(2, "a.png", (3, C, 0.0, "Bob"), (4, S, 0.5, "bea")),
        3: row(3, "c.png", (5, R, 0.0, "Ada")),
    }


def ids(found):
    return [cell.face.id for cell in found]


@pytest.mark.parametrize(
    ("order", "expected"), [("doubt", [2, 4, 1, 3, 5]), ("photo", [3, 4, 1, 2, 5]), ("person", [1, 2, 5, 4, 3])]
)
def test_the_order_is_that_of_the_review_over_faces(rows, order, expected):
    faces = FaceList()
    faces.reorder(rows, order)
    assert ids(faces.shown()) == expected


def test_what_is_decided_keeps_its_place_and_what_is_new_comes_last(rows):
    faces = FaceList()
    faces.reorder(rows, "doubt")
    rows[1] = row(1, "b.png", (2, C, 0.0, "Ada"), (9, S, 1.0, "Ada"))
    del rows[3]
    faces.update(rows, [1, 3])
    assert ids(faces.shown()) == [2, 4, 3, 9]
    assert ids(faces.shown("accepted")) == [2, 3]
    assert faces.shown()[0].face.state is C
    faces.reorder(rows, "doubt")
    assert ids(faces.shown()) == [9, 4, 2, 3]


def test_states_and_people_are_counted_and_filtered(rows):
    faces = FaceList()
    faces.reorder(rows, "doubt")
    assert faces.counts() == {"all": 5, "waiting": 3, "accepted": 1, "rejected": 1}
    assert faces.counts("Ada") == {"all": 3, "waiting": 2, "accepted": 0, "rejected": 1}
    assert faces.people() == [("Ada", 2), ("bea", 1), ("Bob", 1)]
    assert ids(faces.shown("waiting", "Ada")) == [2, 1]
    assert ids(faces.shown("rejected")) == [5]
