"""What a training says of itself: time left, scores, budgets."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.records import WIDTHS, Scores
from models.training.config import TrainConfig
from models.training.run_folder.samples import draw_sheet
from studio.panes.train import words
from studio.panes.train.live.sheets import split_sheet


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
    coloured = [(9, replace(_scores(24.07)[0][1], ciede2000=7.75))]
    assert words.word_scores(coloured) == "held out 24.07 dB, best 24.07, colours off by 7.8"
    assert "7.75 (CIEDE2000" in words.explain_scores(coloured)
    assert words.word_scores([]) == ""
    assert "20.00 dB" in words.explain_scores(_scores(23.0))


@pytest.mark.parametrize(
    ("speed", "says"), [(7.5, "About 28 min for 200"), (0.5, "About 7.1 hours"), (9000, "About 1 min"), (None, "")]
)
def test_how_long_a_training_takes_here(speed, says):
    told = words.word_epochs(TrainConfig(), speed)
    assert told.startswith(says)
    assert bool(told) == bool(says)


def test_the_memory_of_the_device():
    assert words.word_memory(1_234_000_000, 16_000_000_000) == "1.2 of 16 GB"
    assert words.word_memory(0, 0) == ""


@pytest.mark.parametrize(
    ("step", "kept", "says"),
    [(None, None, "so far"), (50, None, "not saved any more"), (50, 50, "by step 50"), (50, 64, "step 64: of the")],
)
def test_what_a_kept_moment_would_be_is_said_honestly(step, kept, says):
    assert says in words.explain_moment(step, kept)


@pytest.mark.parametrize(
    ("minutes", "says"),
    [(15.0, "15 min"), (1440.0, "1,440 min"), (7.5, "7.5 min"), (0.05, "0.05 min"), (None, "until done")],
)
def test_a_budget_of_time_in_words(minutes, says):
    assert words.word_budget(minutes) == says


@pytest.mark.parametrize("width", WIDTHS)
def test_a_sheet_is_read_back_row_by_row_whatever_the_recipe_sees(width):
    height = width * 5 // 4
    made = [tuple(np.full((height, width, 3), 40 * row + 9 * side, np.uint8) for side in range(3)) for row in range(4)]
    triples = split_sheet(draw_sheet(made))
    assert len(triples) == 4
    for row, read in zip(made, triples, strict=True):
        assert all(np.array_equal(picture, wanted) for picture, wanted in zip(read, row, strict=True))


@pytest.mark.parametrize("shape", [(319, 768), (1, 1), (640, 700), (100_000, 3), (2, 3000)])
def test_a_picture_that_is_no_sheet_has_no_triples(shape):
    assert split_sheet(np.zeros((*shape, 3), np.uint8)) == []
