"""Figures that others publish too must be theirs."""

from __future__ import annotations

import numpy as np
import pytest
from skimage import color

from models.filters import apply_step, step
from models.images.likeness import ciede2000, colourfulness, mean_chroma, psnr, to_lab


def test_colour_differences_are_those_of_scikit_image(astronaut):
    one = astronaut[:160, 100:260]
    grays = np.repeat(one[:, :, :1], 3, axis=2)
    for other in (one[::-1], 255 - one, apply_step(one, step("noise")), grays):
        wanted = color.deltaE_ciede2000(color.rgb2lab(one), color.rgb2lab(other))
        apart = np.abs(ciede2000(to_lab(one), to_lab(other)) - wanted)
        assert apart.mean() < 1e-4
        assert (apart > 1e-3).mean() < 0.001  # hues that lie opposite may be gone to by either way round
    assert ciede2000(to_lab(one), to_lab(one)).max() == 0


def test_a_gray_has_no_colour_and_colours_count_as_published(astronaut):
    gray = apply_step(astronaut, step("gray"))
    assert colourfulness(gray) == 0
    assert mean_chroma(to_lab(gray)) < 0.01
    halves = np.zeros((2, 2, 3), np.uint8)
    halves[0, :, 0] = 255  # rg 255 and 0, yb 127.5 and 0: deviations 127.5 and 63.75, means the same
    assert colourfulness(halves) == pytest.approx(1.3 * np.hypot(127.5, 63.75))


def test_psnr_of_a_part_looks_only_there(astronaut):
    changed = astronaut.copy()
    changed[:10] ^= 16
    top = np.zeros(astronaut.shape[:2], bool)
    top[:10] = True
    assert psnr(changed, astronaut, ~top) == 100
    assert psnr(changed, astronaut, top) == pytest.approx(10 * np.log10(255**2 / 256), abs=1e-3)
