"""Places on a scale: round figures, nothing beyond the ends, no way to lose a crop."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.panes.filters.collection.brush_plot import Scale

LEVELS, DECADES = Scale(0.0, 255.0), Scale(0.0, 1e4, log=True)
SHARES = st.floats(0, 1)


@given(st.sampled_from([LEVELS, DECADES]), SHARES)
def test_a_place_stands_for_a_round_figure_that_lies_there(scale, share) -> None:
    value = scale.value(scale.at(share))
    assert scale.low <= value <= scale.high
    assert value == round(value)
    wide = scale.at(1) - scale.at(0)
    assert (scale.span((value, value))[0] - scale.at(0)) / wide == pytest.approx(
        share, abs=0.045
    )  # half of 0 to 1 in decades


@pytest.mark.parametrize("scale", [LEVELS, DECADES])
def test_the_ends_of_the_scale_are_exact(scale) -> None:
    low, high = scale.ends()
    assert (scale.value(low), scale.value(high)) == (scale.low, scale.high)
    assert (scale.value(low - 1), scale.value(high + 1)) == (scale.low, scale.high)
    assert scale.places(np.array([-5.0, scale.high * 9])).tolist() == [low, high]
