"""The data meter must say what a person can act on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.filters import parse_chain
from models.recipes import RECIPES, Supply, assess_supply, check_recipe, is_colourising
from models.records import CutFrom, Pairing

COLOURISE = RECIPES.get("colourise")
OF_PERSON = replace(COLOURISE, pairing=Pairing.PERSON)
ANYONE = replace(COLOURISE, pairing=Pairing.RANDOM)


def there(people, **more) -> Supply:
    return Supply(people, people, sum(people.values()), **more)


@pytest.mark.parametrize(
    ("count", "supply", "sentence"),
    [
        (10_000, "enough", "10,000 faces: enough for Colourise."),
        (436, "enough", "436 faces: enough for Colourise."),
        (200, "enough", "200 faces: enough"),
        (199, "few", "199 faces: few for Colourise; it works"),
        (40, "few", "40 faces: few"),
        (39, "too few", "39 faces: too few for Colourise; it will learn these by heart. Bring at least 40."),
        (1, "too few", "1 face: too few"),
        (0, "too few", "No faces to learn from yet."),
    ],
)
def test_the_first_sentence_is_the_verdict(count, supply, sentence):
    assert assess_supply(COLOURISE, there({"Anna": count})) == supply
    assert check_recipe(COLOURISE, there({"Anna": count}))[0].startswith(sentence)


def test_an_empty_subset_says_what_there_is_to_choose_from():
    empty = Supply({}, {"Anna": 7, "Berta": 5})
    assert assess_supply(COLOURISE, empty) == "too few"
    assert check_recipe(COLOURISE, empty)[0] == "Its subset is empty: choose some of the 12 faces there are."


def test_people_who_are_not_there_are_named():
    recipe = replace(COLOURISE, people=("Anna", "Carl"))
    assert check_recipe(recipe, Supply({"Anna": 50}, {"Anna": 50, "Berta": 500}, 50))[1] == "No pictures of Carl."


def test_whole_photos_are_called_photos():
    assert check_recipe(replace(COLOURISE, cut_from=CutFrom.WHOLE), there({"Anna": 50}))[0].startswith("50 photos")


def test_people_without_a_second_picture_are_named():
    assert len(check_recipe(OF_PERSON, there({"Anna": 300, "Berta": 2}))) == 1
    assert "Berta has only one picture" in check_recipe(OF_PERSON, there({"Anna": 300, "Berta": 1}))[1]
    many = {"Anna": 300} | {f"P{number}": 1 for number in range(5)}
    assert check_recipe(OF_PERSON, there(many))[1].endswith("P0, P1, P2 and 2 more.")


def test_a_recipe_without_any_pair_says_what_it_needs():
    alone = there({f"P{number}": 1 for number in range(300)})
    assert assess_supply(OF_PERSON, alone) == "too few"
    assert "two pictures of the same person" in check_recipe(OF_PERSON, alone)[0]
    assert assess_supply(replace(COLOURISE, pairing=Pairing.SUBSET), alone) == "enough"
    assert "at least two pictures" in check_recipe(ANYONE, there({"Anna": 1}))[0]
    assert assess_supply(ANYONE, Supply({"Anna": 1}, {"Anna": 1, "Berta": 9}, 1)) == "too few"
    assert "learn these by heart" in check_recipe(ANYONE, Supply({"Anna": 1}, {"Anna": 1, "Berta": 9}, 1))[0]


@pytest.mark.parametrize(
    ("counted", "sentence"),
    [
        ({"near_duplicates": 5}, "5 pictures (10 %) all but repeat another and teach little."),
        ({"near_duplicates": 1}, "1 picture (2 %) all but repeats another and teaches little."),
        ({"blurred": 1}, "1 picture (2 %) is blurred."),
        ({"blurred": 4}, "4 pictures (8 %) are blurred."),
        ({"flat": 2}, "2 pictures are one flat colour: nothing to learn from."),
    ],
)
def test_what_teaches_little_is_counted_and_said(counted, sentence):
    assert check_recipe(COLOURISE, there({"Anna": 50}, **counted))[1] == sentence


def test_flat_pictures_do_not_count_as_something_to_learn_from():
    assert assess_supply(COLOURISE, there({"Anna": 210}, flat=20)) == "few"


def test_one_photo_alone_says_that_nothing_is_held_out():
    assert "held out" in check_recipe(COLOURISE, Supply({"": 29}, {"": 29}, 1))[1]


def test_luma_comes_back_only_where_the_input_is_the_target_s_luma():
    assert is_colourising(replace(COLOURISE, input=parse_chain("original,gray")))
    assert not is_colourising(replace(COLOURISE, input=parse_chain("blur,gray")))
    assert not is_colourising(replace(COLOURISE, target=parse_chain("contours")))
    assert not is_colourising(replace(COLOURISE, pairing=Pairing.RANDOM))
