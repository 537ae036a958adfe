"""Which crops are held out must not depend on chance, on the order of import or on the file system."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.datasets import CropSet, CropStore
from models.datasets.split import split_crops
from models.errors import TrainingError
from models.recipes import RECIPES
from models.records import Pairing

COLOURISE = RECIPES.get("colourise")
OF_PERSON, OF_SUBSET = replace(COLOURISE, pairing=Pairing.PERSON), replace(COLOURISE, pairing=Pairing.SUBSET)
ANYONE = replace(COLOURISE, pairing=Pairing.RANDOM)


def listed(names, persons=None, groups=None, chosen=None) -> CropSet:
    """Crops that only have words: nothing is read."""
    count = range(len(names))
    return CropSet(
        CropStore(Path("nowhere"), (3, 4)),
        tuple(count),
        tuple(persons or ["Anna"] * len(names)),
        tuple(names),
        tuple(count),
        tuple(groups or count),
        tuple(chosen or [True] * len(names)),
        tuple(sorted(set(persons or ["Anna"]))),
    )


def test_the_last_by_name_are_held_out_in_capitals_or_not():
    names = ["B.jpg", "a.jpg", "D.jpg", "c.jpg", "e.jpg"]
    split = split_crops(listed(names), COLOURISE, 20)
    assert [names[index] for index in split.learned] == ["a.jpg", "B.jpg", "c.jpg", "D.jpg"]
    assert [names[index] for index in split.held_out] == ["e.jpg"]


@given(names=st.lists(st.text(max_size=4), min_size=1, max_size=120), held_out=st.integers(-3, 60), data=st.randoms())
def test_never_more_than_a_fifth_never_nothing_to_learn_from_nothing_lost(names, held_out, data):
    split = split_crops(listed(names), COLOURISE, held_out)
    assert sorted((*split.learned, *split.held_out)) == list(range(len(names)))
    assert len(split.learned) >= 1
    assert len(split.held_out) == max(0, min(held_out, len(names) // 5))
    shuffled = data.sample(names, len(names))
    again = split_crops(listed(shuffled), COLOURISE, held_out).held_out
    assert [names[index] for index in split.held_out] == [shuffled[index] for index in again]


@given(groups=st.lists(st.integers(0, 12), min_size=1, max_size=60), held_out=st.integers(0, 20))
def test_one_photo_and_near_duplicates_are_never_on_both_sides(groups, held_out):
    split = split_crops(listed([f"{number:03}" for number in range(len(groups))], groups=groups), COLOURISE, held_out)
    assert not {groups[index] for index in split.learned} & {groups[index] for index in split.held_out}
    assert len(split.held_out) <= min(held_out, len(groups) // 5)
    assert sorted((*split.learned, *split.held_out)) == list(range(len(groups)))


def test_a_group_photo_alone_holds_nothing_out():
    split = split_crops(listed(["solvay.png"] * 29, groups=[0] * 29), COLOURISE, 20)
    assert (len(split.learned), split.held_out) == (29, ())


def test_only_the_chosen_are_split_and_only_any_picture_is_painted_towards():
    chosen = [False, True] * 10
    crops = listed([f"{number:02}" for number in range(20)], chosen=chosen)
    split = split_crops(crops, OF_SUBSET, 20)
    assert all(chosen[index] for index in (*split.learned, *split.held_out))
    assert (len(split.learned), len(split.held_out)) == (8, 2)
    assert split.targets == split.learned
    everyone = split_crops(crops, ANYONE, 20)
    assert set(everyone.targets) == set(range(20)) - set(everyone.held_out)


@pytest.mark.parametrize(
    ("recipe", "persons", "words"),
    [
        (COLOURISE, [], "no crops to learn Colourise from"),
        (OF_PERSON, ["Anna"], "two crops of the same person"),
        (OF_PERSON, ["Anna", "Berta", "Carl"], "two crops of the same person"),
        (OF_SUBSET, ["Anna"], "at least two crops"),
        (ANYONE, ["Anna"], "at least two crops"),
    ],
)
def test_too_few_crops_for_the_recipe_is_a_sentence(recipe, persons, words):
    with pytest.raises(TrainingError, match=words) as caught:
        split_crops(listed([str(number) for number in range(len(persons))], persons), recipe, 20)
    assert caught.value.remedy


def test_an_empty_subset_is_a_sentence():
    with pytest.raises(TrainingError, match="no crops to learn"):
        split_crops(listed(["a", "b"], chosen=[False, False]), COLOURISE, 20)


def test_the_smallest_sets_that_work():
    assert split_crops(listed(["a"]), COLOURISE, 20).learned == (0,)
    assert split_crops(listed(["a", "b"]), OF_PERSON, 20).learned == (0, 1)
    assert split_crops(listed(["a", "b"], ["Anna", "Berta"]), OF_SUBSET, 20).learned == (0, 1)
