"""On its way from seed to seed noise stays noise: as wide everywhere, exact at both ends, the same again."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import UsageError
from models.paint_records import NoiseStep
from models.painting.noise_input import noise_input
from models.recipes import RECIPES
from models.records import PaintOptions
from models.workflow.film_noise import frames_between

RECIPE = dataclasses.replace(RECIPES.get("noise"), width=128)
SEEDS = st.integers(0, 10_000)


@given(SEEDS, SEEDS, st.floats(0, 1))
def test_it_is_as_wide_on_the_way_as_at_the_ends(start, goal, share):
    here, there = noise_input(RECIPE, start), noise_input(RECIPE, goal)
    way = noise_input(RECIPE, start, [NoiseStep(goal, share)])
    if start != goal:
        assert abs(float(way.std()) - float(here.std())) < 1
    for ends, one in ((0.0, here), (1.0, there)):
        assert np.array_equal(noise_input(RECIPE, start, [NoiseStep(goal, ends)]), one)


def test_a_loop_comes_back_and_a_way_arrives():
    loop = frames_between(PaintOptions(seed=3), 9, 10, loop=True)
    shares = [one.walk[0].share for one in loop]
    assert shares[0] == 0
    assert max(shares) == shares[5] == pytest.approx(1)
    assert shares[1:5] == pytest.approx(shares[:5:-1])
    way = frames_between(PaintOptions(seed=3), 9, 5, loop=False)
    assert [one.walk[0].share for one in way] == [0, 0.25, 0.5, 0.75, 1]


@pytest.mark.parametrize("walk", [[NoiseStep(1, 1.5)], [NoiseStep(1, float("nan"))], [NoiseStep(1, 0.5)] * 65])
def test_steps_that_make_no_sense_are_refused(walk):
    with pytest.raises(UsageError):
        noise_input(RECIPE, 0, walk)
