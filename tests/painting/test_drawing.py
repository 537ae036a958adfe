"""Drawings by hand: lines as the filters draw them, the same in parts as at once, on what the encoder itself sees."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.cv import cv2
from models.drawing_records import Drawing, DrawingStart, Stroke
from models.errors import UsageError
from models.filters import parse_chain
from models.filters.filter import merge_channels
from models.painting.drawing import MAX_STROKES, Pens, draw, draw_stroke, pens_of
from models.painting.network_input import face_input
from models.recipes.filtering import filter_input
from models.records import Box
from tests.painting.encoders import recipe_of

PLACES = st.tuples(st.integers(-2000, 6000), st.integers(-2000, 7000), st.integers(1, 200))
STROKES = st.builds(
    Stroke,
    st.lists(PLACES, min_size=1, max_size=6).map(tuple),
    st.none() | st.integers(0, 255),
    st.sampled_from(["r", "gb", "rgb"]),
)


def blank():
    return [np.full((320, 256), 9, np.uint8) for _ in range(3)]


@given(STROKES, st.booleans())
def test_a_stroke_drawn_in_parts_is_the_stroke_drawn_at_once_and_stays_in_its_areas(stroke, smooth):
    pens, once, parts = Pens((50, 200), 0, smooth), blank(), blank()
    draw_stroke(once, pens, stroke)
    touched = np.zeros((320, 256), bool)
    for number in range(len(stroke.points)):
        begun = dataclasses.replace(stroke, points=stroke.points[: number + 1])
        left, top, right, bottom = draw_stroke(parts, pens, begun, number)
        touched[top:bottom, left:right] = True
    assert np.array_equal(once, parts)
    assert not (np.array(once) != 9).any(axis=0)[~touched].any()


def test_the_thinnest_pen_draws_as_the_contours_filter_does():
    drawn, wanted = blank(), np.full((320, 256), 9, np.uint8)
    outline = np.array([(20, 30), (200, 41), (180, 300)], np.int32)
    cv2.polylines(wanted, [outline], False, 150, 1, cv2.LINE_AA)
    points = tuple((int(x) * 16 + 8, int(y) * 16 + 8, 16) for x, y in outline)
    draw_stroke(drawn, pens_of(recipe_of("contours")), Stroke(points, 150, "g"))
    away = np.abs(drawn[1].astype(int) - wanted)
    assert away.max() <= 2  # where the pen was set down
    assert (away > 0).sum() <= 2
    assert (drawn[0] == 9).all()


def test_without_strokes_a_drawing_is_what_the_encoder_sees_of_the_photo(astronaut):
    recipe, box = recipe_of("contours"), Box(150, 20, 160, 160 * 4 / 3)
    drawn = draw(recipe, Drawing(DrawingStart.PHOTO), astronaut, (box,))
    assert np.array_equal(drawn, filter_input(recipe, face_input(recipe, astronaut, box), 0))
    assert draw(recipe, Drawing(DrawingStart.PHOTO), astronaut).shape == (320, 256, 3)


@pytest.mark.parametrize(
    ("chain", "pens"),
    [
        ("contours", Pens((50, 100, 150, 200), 0, True)),
        ("gray,contours:level_2=120:smooth=false", Pens((50, 120, 150, 200), 0, False)),
        ("binary", Pens((255,), 0, False)),
        ("canny", Pens((255,), 0, False)),
        ("sketch", Pens((150, 100, 50, 0), 255, True)),
        ("contours,gray", None),
        ("gray", None),
    ],
)
def test_every_encoder_of_lines_has_its_own_pens(chain, pens):
    recipe = dataclasses.replace(recipe_of("contours"), input=parse_chain(chain))
    assert pens_of(recipe) == pens
    strokes = (Stroke(((800, 800, 32), (2400, 3000, 32)), 200), Stroke(((800, 800, 320), (2400, 3000, 320)), None))
    if pens is None:
        with pytest.raises(UsageError, match="does not paint from a drawing"):
            draw(recipe, Drawing(), None)
    else:  # the eraser leaves bare paper under every pen
        assert (draw(recipe, Drawing(strokes=strokes), None) == pens.paper).all()
        assert (draw(recipe, Drawing(strokes=strokes[:1]), None) != pens.paper).any()


def test_a_stroke_lies_in_the_same_place_in_every_size():
    stroke = Stroke(((800, 800, 64), (2400, 3000, 64)), 200)
    small, large = (
        draw(dataclasses.replace(recipe_of("contours"), width=width), Drawing(strokes=(stroke,)), None)
        for width in (256, 512)
    )
    halved = cv2.resize(large, (256, 320), interpolation=cv2.INTER_AREA)
    assert np.abs(small.astype(int) - halved).mean() < 1


POINT = (0, 0, 16)


@pytest.mark.parametrize(
    "strokes",
    [
        (Stroke((), 200),),
        (Stroke((POINT,), 256),),
        (Stroke((POINT,), 200, "rgbx"),),
        (Stroke(((99_999, 0, 16),), 200),),
        (Stroke(((0, 0, 0),), 200),),
        (Stroke(((0, 0, 99_999),), 200),),
        (Stroke((POINT,), 200),) * (MAX_STROKES + 1),
        (Stroke((POINT,) * 10_001, 200),),
    ],
)
def test_what_no_hand_has_drawn_is_refused(strokes):
    with pytest.raises(UsageError):
        draw(recipe_of("contours"), Drawing(strokes=strokes), None)


def test_lines_are_merged_in_the_order_of_the_channels():
    channels = [np.zeros((320, 256), np.uint8) for _ in range(3)]
    draw_stroke(channels, Pens((200,), 0, False), Stroke(((1600, 1600, 160),), 200, "r"))
    assert merge_channels(channels)[100, 100].tolist() == [200, 0, 0]
