"""The history of a run of any length costs the same to show, and nothing that was measured gets lost."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.records import Scores
from models.training.run_folder.history_reader import HistoryPart
from studio.panes.train.live.curves import Track, smoothed
from studio.panes.train.live.run_curves import RunCurves


def _track(values):
    track = Track(["one", "other"])
    for i, value in enumerate(values):
        _add(track, i, i * 0.5, value)
    return track


def _add(track, step, second, value):
    track.extend(np.array([step], float), np.array([second], float), np.array([[value, -value]], float))


def _part(steps, value, *, begun=False, scores=(), broken=()):
    steps = np.array(steps, float)
    return HistoryPart(begun, steps, steps * 3.0, {"l1": np.full(len(steps), value)}, list(scores), False, list(broken))


_LOSSES = st.floats(-1e3, 1e3, width=32, allow_subnormal=False)


@given(st.lists(_LOSSES, min_size=1, max_size=700), st.integers(1, 60), st.booleans())
def test_the_least_and_the_most_of_the_run_are_always_shown(values, most, by_step):
    track = _track(values)
    end = len(values) * (1 if by_step else 0.5)
    shown = track.columns(0, end, most, "step" if by_step else "second")["one"]
    least, mean, greatest = shown
    assert 1 <= len(mean) <= most + 1
    assert (least.min(), greatest.max()) == (np.float32(min(values)), np.float32(max(values)))
    assert np.all(least <= mean + 1e-3)
    assert np.all(mean <= greatest + 1e-3)


@given(st.integers(1, 900), st.integers(0, 900), st.integers(1, 50))
def test_a_part_of_the_run_shows_what_lies_there(count, start, most):
    track = _track(range(count))
    start = min(start, count - 1)
    end = min(count - 1, start + 40)
    shown = track.columns(start, end, most, "step")
    assert shown["one"][0].min() <= start
    assert shown["one"][2].max() >= end
    assert np.all(np.diff(shown["step"][1]) > 0)
    np.testing.assert_allclose(shown["one"][1], shown["step"][1], atol=0.51)
    np.testing.assert_allclose(shown["second"][1], shown["step"][1] / 2, atol=0.01)


def test_many_samples_at_once_are_the_same_as_one_by_one():
    values = np.random.default_rng(3).normal(size=3000)
    slow, fast = _track(values), Track(["one", "other"])
    for part in np.array_split(np.arange(3000), [1, 7, 900, 901]):
        fast.extend(part.astype(float), part * 0.5, np.stack((values[part], -values[part]), axis=1))
    for low, high in ((0, 3000), (700, 1200)):
        here, there = (one.columns(low, high, 50, "step")["other"] for one in (slow, fast))
        np.testing.assert_allclose(here, there, rtol=1e-5, atol=1e-5)  # sums of float32 depend on their order


def test_a_nan_does_not_hide_the_curve():
    track = _track([1.0, float("nan"), 3.0])
    assert len(track) == 2
    assert track.columns(0, 3, 10, "step")["one"][1].tolist() == [1.0, 3.0]


def test_the_nearest_sample_is_found_by_step_and_by_time():
    track = _track(range(100))
    assert track.near(30.4, "step") == {"step": 30.0, "second": 15.0, "one": 30.0, "other": -30.0}
    assert track.near(15.1, "second")["step"] == 30
    assert (track.near(-5, "step")["one"], track.near(1e9, "step")["one"]) == (0, 99)
    assert Track(["one"]).near(3, "step") == {}


@given(st.lists(st.floats(-100, 100, allow_subnormal=False), max_size=200), st.sampled_from([0.0, 0.03, 0.5, 2.0]))
def test_smoothing_keeps_length_and_range(numbers, share):
    values = np.array(numbers, float)
    result = smoothed(values, share)
    assert len(result) == len(values)
    if len(values):
        assert result.min() >= values.min() - 1e-6
        assert result.max() <= values.max() + 1e-6


def test_a_flat_curve_stays_flat_to_its_ends():
    np.testing.assert_allclose(smoothed(np.full(500, 7.0), 1 / 30), 7.0)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 300))
def test_what_is_trained_again_replaces_what_was_forgotten(first, cut, again):
    """After a roll back the whole history comes anew."""
    kept = min(first, cut)
    run, same = RunCurves(), RunCurves()
    run.take(_part(range(first), 1.0, begun=True, broken=[(1, 2)]))
    for curves in (run, same):
        curves.take(_part(range(kept), 1.0, begun=True))
        curves.take(_part(range(kept, kept + again), 2.0))
    assert len(run.losses) == kept + again
    assert run.broken == []
    here, there = (one.losses.columns(0, kept + again, 20, "step")["l1"] for one in (run, same))
    np.testing.assert_allclose(here, there)


def test_a_loss_that_a_run_does_not_have_leaves_the_others_shown():
    run = RunCurves()
    run.take(_part(range(1, 10), 2.0, begun=True))
    shown = run.losses.columns(0, 13, 100, "step")
    assert shown["l1"][1].tolist() == [2.0] * 9
    assert np.isnan(shown["generator"][1]).all()
    assert run.losses.near(0, "step") == {"step": 1.0, "second": 3.0, "l1": 2.0}


def test_a_score_stands_where_its_step_was_done_and_goes_when_that_is_rolled_back():
    run = RunCurves()
    run.take(_part(range(1, 21), 1.0, begun=True, scores=[(10, Scores(23.0, 20.0, 0.8))]))
    run.take(_part(range(21, 31), 1.0, scores=[(30, Scores(24.0, 20.0, 0.8))]))
    assert [step for step, _ in run.scored] == [10, 30]
    assert [run.scores.near(step, "step")["second"] for step in (10, 30)] == [30.0, 90.0]
    run.take(_part(range(1, 9), 1.0, begun=True))
    assert (len(run.scores), run.scored, run.last("step"), run.last("second")) == (0, [], 8, 24.0)


def test_nothing_is_shown_of_a_track_without_samples():
    assert [part.shape for part in Track(["one"]).columns(0, 10, 100, "step").values()] == 3 * [(3, 0)]
