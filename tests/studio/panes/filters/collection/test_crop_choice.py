"""What is shown of the collection, and that a recipe told of it would choose the very same crops."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.recipes import RECIPES
from models.recipes.subset import chooser
from models.records import FactRange
from studio.panes.filters.collection.crop_choice import CropChoice, choose, subset_of
from studio.panes.filters.collection.crop_columns import CropColumns
from tests.studio.crops import facts, many_rows, row

ROWS = [
    row(1, "Ada", "Rome 1.jpg", facts(200, 150, 100, sharpness=50), blurred=True),
    row(2, "Ada", "Rome 2.jpg", facts(90, 90, 90, sharpness=500, gray=True)),
    row(3, "Ben", "Bern.jpg", facts(60, 80, 100, sharpness=900), alike=True),
    row(4, "Ben", "Rome 3.jpg"),
    row(5, "", "ROME 4.jpg", None, problem="the file is not there any more"),
]
COLUMNS = CropColumns(ROWS)


def numbers(**choice: object) -> list[int]:
    chosen = choose(COLUMNS, CropChoice(**choice))
    return [one.number for one, is_in in zip(ROWS, chosen, strict=True) if is_in]


def test_everything_given_must_hold() -> None:
    assert numbers() == [1, 2, 3, 4, 5]
    assert numbers(people=("Ada",)) == [1, 2]
    assert numbers(people=("Ada", "")) == [1, 2, 5]
    assert numbers(people=("Ada",), leads=("red", "blue")) == [1]
    assert numbers(leads=("none",)) == [2]
    assert numbers(notes=("alike",)) == [3]
    assert numbers(people=("nobody of that name",)) == []


def test_both_ends_of_a_range_belong_to_it_and_the_unmeasured_never_does() -> None:
    assert numbers(ranges=(FactRange("mean_red", 60, 90),)) == [2, 3]
    assert numbers(ranges=(FactRange("mean_red", 0, 255),)) == [1, 2, 3]
    assert numbers(ranges=(FactRange("mean_red", 60, 255), FactRange("sharpness", 0, 500))) == [1, 2]


def test_every_word_is_looked_for_in_person_and_file_whatever_its_capitals() -> None:
    assert numbers(words="rome") == [1, 2, 4, 5]
    assert numbers(words="ben rome") == [4]
    assert numbers(words="  ") == [1, 2, 3, 4, 5]


def test_ranges_alone_are_handed_on_as_ranges() -> None:
    choice = CropChoice(ranges=(FactRange("brightness", 0, 100),), words=" ")
    assert subset_of(COLUMNS, choose(COLUMNS, choice), choice) == (FactRange("brightness", 0, 100),)


def test_people_words_and_selected_rows_are_handed_on_as_numbers_of_what_can_be_read() -> None:
    for choice, wanted in ((CropChoice(people=("Ada",)), (1, 2)), (CropChoice(words="rome"), (1, 2, 4))):
        assert subset_of(COLUMNS, choose(COLUMNS, choice), choice) == wanted
    ranged = CropChoice(ranges=(FactRange("brightness", 0, 255),))
    assert subset_of(COLUMNS, choose(COLUMNS, ranged), ranged, selected=[4, 2, 0]) == (1, 3)


@given(
    st.tuples(st.integers(0, 255), st.integers(0, 255)),
    st.tuples(st.integers(0, 5000), st.integers(0, 5000)),
    st.sampled_from([(), ("Person 01",), ("Person 02", "Person 05")]),
    st.sampled_from(["", "img_00"]),
)
def test_a_recipe_chooses_exactly_what_was_shown(level, sharp, people, words) -> None:
    rows = many_rows(200)
    ranges = tuple(FactRange(name, *sorted(one)) for name, one in (("brightness", level), ("sharpness", sharp)))
    choice = CropChoice(ranges, people, words=words)
    shown = choose(CropColumns(rows), choice)
    subset = subset_of(CropColumns(rows), shown, choice)
    said = {"ranges": subset} if choice.only_ranges else {"picked": subset or (-1,)}
    chosen = chooser(replace(RECIPES.get("colourise"), **said))
    wanted = [one.number for one, is_in in zip(rows, shown, strict=True) if is_in]
    assert [one.number for one in rows if chosen(one.person, one.number, one.facts)] == wanted
