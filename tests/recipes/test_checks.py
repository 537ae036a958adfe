"""The data meter must say what a person can act on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.filters import parse_chain
from models.recipes import RECIPES, check_recipe, count_near_duplicates, is_colourising, judge_supply
from models.records import CutFrom, Pairing

COLOURISE = RECIPES.get("colourise")
AVERAGE = RECIPES.get("average")
NOISE = RECIPES.get("noise")


@pytest.mark.parametrize(
    ("count", "supply", "sentence"),
    [
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
    assert judge_supply(COLOURISE, {"Anna": count}) == supply
    assert check_recipe(COLOURISE, {"Anna": count})[0].startswith(sentence)


def test_only_the_recipe_s_people_count():
    recipe = replace(COLOURISE, people=("Anna", "Carl"))
    sentences = check_recipe(recipe, {"Anna": 50, "Berta": 500})
    assert sentences[0].startswith("50 faces: few")
    assert sentences[1] == "No pictures of Carl."


def test_whole_photos_are_called_photos():
    assert check_recipe(replace(COLOURISE, cut_from=CutFrom.WHOLE), {"Anna": 50})[0].startswith("50 photos")


def test_people_without_a_second_picture_are_named():
    assert len(check_recipe(AVERAGE, {"Anna": 300, "Berta": 2})) == 1
    assert "Berta has only one picture" in check_recipe(AVERAGE, {"Anna": 300, "Berta": 1})[1]
    many = {"Anna": 300} | {f"P{number}": 1 for number in range(5)}
    assert check_recipe(AVERAGE, many)[1].endswith("P0, P1, P2 and 2 more.")


def test_a_recipe_without_any_pair_says_what_it_needs():
    alone = {f"P{number}": 1 for number in range(300)}
    assert judge_supply(AVERAGE, alone) == "too few"
    assert "two pictures of the same person" in check_recipe(AVERAGE, alone)[0]
    assert "at least two pictures" in check_recipe(NOISE, {"Anna": 1})[0]
    assert judge_supply(NOISE, alone) == "enough"


def test_near_duplicates_are_counted_and_said():
    assert count_near_duplicates(["0000000000000000", "000000000000000f", "ffffffffffffffff", "fffffffffffffff0"]) == 2
    assert count_near_duplicates(["0000000000000000", "000000000000007f"]) == 0
    assert count_near_duplicates([]) == 0
    assert check_recipe(COLOURISE, {"Anna": 50}, 5)[1] == "5 pictures (10 %) all but repeat another and teach little."


def test_luma_comes_back_only_where_the_input_is_the_target_s_luma():
    assert is_colourising(replace(COLOURISE, input=parse_chain("original,gray")))
    assert not is_colourising(replace(COLOURISE, input=parse_chain("blur,gray")))
    assert not is_colourising(replace(COLOURISE, target=parse_chain("contours")))
    assert not is_colourising(replace(COLOURISE, pairing=Pairing.RANDOM))
