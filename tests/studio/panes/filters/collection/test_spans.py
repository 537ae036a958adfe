"""Places on a scale and what a drag makes of a span: round figures, nothing beyond the ends, no way to lose a crop."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.panes.filters.collection.spans import Scale, dragged, grip_at

LEVELS, DECADES = Scale(0.0, 255.0), Scale(0.0, 1e4, log=True)
SHARES = st.floats(0, 1)


@given(st.sampled_from([LEVELS, DECADES]), SHARES)
def test_a_place_stands_for_a_round_figure_that_lies_there(scale, share) -> None:
    value = scale.value(share)
    assert scale.low <= value <= scale.high
    assert value == round(value)
    assert scale.share(value) == pytest.approx(share, abs=0.045)  # half of the way from 0 to 1 in the decades


@pytest.mark.parametrize("scale", [LEVELS, DECADES])
def test_the_ends_of_the_scale_are_exact(scale) -> None:
    assert (scale.value(0.0), scale.value(1.0)) == (scale.low, scale.high)
    assert scale.shares(np.array([-5.0, scale.high * 9])).tolist() == [0.0, 1.0]


def test_ticks_are_figures_a_person_writes() -> None:
    assert LEVELS.ticks() == (0, 50, 100, 150, 200, 250)
    assert DECADES.ticks() == (10, 100, 1000, 10000)
    assert Scale(64, 192).ticks() == (100, 150)


@pytest.mark.parametrize(
    ("place", "grip"), [(0, "new"), (38, "low"), (44, "low"), (60, "body"), (97, "high"), (104, "high"), (120, "new")]
)
def test_what_a_press_takes_hold_of(place, grip) -> None:
    assert grip_at(place, (40, 100)) == grip


def test_a_brush_too_slim_to_aim_at_can_be_widened_from_either_side() -> None:
    assert (grip_at(39, (40, 40)), grip_at(41, (40, 40))) == ("low", "high")
    assert grip_at(40, None) == "new"


def test_a_drag_moves_an_end_the_whole_or_makes_a_new_one() -> None:
    assert dragged("new", (0, 1), 0.6, 0.2) == (0.2, 0.6)
    assert dragged("low", (0.2, 0.5), 0.2, 0.4) == (0.4, 0.5)
    assert dragged("low", (0.2, 0.5), 0.2, 0.9) == (0.5, 0.9)
    assert dragged("high", (0.2, 0.5), 0.5, 0.7) == (0.2, 0.7)
    assert dragged("body", (0.2, 0.5), 0.3, 0.4) == pytest.approx((0.3, 0.6))
    assert dragged("body", (0.2, 0.5), 0.3, 9.0) == pytest.approx((0.7, 1.0))


@given(st.sampled_from(["new", "low", "high", "body"]), SHARES, SHARES, st.floats(-3, 4), st.floats(-3, 4))
def test_no_drag_leaves_the_scale(grip, one, other, pressed, now) -> None:
    low, high = dragged(grip, (min(one, other), max(one, other)), pressed, now)
    assert -1e-9 <= low <= high <= 1 + 1e-9
