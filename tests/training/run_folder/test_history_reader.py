"""The history of a run is read on from where it ended, whatever the training did to its file meanwhile."""

from __future__ import annotations

import numpy as np
import pytest

from models.records import Scores
from models.training.run_folder import history_reader
from models.training.run_folder.history import HISTORY, HistoryWriter, cut_history
from models.training.run_folder.history_reader import HistoryReader


def _write(folder, steps, score_at=()) -> None:
    writer = HistoryWriter(folder)
    for step in steps:
        writer.add_step(step, step * 0.5, {"l1": step / 100, "generator": 1.0})
        if step in score_at:
            writer.add_scores(step, Scores(20.0 + step, 19.0, 0.8))
    writer.flush()


def test_only_what_is_new_comes_the_second_time(tmp_path) -> None:
    reader = HistoryReader(tmp_path)
    assert reader.read().steps.size == 0
    _write(tmp_path, range(1, 6), score_at=(4,))
    first = reader.read()
    assert (first.begun, first.steps.tolist()) == (True, [1, 2, 3, 4, 5])
    np.testing.assert_allclose(first.losses["l1"], [0.01, 0.02, 0.03, 0.04, 0.05])
    assert first.scores == [(4, Scores(24.0, 19.0, 0.8))]
    _write(tmp_path, range(6, 9))
    second = reader.read()
    assert (second.begun, second.steps.tolist(), second.seconds.tolist()) == (False, [6, 7, 8], [3.0, 3.5, 4.0])
    assert reader.read().steps.size == 0


@pytest.mark.parametrize("again", [range(4, 6), range(4, 20)], ids=["shorter", "longer than before"])
def test_after_a_roll_back_the_whole_history_comes_anew(tmp_path, again) -> None:
    reader = HistoryReader(tmp_path)
    _write(tmp_path, range(1, 9))
    reader.read()
    cut_history(tmp_path, 3)
    _write(tmp_path, [step * 10 for step in again])
    part = reader.read()
    assert part.begun
    assert part.steps.tolist() == [1, 2, 3, *(step * 10 for step in again)]


def test_a_line_that_is_just_being_written_is_left_for_the_next_time(tmp_path) -> None:
    reader = HistoryReader(tmp_path)
    _write(tmp_path, [1])
    with (tmp_path / HISTORY).open("ab") as file:
        file.write(b'{"step": 2, "seconds"')
        file.flush()
        assert reader.read().steps.tolist() == [1]
        file.write(b': 1.0, "losses": {"l1": 0.5}}\nnonsense\n')
    assert reader.read().steps.tolist() == [2]


def test_a_long_history_comes_in_pieces(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(history_reader, "_AT_ONCE", 1000)
    _write(tmp_path, range(100))
    reader, steps, pieces = HistoryReader(tmp_path), [], 0
    while True:
        part = reader.read()
        steps += part.steps.tolist()
        pieces += 1
        assert part.begun == (pieces == 1)
        if not part.more:
            break
    assert steps == list(range(100))
    assert pieces > 3


@pytest.mark.parametrize(
    "line",
    [
        b"3",
        b"[]",
        b"{}",
        b"[" * 9000,
        b'{"failed": 3}',
        b'{"step": 2}',
        b'{"step": 2, "losses": {"l1": 1}}',
        b'{"step": "x", "seconds": 1, "losses": {}}',
        b'{"step": 2, "seconds": 1, "losses": [1]}',
        b'{"step": 2, "scores": {"psnr": 1}}',
    ],
)
def test_a_line_that_makes_no_sense_is_passed_over(tmp_path, line) -> None:
    _write(tmp_path, [1])
    with (tmp_path / HISTORY).open("ab") as file:
        file.write(line + b"\n")
    _write(tmp_path, [3])
    part = HistoryReader(tmp_path).read()
    assert (part.steps.tolist(), part.scores, part.broken) == ([1, 3], [], [])
