"""The recipe travels inside a painting and comes back whole; a hostile one is refused in words."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from models.average_records import Average, AveragedFace
from models.drawing_records import Drawing, DrawingStart, Stroke
from models.errors import PictureError
from models.gallery.export import ExportOptions, encode_export
from models.gallery.formats.png import KEY
from models.gallery.painting_file import (
    describe,
    encode_painting,
    read_painting_recipe,
    recipe_from_text,
    recipe_to_text,
    with_names,
)
from models.images import encode_png
from models.paint_records import NoiseStep
from models.records import Box, PaintingRecipe, PaintOptions, PaintSource

RECIPE = PaintingRecipe(
    "a" * 64,
    "Großmutter in Farbe",
    "b" * 64,
    "été 1927.jpg",
    PaintOptions(PaintSource.FACES, strength=0.75, colour=1.2, again=2, keep_luma=False, seed=7),
    (Box(1.5, 2.25, 30, 40), Box(10, 20, 60, 80, -12.5)),
)

NAMES = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=40).filter(str.isprintable)
DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64) | st.just("")
OPTIONS = st.builds(
    PaintOptions,
    st.sampled_from(PaintSource),
    st.floats(0, 1),
    st.floats(0, 4),
    st.integers(0, 100),
    st.booleans(),
    st.integers(0, 2**63 - 1),
    st.lists(st.builds(NoiseStep, st.integers(0, 2**63 - 1), st.floats(0, 1)), max_size=3).map(tuple),
)
BOXES = st.builds(
    Box, st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0.1, 1e6), st.floats(0.1, 1e6), st.floats(-360, 360)
)
STROKES = st.builds(
    Stroke,
    st.lists(st.tuples(*[st.integers(-16_000, 16_000)] * 3), min_size=1, max_size=4).map(tuple),
    st.none() | st.integers(0, 255),
    st.sampled_from(["r", "gb", "rgb"]),
)
DRAWINGS = st.builds(
    Drawing,
    st.sampled_from(DrawingStart),
    st.lists(STROKES, max_size=3).map(tuple),
    st.binary(max_size=9).map(lambda data: base64.b64encode(data).decode()),
)
AVERAGED = st.lists(
    st.builds(
        AveragedFace,
        st.text("0123456789abcdef", min_size=64, max_size=64),
        *(4 * [st.floats(0.1, 1e6)]),
        st.floats(-360, 360),
        st.integers(0, 3),
    ),
    max_size=3,
).map(tuple)
RECIPES = st.builds(
    PaintingRecipe,
    DIGESTS,
    NAMES,
    DIGESTS,
    NAMES,
    OPTIONS,
    st.lists(BOXES, max_size=4).map(tuple),
    drawing=st.none() | DRAWINGS,
    average=st.none() | st.builds(Average, AVERAGED, AVERAGED, st.floats(0, 1)),
)


@given(RECIPES)
def test_any_recipe_survives_as_text(recipe):
    assert recipe_from_text(recipe_to_text(recipe)) == recipe


@pytest.mark.parametrize("form", ["png", "jpeg", "webp"])
def test_the_recipe_comes_back_from_every_format(tmp_path, astronaut, form):
    path = tmp_path / "a painting"
    path.write_bytes(encode_export(astronaut[:40, :50], RECIPE, ExportOptions(format=form)))
    assert read_painting_recipe(path) == RECIPE


def test_an_ordinary_photo_carries_none(astronaut_file, tmp_path):
    assert read_painting_recipe(astronaut_file) is None
    Image.new("RGB", (9, 9)).save(tmp_path / "a.jpg")
    assert read_painting_recipe(tmp_path / "a.jpg") is None


def test_an_edited_or_foreign_file_is_refused_by_name(tmp_path, astronaut):
    path = tmp_path / "a.png"
    data = encode_painting(astronaut[:20, :20], RECIPE)
    for broken in (data[:-20], data[:200], b"", b"hello"):
        path.write_bytes(broken)
        with pytest.raises(PictureError) as caught:
            read_painting_recipe(path)
        assert caught.value.path == path


def _plain(**changes):
    return json.dumps(json.loads(recipe_to_text(RECIPE)) | changes)


def _options(**changes):
    return _plain(options=json.loads(recipe_to_text(RECIPE))["options"] | changes)


HOSTILE = {
    "no JSON": "hello",
    "a list": "[]",
    "bottomless": "[" * 100_000,
    "a megabyte": _plain(source_name="x" * 1_000_000),
    "a newer version": _plain(version=2),
    "an unknown field": _plain(command="rm"),
    "a digest that is a path": _plain(encoder_sha256="../../etc/passwd"),
    "a name that moves the cursor": _plain(source_name="\x1b[2J"),
    "a name that turns the reading direction": _plain(source_name="gpj\u202e.exe"),
    "a source nobody knows": _options(source="camera"),
    "a strength beyond": _options(strength=2),
    "a strength that is no number": _options(strength="NaN"),
    "endless repetition": _options(again=10**9),
    "a seed beyond": _options(seed=2**70),
    "a million boxes": _plain(boxes=[{"x": 0, "y": 0, "width": 3, "height": 4}] * 1001),
    "a box as large as a town": _plain(boxes=[{"x": 0, "y": 0, "width": 1e12, "height": 4}]),
    "a box of nothing": _plain(boxes=[{"x": 0, "y": 0, "width": 0, "height": 4}]),
    "an infinite box": '{"boxes": [{"x": Infinity}]}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_recipes_are_refused_with_a_short_reason(tmp_path, astronaut, name):
    path = tmp_path / "hostile.png"
    path.write_bytes(encode_png(astronaut[:8, :8], {KEY: HOSTILE[name]}))
    with pytest.raises(PictureError) as caught:
        read_painting_recipe(path)
    assert len(str(caught.value)) < 600


def test_a_text_bomb_is_not_unpacked(tmp_path):
    info = PngImagePlugin.PngInfo()
    info.add_itxt(KEY, "x" * 50_000_000, zip=True)
    Image.new("RGB", (8, 8)).save(tmp_path / "bomb.png", pnginfo=info)
    assert read_painting_recipe(tmp_path / "bomb.png") is None


def test_names_stay_at_home_unless_asked():
    assert with_names(RECIPE, False).source_name == ""
    assert with_names(RECIPE, True) == RECIPE


def test_a_recipe_reads_as_words():
    words = describe(RECIPE)
    assert words["Encoder"] == "Großmutter in Farbe"
    assert (words["Faces"], words["Strength"], words["Again"]) == ("2", "75%", "2 more times")
