"""Where a network answers alike however it looks there is no doubt; where it does not, there is."""

from __future__ import annotations

import numpy as np

from models.painting.encoder import load_encoder
from models.painting.guesses import find_guesses
from models.records import PaintOptions
from tests.painting.encoders import make_encoder


def test_an_even_picture_is_doubted_less_than_one_that_changes_with_every_look(tmp_path, astronaut):
    encoder = load_encoder(make_encoder(tmp_path / "colours.bottega", generator="chroma", seed=3).path)
    doubt = find_guesses(encoder, astronaut, PaintOptions())
    assert doubt.shape == (320, 320)
    assert np.isfinite(doubt).all()
    assert doubt.min() >= 0
    even = find_guesses(encoder, np.full_like(astronaut, 90), PaintOptions())
    assert np.median(even) < np.median(doubt) / 2
    assert np.array_equal(doubt, find_guesses(encoder, astronaut, PaintOptions()))
