"""A recipe file can be read by people, comes back as the same recipe, and does no harm when a stranger sends it."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import BottegaError, UsageError
from models.recipes import RECIPES
from models.recipes.recipe_file import MAX_BYTES, SUFFIX, read_recipe, write_recipe
from models.recipes.subset import FACTS
from models.records import WIDTHS, CutFrom, FactRange, Pairing, Recipe
from tests.filters.test_chain import chains

COLOURISE = RECIPES.get("colourise")
lines = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=60)
"""Whatever can be printed on one line, made and not sifted out of everything."""
numbers = st.floats(-1e6, 1e6) | st.integers(-1000, 3000)

recipes = st.builds(
    Recipe,
    name=lines.filter(bool),
    title=lines,
    input=chains,
    target=chains,
    pairing=st.sampled_from(Pairing),
    cut_from=st.sampled_from(CutFrom),
    people=st.lists(lines, max_size=5).map(tuple),
    flip=st.booleans(),
    jitter=st.integers(0, 64),
    help=st.lists(lines, min_size=1, max_size=4).map("\n".join),
    ranges=st.lists(st.builds(FactRange, st.sampled_from(FACTS), numbers, numbers), max_size=4).map(tuple),
    width=st.sampled_from(WIDTHS),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / f"Colourise{SUFFIX}"


def written(path: Path, **changes: object) -> Path:
    """A good file with some of its fields changed (None: without it)."""
    write_recipe(path, COLOURISE)
    values = json.loads(path.read_text("utf-8")) | changes
    path.write_text(json.dumps({key: value for key, value in values.items() if value is not None}))
    return path


def refusal(path: Path) -> str:
    """The sentence a person reads; it always names the file, says why and what to do."""
    with pytest.raises(UsageError) as caught:
        read_recipe(path)
    assert caught.value.path == path
    assert caught.value.why
    assert caught.value.remedy
    assert len(str(caught.value)) < 700
    return str(caught.value)


@given(recipe=recipes)
def test_any_recipe_comes_back_as_it_was(path, recipe):
    write_recipe(path, recipe)
    assert read_recipe(path) == recipe


@given(recipe=st.builds(replace, recipes, title=st.text(max_size=60), help=st.text(max_size=200)))
def test_whatever_is_typed_into_a_recipe_it_can_be_read_again(path, recipe):
    write_recipe(path, recipe)
    read = read_recipe(path)
    assert read.title.isprintable()
    assert replace(read, title="", help="") == replace(recipe, title="", help="")


def test_a_person_can_read_it(path):
    write_recipe(path, replace(COLOURISE, title="Großmutter färben", people=("Änne",)))
    text = path.read_text("utf-8")
    assert '"title": "Großmutter färben"' in text
    assert text.splitlines()[1].strip() == '"bottega_recipe": 1,'
    assert "Änne" in text


def test_what_was_picked_by_hand_stays_in_its_project(path):
    write_recipe(path, replace(COLOURISE, picked=(3, 4)))
    assert "picked" not in json.loads(path.read_text("utf-8"))
    assert read_recipe(path) == COLOURISE
    assert "one project only" in refusal(written(path, picked=[3, 4]))


def test_an_editor_s_byte_order_mark_does_no_harm(path):
    write_recipe(path, COLOURISE)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_recipe(path) == COLOURISE


@given(data=st.data())
def test_changed_bytes_give_a_recipe_or_one_sentence(path, data):
    write_recipe(path, COLOURISE)
    raw = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    path.write_bytes(bytes(raw))
    try:
        assert isinstance(read_recipe(path), Recipe)
    except BottegaError as error:
        assert str(path) in str(error)  # noqa: PT017  either outcome is right, a crash is not


@given(raw=st.binary(max_size=80))
def test_any_other_file_is_refused(path, raw):
    path.write_bytes(raw)
    refusal(path)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "not JSON"),
        (b"[1, 2]", "no recipe"),
        (b"{}", "some other file"),
        (b'{"bottega_recipe": true}', "some other file"),
        (b'{"bottega_recipe": 0}', "some other file"),
        (b'{"bottega_recipe": 1, "jitter": 1, "jitter": 2}', "'jitter' stands in it twice"),
        (b'{"bottega_recipe": NaN}', "NaN is no number"),
        (b"\xff\xfe{\x00}\x00", "not UTF-8 text"),
        (b"[" * 200_000, "deeper than any recipe needs"),
        (b"7" * 5000, "digits"),
    ],
)
def test_why_a_file_is_none(path, raw, why):
    path.write_bytes(raw)
    assert why in refusal(path)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"input": [{"name": "grey"}]}, "Did you mean gray"),
        ({"input": [{"name": "blur", "values": {"sigma": 1e9}}]}, "sigma"),
        ({"target": []}, "target"),
        ({"title": None}, "title"),
        ({"title": "\ud800"}, "title"),
        ({"title": "red \x1b[31m"}, "can't be shown"),
        ({"people": ["Anna\u202e"]}, "can't be shown"),
        ({"width": 300}, "width"),
        ({"ranges": [{"name": "height", "low": 0, "high": 9}]}, "height"),
        ({"ranges": [{"name": "year", "low": 0, "high": 10**400}]}, "ranges"),
        ({"run": "rm"}, "run"),
    ],
)
def test_a_field_that_does_not_fit_is_named(path, changes, named):
    assert named in refusal(written(path, **changes))


def test_a_newer_one_asks_for_an_update(path):
    assert "newer Bottega" in refusal(written(path, bottega_recipe=2))
    assert "Update Bottega" in refusal(path)


def test_a_file_too_large_for_a_recipe_is_not_read(path):
    path.write_bytes(b" " * (MAX_BYTES + 1))
    assert "larger than 1 MB" in refusal(path)


def test_what_is_no_file_is_refused(tmp_path, path):
    assert "No such file" in refusal(path)
    assert "regular file" in refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have names on Unix only")
def test_a_pipe_does_not_hang_the_window(path):
    os.mkfifo(path)
    assert "regular file" in refusal(path)


def test_a_recipe_that_could_not_be_read_again_leaves_the_old_file(path):
    write_recipe(path, COLOURISE)
    with pytest.raises(UsageError, match="people"):
        write_recipe(path, replace(COLOURISE, people=("x",) * 10_001))
    with pytest.raises(UsageError, match="too large"):
        write_recipe(path, replace(COLOURISE, people=tuple(f"{number:0200}" for number in range(9_000))))
    assert read_recipe(path) == COLOURISE
