"""The collection's figures in every order: numbers as numbers, the unknown last both ways, equal ones as they stood."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.panes.filters.collection.crop_columns import COLUMNS, CropColumns, arrange
from studio.panes.filters.collection.crop_rows import CropRow, note_words
from tests.studio.crops import facts, row

ROWS = [
    row(1, "ben", "b.jpg", facts(9, 9, 9, sharpness=100)),
    row(2, "Ada", "C.jpg", facts(100, 90, 80, sharpness=20), blurred=True),
    row(3, "", "a.jpg"),
    row(4, "Zoë", "a.jpg", facts(80, 90, 100, sharpness=1000), alike=True),
    row(5, "ada", "d.jpg", None, problem="the file is not there any more"),
]


def numbers(rows: list[CropRow], *sorts: tuple[str, bool]) -> list[int]:
    return [rows[place].number for place in arrange(CropColumns(rows), sorts)]


@pytest.mark.parametrize(
    ("column", "rising", "falling"),
    [
        ("mean_red", [1, 4, 2, 3, 5], [2, 4, 1, 3, 5]),
        ("sharpness", [2, 1, 4, 3, 5], [4, 1, 2, 3, 5]),
        ("person", [2, 5, 1, 4, 3], [4, 1, 2, 5, 3]),
        ("photo", [3, 4, 1, 2, 5], [5, 2, 1, 3, 4]),
        ("dominant", [2, 4, 1, 3, 5], [1, 4, 2, 3, 5]),
        ("colour", [2, 4, 1, 3, 5], [4, 2, 1, 3, 5]),
        ("notes", [5, 2, 4, 1, 3], [4, 2, 5, 1, 3]),
    ],
)
def test_a_column_sorts_both_ways_and_keeps_the_unknown_last(column, rising, falling) -> None:
    assert numbers(ROWS, (column, False)) == rising
    assert numbers(ROWS, (column, True)) == falling


def test_what_is_equal_in_one_column_follows_the_one_before() -> None:
    rows = [row(at, person, measured=facts(red)) for at, (person, red) in enumerate([("A", 5), ("B", 9), ("A", 7)])]
    assert numbers(rows, ("person", False), ("mean_red", True)) == [2, 0, 1]


def test_without_an_order_the_rows_stay_as_they_were_given() -> None:
    assert numbers(ROWS) == [1, 2, 3, 4, 5]


@given(
    st.lists(st.tuples(st.floats(0, 255), st.floats(0, 9e5), st.sampled_from("aBc"), st.booleans()), max_size=30),
    st.sampled_from(list(COLUMNS)),
    st.booleans(),
)
def test_any_rows_are_ordered_as_pythons_own_stable_sort_does(values, column, falls) -> None:
    rows = [
        row(at, person, measured=None if missing else facts(red, sharpness=sharp))
        for at, (red, sharp, person, missing) in enumerate(values)
    ]
    columns = CropColumns(rows)
    key = [float(one) for one in COLUMNS[column].key(columns)]
    known = [at for at in range(len(rows)) if not math.isnan(key[at])]
    missing = [at for at in range(len(rows)) if math.isnan(key[at])]
    wanted = sorted(known, key=lambda at: -key[at] if falls else key[at]) + missing
    assert arrange(columns, ((column, falls),)).tolist() == wanted


def test_people_with_most_faces_come_first() -> None:
    rows = [row(1, "Ben"), row(2, "ada"), row(3, "Cy"), row(4, "Cy")]
    assert CropColumns(rows).people == ["Cy", "ada", "Ben"]


def test_notes_name_what_is_grave_first() -> None:
    assert note_words(row(1, measured=facts(gray=True, rotated=True), alike=True, blurred=True)) == (
        "blurred, near-duplicate, gray, turned"
    )
    assert note_words(row(1, problem="gone")) == "can't be read"
    assert note_words(row(1, measured=facts())) == ""
