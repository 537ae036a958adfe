"""What is left stays to the bit, what is taken out is as large as asked, and lies where chance or a person says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.files import sha256_of
from models.filters import apply_step, step
from tests.filters.test_every_filter import pictures

SHAPES = ["box", "ellipse", "strokes"]
VALUES = {"black": 0, "gray": 128, "white": 255}


def bright(height=320, width=256):
    """A picture that has none of the fills in it, so that what was taken out can be told."""
    return np.full((height, width, 3), 77, np.uint8)


def taken(seed=0, picture=None, **values):
    return (apply_step(bright() if picture is None else picture, step("mask", **values), seed) != 77).all(axis=2)


@given(picture=pictures, shape=st.sampled_from(SHAPES), size=st.integers(1, 75), seed=st.integers(0, 99))
def test_what_is_left_is_the_picture_to_the_bit(picture, shape, size, seed):
    """Where a black and a white fill agree, nothing was taken out."""
    one, other = (
        apply_step(picture, step("mask", shape=shape, size=size, fill=fill), seed) for fill in ("black", "white")
    )
    left = (one == other).all(axis=2)
    assert np.array_equal(one[left], picture[left])
    assert not one[~left].any()
    assert (other[~left] == 255).all()
    assert not left.all()


@pytest.mark.parametrize("fill", VALUES)
def test_a_plain_fill_is_that_gray(fill):
    drawn = apply_step(bright(), step("mask", fill=fill))
    assert np.unique(drawn[taken(fill=fill)]).tolist() == [VALUES[fill]]


def test_a_fill_of_noise_is_normal_and_another_for_every_seed():
    values = {"shape": "box", "size": 75, "place": "centre", "fill": "noise"}
    one, other = (apply_step(bright(), step("mask", **values), seed) for seed in (1, 2))
    inside = taken(size=75, place="centre")
    assert one[inside].mean() == pytest.approx(127.5, abs=0.5)
    assert one[inside].astype(float).std() == pytest.approx(42.5, rel=0.02)
    assert np.mean(one[inside] == other[inside]) < 0.02


@pytest.mark.parametrize("size", [1, 10, 25, 50, 75])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("tall", [(320, 256), (480, 360), (97, 301)])
def test_the_part_is_as_large_as_asked(shape, size, tall):
    share = 100 * taken(seed=3, picture=bright(*tall), shape=shape, size=size).mean()
    if shape == "strokes":
        assert size <= share <= size + 20
    else:
        assert share == pytest.approx(size, abs=1.2)


def test_a_quarter_in_the_middle_is_half_as_wide_and_half_as_tall():
    rows, columns = np.nonzero(taken(place="centre"))
    assert (rows.min(), rows.max() + 1) == (80, 240)
    assert (columns.min(), columns.max() + 1) == (64, 192)
    assert len(rows) == 160 * 128


def test_an_ellipse_in_the_middle_is_its_own_mirror_image_both_ways():
    inside = taken(shape="ellipse", place="centre", size=50)
    assert np.mean(inside != inside[::-1]) < 0.01
    assert np.mean(inside != inside[:, ::-1]) < 0.01
    assert not inside[:20, :20].any()


def test_by_chance_the_box_reaches_every_edge_and_stays_inside():
    boxes = [np.nonzero(taken(seed=seed, picture=bright(40, 30), size=25)) for seed in range(300)]
    assert {len(rows) for rows, _ in boxes} == {20 * 15}
    assert {rows.min() for rows, _ in boxes} == set(range(21))
    assert {columns.min() for _, columns in boxes} == set(range(16))


@pytest.mark.parametrize("shape", SHAPES)
def test_the_filter_s_own_seed_and_the_caller_s_seed_both_count(shape):
    steps = [step("mask", shape=shape, seed=own) for own in (0, 1)]
    places = {apply_step(bright(), one, caller).tobytes() for one in steps for caller in (0, 1, -1)}
    assert len(places) == 6


def test_strokes_are_lines_not_one_blob():
    """Somewhere between two strokes the picture is left."""
    inside = taken(seed=1, shape="strokes", size=40)
    rows = inside[:, inside.any(axis=0)]
    assert max(np.abs(np.diff(row.astype(int))).sum() for row in rows) >= 4


@pytest.mark.parametrize(
    ("shape", "digest"),
    [
        ("box", "5bd1411558a0"),
        ("ellipse", "fa42b1cf866a"),
        ("strokes", "90c0f2157321"),
    ],
)
def test_the_part_of_a_seed_is_the_same_in_every_version(shape, digest):
    """A training that is resumed, or repeated years later, must take out the same."""
    assert sha256_of(taken(seed=4, shape=shape).tobytes()).startswith(digest)
