"""What a training says of itself: time left, scores, settings both ways."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.networks import DISCRIMINATORS
from models.records import Scores
from models.training.config import TrainConfig
from studio.panes.train import words
from studio.panes.train.settings import EXPERT, config_from, values_of
from studio.panes.train.sheets import split_sheet


def _scores(*psnr):
    return [(100 * (number + 1), Scores(value, 20.0, 0.8)) for number, value in enumerate(psnr)]


def test_time_left_ends_at_whichever_comes_first():
    config = TrainConfig(epochs=10, batches=10, batch_size=2, minutes=5)
    assert words.seconds_left(config, 50, 60, 10) == 10
    assert words.seconds_left(config, 0, 290, 0.1) == 10
    assert words.seconds_left(config, 0, 400, 1) == 0


@pytest.mark.parametrize(("seconds", "text"), [(40, "40 s"), (156, "2.6 min"), (5400, "1.5 h")])
def test_times_in_words(seconds, text):
    assert words.word_time(seconds) == text


def test_scores_say_now_and_best():
    assert words.word_scores(_scores(23.0, 24.12, 24.07)) == "held out 24.07 dB, best 24.12"
    assert words.word_scores([]) == ""
    assert "20.00 dB" in words.explain_scores(_scores(23.0))


@given(st.integers(1, 32), st.integers(1, 2000), st.sampled_from(["patch", "categorical"]), st.integers(1, 240))
def test_settings_survive_the_form(batch, epochs, judge, minutes):
    config = TrainConfig(size="sketch", batch_size=batch, epochs=epochs, discriminator=judge, minutes=float(minutes))
    assert config_from("sketch", minutes, values_of(config)) == config


def test_the_judges_offered_are_those_there_are():
    (param,) = [param for param in EXPERT if param.name == "discriminator"]
    assert set(param.choices) == set(DISCRIMINATORS.names())


def test_a_sheet_is_read_back_row_by_row():
    sheet = np.zeros((640, 768, 3), np.uint8)
    sheet[320:, 256:512] = 9
    triples = split_sheet(sheet)
    assert len(triples) == 2
    assert [picture.max() for picture in triples[1]] == [0, 9, 0]
    assert all(picture.shape == (320, 256, 3) for picture in triples[0])
