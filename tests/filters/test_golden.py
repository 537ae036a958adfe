"""Every filter at its defaults makes, to the bit, the picture that lies in golden/: an encoder learned from it.

After a change that was meant, look at the new ones and write them with:  python -m tests.filters.test_golden
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from skimage import data

from models.filters import FILTERS, apply_step, step
from models.images import read_picture, write_png

GOLDEN = Path(__file__).parent / "golden"


def small_astronaut():
    """The face and the shoulders, each square of four by four pixels as its mean: (120, 96, 3)."""
    part = data.astronaut()[:480, 64:448].reshape(120, 4, 96, 4, 3)
    return (part.astype(np.uint16).sum(axis=(1, 3)) // 16).astype(np.uint8)


@pytest.mark.parametrize("name", FILTERS.names())
def test_a_filter_makes_its_golden_picture(name):
    assert np.array_equal(apply_step(small_astronaut(), step(name), seed=0), read_picture(GOLDEN / f"{name}.png"))


def test_no_golden_picture_is_left_of_a_filter_that_is_gone():
    assert {path.stem for path in GOLDEN.iterdir()} == set(FILTERS.names())


def write_golden() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for name in FILTERS.names():
        write_png(GOLDEN / f"{name}.png", apply_step(small_astronaut(), step(name), seed=0))


if __name__ == "__main__":
    write_golden()
