"""Places on a scale and what the keys make of a span: round figures, nothing beyond the ends, no way to lose a crop."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.panes.filters.collection.spans import Scale, shifted, widened

LEVELS, DECADES = Scale(0.0, 255.0), Scale(0.0, 1e4, log=True)
SHARES = st.floats(0, 1)
ENDS = (0.0, 1.0)


@given(st.sampled_from([LEVELS, DECADES]), SHARES)
def test_a_place_stands_for_a_round_figure_that_lies_there(scale, share) -> None:
    value = scale.value(scale.at(share))
    assert scale.low <= value <= scale.high
    assert value == round(value)
    wide = scale.at(1) - scale.at(0)
    assert (scale.place(value) - scale.at(0)) / wide == pytest.approx(share, abs=0.045)  # half of 0 to 1 in decades


@pytest.mark.parametrize("scale", [LEVELS, DECADES])
def test_the_ends_of_the_scale_are_exact(scale) -> None:
    low, high = scale.ends()
    assert (scale.value(low), scale.value(high)) == (scale.low, scale.high)
    assert (scale.value(low - 1), scale.value(high + 1)) == (scale.low, scale.high)
    assert scale.places(np.array([-5.0, scale.high * 9])).tolist() == [low, high]


def test_decades_are_figures_a_person_writes() -> None:
    assert [words for _, words in DECADES.decades()] == ["10", "100", "1,000", "10,000"]
    assert [DECADES.value(place) for place, _ in DECADES.decades()] == [10, 100, 1000, 10000]


def test_a_step_moves_the_whole_or_its_high_end() -> None:
    assert shifted((0.3, 0.6), 0.1, ENDS) == pytest.approx((0.4, 0.7))
    assert shifted((0.2, 0.5), 9.0, ENDS) == pytest.approx((0.7, 1.0))
    assert shifted((0.2, 0.5), -9.0, ENDS) == pytest.approx((0.0, 0.3))
    assert widened((0.2, 0.5), 0.2, ENDS) == pytest.approx((0.2, 0.7))
    assert widened((0.4, 0.5), -0.4, ENDS) == pytest.approx((0.1, 0.4))


@given(st.sampled_from([shifted, widened]), SHARES, SHARES, st.floats(-4, 4))
def test_no_step_leaves_the_scale(step, one, other, by) -> None:
    low, high = step((min(one, other), max(one, other)), by, ENDS)
    assert -1e-9 <= low <= high <= 1 + 1e-9
