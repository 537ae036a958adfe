"""A recipe is understood by reading one sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from models.filter_records import Augmentation
from models.filters import FILTERS, parse_chain, step
from models.recipes import RECIPES
from models.records import WIDTHS, CutFrom, FactRange, Pairing
from studio.panes.filters.recipe import words
from tests.recipes.test_recipe_file import recipes

COLOURISE = RECIPES.get("colourise")
PEOPLE = [("Ada", 4), ("Grace", 1), ("", 2)]


def said(**changes: object) -> str:
    return words.sentence(replace(COLOURISE, **changes), "431 faces of 5 people")


def test_the_whole_of_a_recipe_in_one_sentence():
    assert said() == (
        "Gray goes in, the picture comes out, of the same face. "
        "431 faces of 5 people, mirrored and shifted by up to 16 px, half of them old, seen at 256 × 320."
    )


@pytest.mark.parametrize(
    ("changes", "piece"),
    [
        ({"input": parse_chain("contours")}, "Contours go in,"),
        ({"input": parse_chain("blur,gray")}, "Blur, then gray goes in,"),
        ({"input": parse_chain("original")}, "The picture goes in,"),
        ({"target": parse_chain("contours")}, "contours come out,"),
        ({"pairing": Pairing.PERSON}, "of another face of the same person."),
        ({"pairing": Pairing.SUBSET}, "of another face among them."),
        ({"pairing": Pairing.RANDOM, "cut_from": CutFrom.WHOLE}, "of any other photo."),
        ({"pairing": Pairing.NOISE, "input": parse_chain("original")}, "Noise goes in, the picture comes out, inv"),
        ({"pairing": Pairing.NOISE, "input": parse_chain("blur")}, "Noise, then blur goes in,"),
        ({"flip": False}, "people, shifted by up to 16 px,"),
        ({"jitter": 0}, "people, mirrored, half"),
        ({"augmentation": None}, "by up to 16 px, seen"),
        ({"augmentation": Augmentation(step("blur"), 1.0)}, "all of them blur"),
        ({"flip": False, "jitter": 0}, "always cut the same way"),
        ({"width": 512}, "seen at 512 × 640."),
    ],
)
def test_each_setting_changes_its_piece(changes, piece):
    assert piece in said(**changes)


@given(recipe=recipes)
def test_every_recipe_there_can_be_has_words(recipe):
    sentence = words.sentence(recipe, "")
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert words.short_line(recipe)
    assert words.subset_words(recipe, PEOPLE)
    assert words.variety_short(recipe)
    for pairing in Pairing:
        assert words.pairing_help(pairing, recipe, PEOPLE).endswith(".")


def test_what_stands_in_a_sentence_is_text_and_never_markup():
    html = words.sentence_html(COLOURISE, "<img src=x>", "#000000", "#888888")
    assert "&lt;img" in html
    assert html.count("<a href=") == 6


def test_a_card_says_it_shorter():
    assert words.short_line(COLOURISE) == "gray → picture"
    assert words.short_line(RECIPES.get("average")) == "picture → picture"


@pytest.mark.parametrize(
    ("recipe", "pairing", "piece"),
    [
        (COLOURISE, Pairing.SAME, "Each of the 7 faces"),
        (replace(COLOURISE, people=("Grace",)), Pairing.SAME, "The one face chosen is painted"),
        (replace(COLOURISE, people=("Grace",)), Pairing.SUBSET, "Needs two faces, and here is only one."),
        (replace(COLOURISE, people=("Nobody",)), Pairing.RANDOM, "and here is none."),
        (replace(COLOURISE, cut_from=CutFrom.WHOLE), Pairing.SAME, "7 photos"),
        (replace(COLOURISE, picked=(1, 2)), Pairing.SAME, "the chosen faces"),
        (replace(COLOURISE, ranges=(FactRange("year", 1, 2),)), Pairing.NOISE, "the chosen faces"),
        (COLOURISE, Pairing.PERSON, "2 of 3 people have two or more"),
        (replace(COLOURISE, people=("Ada", "")), Pairing.PERSON, "everyone here has two or more"),
        (replace(COLOURISE, people=("Ada",)), Pairing.PERSON, "From one face of Ada to another"),
        (replace(COLOURISE, people=("Grace",)), Pairing.PERSON, "nobody with two"),
        (replace(COLOURISE, people=("",)), Pairing.PERSON, "unsorted"),
        (COLOURISE, Pairing.SUBSET, "their average"),
        (COLOURISE, Pairing.RANDOM, "the whole collection"),
    ],
)
def test_each_pairing_says_what_it_does_with_these_people(recipe, pairing, piece):
    assert piece in words.pairing_help(pairing, recipe, PEOPLE)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "everyone"),
        ({"people": ("Ada",)}, "Ada"),
        ({"people": ("", "Ada", "Grace")}, "unsorted and 2 more"),
        ({"ranges": (FactRange("mean_red", 80, 160.4),)}, "red 80 – 160"),
        ({"people": ("Ada",), "picked": tuple(range(1200))}, "Ada, 1,200 picked by hand"),
    ],
)
def test_a_subset_in_short(changes, text):
    assert words.subset_words(replace(COLOURISE, **changes), PEOPLE) == text


def test_every_size_and_every_fact_is_explained():
    from models.recipes.subset import FACTS

    assert tuple(words.WIDTH_WORDS) == WIDTHS
    assert tuple(words.FACT_TITLES) == FACTS


def test_every_filter_s_name_reads_well_in_the_sentence():
    for entry in FILTERS:
        text = said(input=(step(entry.name),))
        assert text.split(" go")[0].lower() in (entry.title.lower(), "the picture")
