"""Recipes travel in files that strangers send: what comes back is the same recipe, or one clear error."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ParameterError, UnknownNameError, UsageError
from models.recipes import RECIPES, recipe_from_json, recipe_to_json
from models.records import CutFrom, Pairing, Recipe
from tests.filters.test_chain import chains

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=64)
words = texts.filter(bool)

recipes = st.builds(
    Recipe,
    name=words,
    title=texts,
    input=chains,
    target=chains,
    pairing=st.sampled_from(Pairing),
    cut_from=st.sampled_from(CutFrom),
    people=st.lists(texts, max_size=5).map(tuple),
    flip=st.booleans(),
    jitter=st.integers(0, 64),
    help=texts,
)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)


def colourise(**changes):
    return recipe_to_json(RECIPES.get("colourise")) | changes


def test_the_window_can_list_recipes_without_loading_what_it_does_not_need_yet():
    code = "import sys, models.recipes; print(sorted({'pydantic', 'torch', 'skimage'} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


@pytest.mark.parametrize("name", RECIPES.names())
def test_every_built_in_recipe_goes_both_ways(name):
    recipe = RECIPES.get(name)
    assert recipe_from_json(json.loads(json.dumps(recipe_to_json(recipe)))) == recipe


def test_a_recipe_of_yesterday_changes_no_picture_and_one_that_changes_none_looks_as_yesterday():
    yesterday = colourise()
    share = yesterday.pop("augmentation")["share"]
    assert share == 0.5
    read = recipe_from_json(yesterday)
    assert read.augmentation is None
    assert recipe_to_json(read) == yesterday
    for bad in (1.5, -0.1, True, "half", None):
        with pytest.raises(UsageError, match="augmentation"):
            recipe_from_json(colourise(augmentation={"step": {"name": "old"}, "share": bad}))


@given(recipe=recipes)
def test_any_recipe_goes_both_ways(recipe):
    assert recipe_from_json(json.loads(json.dumps(recipe_to_json(recipe)))) == recipe


@given(value=anything)
def test_anything_else_is_refused_in_words(value):
    with pytest.raises(UsageError):
        recipe_from_json(value)


@given(data=st.data(), value=anything)
def test_any_field_with_anything_in_it_gives_a_recipe_or_one_error(data, value):
    field = data.draw(st.sampled_from([*colourise(), "extra"]))
    try:
        read = recipe_from_json(colourise(**{field: value}))
    except UsageError as error:
        assert len(str(error)) < 1000  # noqa: PT017  either outcome is right, a crash is not
    else:
        assert recipe_from_json(recipe_to_json(read)) == read


@pytest.mark.parametrize("field", ["name", "title", "input", "target"])
def test_a_missing_field_is_named(field):
    incomplete = {key: value for key, value in colourise().items() if key != field}
    with pytest.raises(UsageError, match=field):
        recipe_from_json(incomplete)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"code": "import os"}, "code"),
        ({"name": ""}, "name"),
        ({"name": "x" * 65}, "name"),
        ({"title": "x" * 201}, "title"),
        ({"help": "x" * 2001}, "help"),
        ({"people": ["x"] * 10_001}, "people"),
        ({"people": [7]}, "people"),
        ({"jitter": 65}, "jitter"),
        ({"jitter": -1}, "jitter"),
        ({"jitter": "16"}, "jitter"),
        ({"jitter": True}, "jitter"),
        ({"flip": 1}, "flip"),
        ({"pairing": "twins"}, "pairing"),
        ({"cut_from": "feet"}, "cut_from"),
        ({"input": []}, "input"),
        ({"input": [{"name": "gray", "values": {}}] * 17}, "input"),
        ({"input": [{"name": "gray", "values": {}, "run": "x"}]}, "run"),
        ({"input": [{"name": "blur", "values": {"sigma": [1]}}]}, "sigma"),
        ({"input": [{"name": "blur", "values": {"sigma": float("nan")}}]}, "sigma"),
        ({"input": [{"name": "blur", "values": {str(key): 1 for key in range(40)}}]}, "values"),
    ],
)
def test_what_does_not_belong_is_refused_by_name(changes, named):
    with pytest.raises(UsageError, match=named):
        recipe_from_json(colourise(**changes))


def test_a_filter_this_bottega_does_not_have_is_named():
    with pytest.raises(UnknownNameError, match="sepia"):
        recipe_from_json(colourise(input=[{"name": "sepia", "values": {}}]))


@pytest.mark.parametrize("values", [{"sigma": 1e9}, {"sigma": "wide"}, {"kernel": 2.5}, {"depth": 1}])
def test_a_value_outside_what_the_filter_declares_is_refused(values):
    with pytest.raises(ParameterError, match=next(iter(values))):
        recipe_from_json(colourise(input=[{"name": "blur", "values": values}]))


def test_a_hostile_key_does_not_fill_the_screen():
    with pytest.raises(UsageError) as caught:
        recipe_from_json(colourise(**{"x" * 100_000: 1}))
    assert len(str(caught.value)) < 300


def test_deeply_nested_json_is_refused():
    nest: list[object] = []
    for _ in range(500):
        nest = [nest]
    with pytest.raises(UsageError):
        recipe_from_json(colourise(input=nest))
