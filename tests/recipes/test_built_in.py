"""The recipes of the method are there and do what their line of the table says."""

from __future__ import annotations

import pytest

from models.filters import format_chain
from models.recipes import RECIPES, is_colourising
from models.records import Pairing

TABLE = {
    "autoencoder": ("original", "original", Pairing.SAME),
    "colourise": ("gray", "original", Pairing.SAME),
    "binary": ("binary", "original", Pairing.SAME),
    "contours": ("contours", "original", Pairing.SAME),
    "canny": ("canny", "original", Pairing.SAME),
    "average": ("original", "original", Pairing.SUBSET),
    "noise": ("noise", "original", Pairing.RANDOM),
}

BESIDE = {
    "superresolution": ("downscale:factor=2", "original", Pairing.SAME),
    "inpainting": ("mask:fill=guess:shape=damage:size=8", "original", Pairing.SAME),
}


def test_those_of_the_method_come_first_in_its_order_and_one_s_own_last():
    assert RECIPES.names() == (*TABLE, *BESIDE, "custom")


@pytest.mark.parametrize("name", [*TABLE, *BESIDE])
def test_what_goes_in_and_what_comes_out(name):
    recipe = RECIPES.get(name)
    assert (format_chain(recipe.input), format_chain(recipe.target), recipe.pairing) == (TABLE | BESIDE)[name]


@pytest.mark.parametrize("name", RECIPES.names())
def test_a_recipe_has_words_for_people(name):
    recipe = RECIPES.get(name)
    assert recipe.name == name
    assert recipe.title
    assert recipe.help.endswith(".")


def test_only_colourising_may_put_the_luma_back():
    assert [recipe.name for recipe in RECIPES if is_colourising(recipe)] == ["colourise"]
