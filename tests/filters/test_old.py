"""Pictures made old: seen at any size as they are at every other, and nothing done where nothing is asked for."""

from __future__ import annotations

import numpy as np

from models.cv import cv2
from models.filters import apply_lasting, apply_step, step
from models.images.colour import resize

NOTHING = {"vignette": 0, "fading": 0, "gamma": 0, "blur": 0, "grain": 0, "tone": 0, "scratches": 0}


def test_without_any_damage_it_is_a_gray_or_the_very_picture(astronaut):
    assert np.array_equal(apply_step(astronaut, step("old", gray=False, **NOTHING)), astronaut)
    assert np.array_equal(apply_step(astronaut, step("old", **NOTHING)), apply_step(astronaut, step("gray")))


def test_a_small_copy_ages_as_the_large_picture_does(astronaut):
    large = resize(astronaut, 256, 320)
    for seed in range(12):
        aged = apply_step(large, step("old"), seed)
        small = apply_step(resize(large, 64, 80), step("old"), seed)
        difference = np.abs(resize(aged, 64, 80).astype(int) - small)
        assert difference.mean() < 5, seed


def test_what_lasts_is_the_paper_alone_and_lies_where_it_lies_in_the_old_picture(astronaut):
    only_paper = step("old", **{**NOTHING, "vignette": 100, "gray": False})
    for seed in range(4):
        lasting = apply_lasting(astronaut, step("old", vignette=100), seed)
        assert np.array_equal(lasting, apply_step(astronaut, only_paper, seed))
        assert not np.array_equal(lasting, astronaut)
    assert np.array_equal(apply_lasting(astronaut, step("blur")), astronaut)


def test_toned_paper_keeps_its_luma(astronaut):
    toned = apply_step(astronaut, step("old", **{**NOTHING, "tone": 60}), 3)
    before, after = (cv2.cvtColor(one, cv2.COLOR_RGB2GRAY).astype(int) for one in (astronaut, toned))
    assert np.ptp(toned.astype(int), axis=2).max() > 10
    assert np.abs(before - after)[before < 200].max() <= 1
