"""Filters, ranges, orders and groups of photos, and the model that shows them, as plain values."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from models.records import Box, FaceState, NewFace, Photo
from studio.panes.photos.photo_axes import AXES, values_of
from studio.panes.photos.photo_choice import DUPLICATES, ORDERS, SHOWS, PhotoChoice, choose, spare, stands_still
from studio.panes.photos.photo_model import PhotoModel
from studio.panes.photos.tally import Tally
from studio.state.photo_rows import PhotoRow, make_row
from studio.widgets.list_steps import RowList
from tests.project.rows import new_photo


def row(number: int, **what: object) -> PhotoRow:
    """A row; facts, photo fields, `alike`, `missing` by name."""
    new = new_photo(f"{number}.jpg")
    facts = {key: what.pop(key) for key in list(what) if hasattr(new.facts, key)}
    alike, missing = what.pop("alike", 0), bool(what.pop("missing", False))
    given = {"person": "Ada", "left_out": False, "searched": True, "added": "", "width": 4, "height": 3} | what
    photo = Photo(
        id=number,
        path=new.path,
        sha256=new.sha256,
        format="PNG",
        file_size=9,
        facts=replace(new.facts, **facts),
        **given,
    )
    return replace(make_row(photo, [], Path("t.jpg"), None, missing), alike=alike)


def ids(rows: list[PhotoRow]) -> list[int]:
    return [one.photo.id for one in rows]


DATED = [row(1, taken="1998-05-12T00:00:00"), row(2), row(3, taken="1927-10-29T00:00:00"), row(4, taken="rubbish")]


def test_a_range_leaves_out_what_has_no_such_figure() -> None:
    assert ids(choose(DATED, PhotoChoice(ranges=(("taken", 1900, 2000),), order="taken"))) == [3, 1]
    assert ids(choose(DATED, PhotoChoice(ranges=(("taken", 1900, 1950), ("brightness", 90, 110))))) == [3]
    assert ids(choose(DATED, PhotoChoice(ranges=(("brightness", 0, 99),)))) == []


def test_ranges_say_their_ends_in_words() -> None:
    low, high = min(values_of(DATED, "taken")), max(values_of(DATED, "taken"))
    assert AXES["taken"].words(low, high) == "1927 – 1998"
    assert AXES["taken"].words(high, high + 0.2) == "May 1998 – Jul 1998"
    assert AXES["sharpness"].words(0, 3) == "0 – 999"


def test_both_ways_of_sorting_by_date_leave_the_unknown_at_the_end() -> None:
    assert ids(choose(DATED[:3], PhotoChoice(order="taken"))) == [3, 1, 2]
    assert ids(choose(DATED[:3], PhotoChoice(order="-taken"))) == [1, 3, 2]
    assert ids(choose(DATED, PhotoChoice(order="-nonsense"))) == ids(choose(DATED, PhotoChoice(order="person")))


def test_people_are_whoever_a_photo_or_a_face_on_it_belongs_to(project) -> None:
    (photo,) = project.photos.add([new_photo("a.jpg", person="Ada")])
    first, second = project.faces.add(photo.id, [NewFace(Box(1, 1, 3, 4)), NewFace(Box(9, 9, 3, 4))])
    project.faces.set_person([first.id], "Grace")
    project.faces.set_person([second.id], "Mary")
    project.faces.set_state([second.id], FaceState.REJECTED)
    found = make_row(photo, project.faces.of_photo(photo.id), Path("t.jpg"), None, False)
    assert found.people == {"Ada", "Grace"}
    assert choose([found], PhotoChoice(people=("Grace", "Nobody"))) == [found]
    assert choose([found], PhotoChoice(people=("Mary",))) == []


GROUPS = [
    row(1, alike=1, sharpness=50.0),
    row(2),
    row(3, alike=3, sharpness=9.0, width=4000),
    row(4, alike=1, sharpness=90.0),
    row(5, alike=3, sharpness=9.0),
    row(6, alike=3, sharpness=8.0, left_out=True),
]


def test_near_duplicates_stand_together_the_best_first() -> None:
    shown = choose(GROUPS, PhotoChoice(view=DUPLICATES, order="name"))
    assert ids(shown) == [4, 1, 3, 5, 6]
    assert ids(choose(GROUPS, PhotoChoice(view=DUPLICATES, order="-name"))) == [3, 5, 6, 4, 1]
    assert spare(shown) == [1, 5], "the one left out already stays as it is"
    assert spare([GROUPS[0], GROUPS[2]]) == [], "no two of a group"


def test_the_best_is_taken_from_those_that_are_in() -> None:
    rows = [row(1, alike=1, sharpness=90.0, left_out=True), row(2, alike=1, sharpness=5.0)]
    assert spare(rows) == []


@given(st.lists(st.integers(1, 12), unique=True), st.lists(st.integers(1, 12), unique=True), st.integers(0, 11))
def test_a_model_goes_from_any_rows_to_any_others_and_views_keep_their_place(
    before: list[int], after: list[int], held: int
) -> None:
    made = {number: row(number) for number in range(1, 13)}
    model = PhotoModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows([made[number] for number in before])
    index = QPersistentModelIndex(model.index(held)) if held < len(before) else None
    kept_place = model.set_rows([made[number] for number in after])
    assert ids(model.rows()) == after
    assert [model.place_of(number) for number in after] == list(range(len(after)))
    if index is not None and kept_place:
        gone = before[held] not in after
        assert index.isValid() is not gone
        assert gone or index.row() == after.index(before[held])


def test_removing_removes_and_adding_adds(qtmodeltester) -> None:
    model, told = PhotoModel(), []
    model.set_rows([row(number) for number in range(1, 9)])
    first = model.rows()[0]
    for name in ("modelReset", "rowsRemoved", "rowsInserted", "layoutChanged", "dataChanged"):
        getattr(model, name).connect(lambda *_, name=name: told.append(name))
    rows = model.rows()
    model.set_rows([*rows[:2], *rows[5:]])
    assert told == ["rowsRemoved"]
    model.set_rows([*rows[:2], row(20), *rows[5:]])
    model.set_rows([*rows[5:], *rows[:2]])
    assert told[1:] == ["rowsInserted", "rowsRemoved", "layoutChanged"]
    told.clear()
    model.set_rows([*rows[5:], replace(first, missing=True), rows[1]])
    assert told == ["dataChanged"]
    assert model.rows()[3].missing
    qtmodeltester.check(model)


def test_a_selection_of_all_survives_a_new_order() -> None:
    model = PhotoModel()
    model.set_rows([row(number) for number in range(1, 200)])
    selection = QItemSelectionModel(model)
    selection.select(model.index(3), QItemSelectionModel.SelectionFlag.Select)
    model.set_rows(list(reversed(model.rows())))
    assert [index.row() for index in selection.selectedIndexes()] == [195]
    assert model.rows()[195].photo.id == 4


def test_rows_of_plain_words_are_their_own_keys() -> None:
    model = RowList()
    model.show(["b", "a"])
    assert (model.place_of("a"), model.place_of("c"), model.rowCount()) == (1, None, 2)


Changes = st.lists(
    st.tuples(st.integers(1, 8), st.booleans(), st.booleans(), st.sampled_from([10.0, 100.0, 400.0])), max_size=20
)


@given(Changes, st.sampled_from(["", *SHOWS]), st.sampled_from([*ORDERS, *(f"-{name}" for name in ORDERS)]))
def test_the_tally_counts_what_the_filters_show_and_rows_that_stand_still_may_be_replaced(
    changes: list[tuple[int, bool, bool, float]], show: str, order: str
) -> None:
    rows: dict[int, PhotoRow] = {}
    tally, choice, shown = Tally(), PhotoChoice(show=show, order=order), []
    for number, gone, left_out, figure in changes:
        before = rows.get(number)
        if gone:
            rows.pop(number, None)
        else:  # in its place, as in the catalogue
            rows[number] = row(number, left_out=left_out, sharpness=figure, brightness=figure)
        assert tally.take(rows, [number]) == ((before is None) is not gone)
        assert tally.counts == {name: sum(map(test, rows.values())) for name, test in SHOWS.items()}
        after = choose(rows.values(), choice)
        seen = next((one for one in shown if one.photo.id == number), None)
        if stands_still(seen, rows.get(number), choice):
            assert ids(after) == ids(shown)
        shown = after


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_says_what_comes_first_either_way(order: str) -> None:
    assert ORDERS[order].rising != ORDERS[order].falling
