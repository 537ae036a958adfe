"""Which crops are held out must not depend on chance, on the order of import or on the file system."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.datasets.split import split_crops
from models.errors import TrainingError
from models.recipes import RECIPES

COLOURISE, AVERAGE, NOISE = (RECIPES.get(name) for name in ("colourise", "average", "noise"))


def test_the_last_by_name_are_held_out_in_capitals_or_not():
    names = ["B.jpg", "a.jpg", "D.jpg", "c.jpg", "e.jpg"]
    train, held_out = split_crops(names, ["Anna"] * 5, COLOURISE, 20)
    assert [names[index] for index in train] == ["a.jpg", "B.jpg", "c.jpg", "D.jpg"]
    assert [names[index] for index in held_out] == ["e.jpg"]


@given(
    names=st.lists(st.text(max_size=4), min_size=1, max_size=120), held_out=st.integers(-3, 60), data=st.randoms()
)
def test_never_more_than_a_fifth_never_nothing_to_learn_from_nothing_lost(names, held_out, data):
    train, rest = split_crops(names, ["Anna"] * len(names), COLOURISE, held_out)
    assert sorted((*train, *rest)) == list(range(len(names)))
    assert len(train) >= 1
    assert len(rest) == max(0, min(held_out, len(names) // 5))
    shuffled = data.sample(names, len(names))
    again = split_crops(shuffled, ["Anna"] * len(names), COLOURISE, held_out)[1]
    assert [names[index] for index in rest] == [shuffled[index] for index in again]


def test_only_the_recipe_s_people_are_split():
    persons = ["Anna", "Berta"] * 10
    train, rest = split_crops([f"{i:02}" for i in range(20)], persons, replace(COLOURISE, people=("Berta",)), 20)
    assert {persons[index] for index in (*train, *rest)} == {"Berta"}
    assert (len(train), len(rest)) == (8, 2)


@pytest.mark.parametrize(
    ("recipe", "persons", "words"),
    [
        (COLOURISE, [], "no crops to learn Colourise from"),
        (replace(COLOURISE, people=("Carl",)), ["Anna"] * 9, "no crops to learn Colourise from"),
        (AVERAGE, ["Anna"], "two crops of the same person"),
        (AVERAGE, ["Anna", "Berta", "Carl"], "two crops of the same person"),
        (NOISE, ["Anna"], "at least two crops"),
    ],
)
def test_too_few_crops_for_the_recipe_is_a_sentence(recipe, persons, words):
    with pytest.raises(TrainingError, match=words) as caught:
        split_crops([str(i) for i in range(len(persons))], persons, recipe, 20)
    assert caught.value.remedy


def test_the_smallest_sets_that_work():
    assert split_crops(["a"], ["Anna"], COLOURISE, 20) == ((0,), ())
    assert split_crops(["a", "b"], ["Anna", "Anna"], AVERAGE, 20) == ((0, 1), ())
    assert split_crops(["a", "b"], ["Anna", "Berta"], NOISE, 20) == ((0, 1), ())
