"""A curve of any length costs the same to keep and to show, and tells the truth about the run."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from studio.widgets.curves import Curve, smoothed


@given(st.integers(1, 3000), st.sampled_from([8, 50, 101]))
def test_any_number_of_samples_stays_within_the_room_and_keeps_its_ends(count, most):
    curve = Curve(most)
    for i in range(count):
        curve.add(i, i * 0.5, float(i))
    steps, seconds, values = curve.points()
    assert 1 <= len(steps) <= most
    assert np.all(np.diff(steps) > 0)
    np.testing.assert_allclose(values, steps)
    np.testing.assert_allclose(seconds, steps * 0.5)
    assert steps[0] <= curve.stride
    assert steps[-1] >= count - 1 - 2 * curve.stride


def test_the_mean_survives_the_merging():
    curve = Curve(64)
    values = np.random.default_rng(1).normal(5, 2, 64 * 32)
    for i, value in enumerate(values):
        curve.add(i, i, value)
    assert np.isclose(curve.points()[2].mean(), values.mean(), atol=0.05)


def test_a_nan_does_not_hide_the_curve():
    curve = Curve()
    for value in (1.0, float("nan"), 3.0):
        curve.add(len(curve), 0, value)
    assert curve.points()[2].tolist() == [1.0, 3.0]


@given(st.lists(st.floats(-100, 100), max_size=200))
def test_smoothing_keeps_length_and_range(numbers):
    values = np.array(numbers, float)
    result = smoothed(values)
    assert len(result) == len(values)
    if len(values):
        assert result.min() >= values.min() - 1e-6
        assert result.max() <= values.max() + 1e-6


def test_a_flat_curve_stays_flat_to_its_ends():
    np.testing.assert_allclose(smoothed(np.full(500, 7.0)), 7.0)
