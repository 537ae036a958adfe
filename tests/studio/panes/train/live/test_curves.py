"""The course of a run of any length costs the same to show, and nothing that was measured gets lost."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.records import Scores
from studio.panes.train.live.curves import Track, smoothed
from studio.panes.train.live.run_curves import RunCurves


def _track(values):
    track = Track(["one", "other"])
    for i, value in enumerate(values):
        track.add(i, i * 0.5, {"one": value, "other": -value})
    return track


_LOSSES = st.floats(-1e3, 1e3, width=32, allow_subnormal=False)


@given(st.lists(_LOSSES, min_size=1, max_size=700), st.integers(1, 60), st.booleans())
def test_the_least_and_the_most_of_the_run_are_always_shown(values, most, by_step):
    track = _track(values)
    end = len(values) * (1 if by_step else 0.5)
    shown = track.columns(0, end, most, by_step=by_step)["one"]
    assert 1 <= len(shown.at) <= most + 1
    assert np.all(np.diff(shown.at) > 0)
    assert (shown.low.min(), shown.high.max()) == (np.float32(min(values)), np.float32(max(values)))
    assert np.all(shown.low <= shown.mean + 1e-3)
    assert np.all(shown.mean <= shown.high + 1e-3)


@given(st.integers(1, 900), st.integers(0, 900), st.integers(1, 50))
def test_a_part_of_the_run_shows_what_lies_there(count, start, most):
    track = _track(range(count))
    start = min(start, count - 1)
    end = min(count - 1, start + 40)
    shown = track.columns(start, end, most, by_step=True)["one"]
    assert shown.low.min() <= start
    assert shown.high.max() >= end
    np.testing.assert_allclose(shown.mean, shown.at, atol=0.51)


@given(st.integers(0, 500), st.integers(0, 600), st.integers(0, 300))
def test_what_is_trained_again_replaces_what_was_forgotten(first, cut, again):
    track = _track([1.0] * first)
    track.cut(cut)
    kept = min(first, cut + 1)
    for i in range(again):
        track.add(kept + i, kept + i, {"one": 2.0})
    same = _track([1.0] * kept)
    for i in range(again):
        same.add(kept + i, kept + i, {"one": 2.0})
    assert len(track) == kept + again
    here, there = (one.columns(0, kept + again, 20, by_step=True)["one"] for one in (track, same))
    np.testing.assert_allclose(here.mean, there.mean)


def test_many_samples_at_once_are_the_same_as_one_by_one():
    values = np.random.default_rng(3).normal(size=3000)
    slow, fast = _track(values), Track(["one", "other"])
    for part in np.array_split(np.arange(3000), [1, 7, 900, 901]):
        fast.extend(part.astype(float), part * 0.5, np.stack((values[part], -values[part]), axis=1))
    for low, high in ((0, 3000), (700, 1200)):
        here, there = (one.columns(low, high, 50, by_step=True)["other"] for one in (slow, fast))
        np.testing.assert_allclose(here.mean, there.mean)
        np.testing.assert_allclose(here.low, there.low)


def test_a_nan_does_not_hide_the_curve():
    track = _track([1.0, float("nan"), 3.0])
    assert len(track) == 2
    assert track.columns(0, 3, 10, by_step=True)["one"].mean.tolist() == [1.0, 3.0]


def test_the_nearest_sample_is_found_by_step_and_by_time():
    track = _track(range(100))
    assert track.sample(track.index_near(30.4, by_step=True)) == (30, 15.0, {"one": 30.0, "other": -30.0})
    assert track.index_near(15.1, by_step=False) == 30
    assert (track.index_near(-5, by_step=True), track.index_near(1e9, by_step=True)) == (0, 99)
    assert Track(["one"]).index_near(3, by_step=True) == -1


@given(st.lists(st.floats(-100, 100, allow_subnormal=False), max_size=200), st.sampled_from([0.0, 0.03, 0.5, 2.0]))
def test_smoothing_keeps_length_and_range(numbers, share):
    values = np.array(numbers, float)
    result = smoothed(values, share)
    assert len(result) == len(values)
    if len(values):
        assert result.min() >= values.min() - 1e-6
        assert result.max() <= values.max() + 1e-6


def test_a_flat_curve_stays_flat_to_its_ends():
    np.testing.assert_allclose(smoothed(np.full(500, 7.0)), 7.0)


def test_what_lies_on_the_disk_replaces_what_was_seen_live_and_keeps_what_is_newer():
    run = RunCurves()
    for step in (2, 5, 9, 12):  # only some steps are told while it trains
        run.add(step, step * 0.1, {"l1": 1.0})
    steps = np.arange(1.0, 10.0)
    run.extend(steps, steps * 0.1, {"l1": np.full(9, 2.0)})
    assert run.last_step == 12
    shown = run.losses.columns(0, 13, 100, by_step=True)["l1"]
    assert shown.mean.tolist() == [2.0] * 9 + [1.0]


def test_a_score_stands_where_its_step_was_done_and_only_once():
    run = RunCurves()
    for step in range(1, 21):
        run.add(step, step * 3.0, {"l1": 1.0})
    for _ in range(2):
        run.add_scores(10, Scores(23.0, 20.0, 0.8))
    assert len(run.scores) == 1
    assert run.scores.sample(0)[:2] == (10, 30.0)
    run.add(8, 24.0, {"l1": 1.0})  # rolled back
    assert (len(run.scores), run.last_step) == (0, 8)
