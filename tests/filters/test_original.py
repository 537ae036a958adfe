"""An autoencoder's input is the picture, to the last bit."""

from __future__ import annotations

import numpy as np

from models.filters import apply_step, step


def test_original_is_the_picture_itself(astronaut):
    assert np.array_equal(apply_step(astronaut, step("original")), astronaut)
