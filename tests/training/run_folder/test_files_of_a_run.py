"""History, samples and the note of what a run was started with, across crashes."""

from __future__ import annotations

import pytest

from models.errors import EncoderError, ParameterError
from models.records import Scores
from models.training.config import TrainConfig, check_config
from models.training.run_folder.history import HistoryWriter, cut_history
from models.training.run_folder.run_file import RunFile, read_run_file, write_run_file
from models.training.run_folder.samples import list_samples, thin_samples
from tests.training.histories import read_history
from tests.training.runs import recipe_of

SCORES = Scores(psnr=22.0, psnr_input=20.0, ssim=0.9)


def _write(folder, steps: range) -> int:
    writer = HistoryWriter(folder)
    for step in steps:
        writer.add_step(step, step / 10, {"l1": 1 / step})
    writer.add_scores(steps[-1], SCORES)
    return writer.flush()


def test_a_history_is_read_as_it_was_written(tmp_path) -> None:
    _write(tmp_path, range(1, 4))
    _write(tmp_path, range(4, 6))
    history = read_history(tmp_path)
    assert history.steps == [1, 2, 3, 4, 5]
    assert history.seconds == [0.1, 0.2, 0.3, 0.4, 0.5]
    assert history.losses["l1"] == pytest.approx([1, 1 / 2, 1 / 3, 1 / 4, 1 / 5], rel=1e-5)
    assert history.scores == [(3, SCORES), (5, SCORES)]


def test_a_folder_without_history_has_an_empty_one(tmp_path) -> None:
    assert read_history(tmp_path).steps == []


def test_a_torn_last_line_is_left_out_and_cut_off(tmp_path) -> None:
    _write(tmp_path, range(1, 4))
    with (tmp_path / "history.jsonl").open("a") as file:
        file.write('{"step": 4, "sec')
    assert read_history(tmp_path).steps == [1, 2, 3]
    cut_history(tmp_path, 3)
    _write(tmp_path, range(4, 5))
    assert read_history(tmp_path).steps == [1, 2, 3, 4]


def test_a_line_spoiled_in_the_middle_is_passed_over(tmp_path) -> None:
    _write(tmp_path, range(1, 3))
    with (tmp_path / "history.jsonl").open("a") as file:
        file.write('{"step": 3, "sec{"step": 3, "seconds": 0.3, "losses": {}}\n')
    _write(tmp_path, range(4, 5))
    assert read_history(tmp_path).steps == [1, 2, 4]


def test_what_comes_after_the_checkpoint_is_cut(tmp_path) -> None:
    _write(tmp_path, range(1, 6))
    cut_history(tmp_path, 2)
    assert read_history(tmp_path).steps == [1, 2]
    assert read_history(tmp_path).scores == []


def test_with_its_place_known_the_end_is_cut_off_without_reading_the_rest(tmp_path) -> None:
    position = _write(tmp_path, range(1, 4))
    _write(tmp_path, range(4, 6))
    cut_history(tmp_path, 3, position)
    assert (tmp_path / "history.jsonl").stat().st_size == position
    assert read_history(tmp_path).steps == [1, 2, 3]


def test_a_history_shorter_than_its_checkpoint_says_is_cut_by_its_steps(tmp_path) -> None:
    position = _write(tmp_path, range(1, 6))
    cut_history(tmp_path, 2, position + 1000)
    assert read_history(tmp_path).steps == [1, 2]


def test_lines_are_flushed_once_and_those_that_could_not_be_come_first_the_next_time(tmp_path) -> None:
    path = tmp_path / "history.jsonl"
    writer = HistoryWriter(tmp_path)
    writer.add_step(1, 0.1, {"l1": 1.0})
    assert writer.flush() == writer.flush() == path.stat().st_size
    kept = path.read_bytes()
    path.unlink()
    path.mkdir()  # nothing can be appended to a folder
    writer.add_step(2, 0.2, {"l1": 0.5})
    with pytest.raises(OSError, match="history"):
        writer.flush()
    path.rmdir()
    path.write_bytes(kept)
    writer.add_step(3, 0.3, {"l1": 0.5})
    writer.flush()
    assert read_history(tmp_path).steps == [1, 2, 3]
    writer.add_step(4, 0.4, {"l1": 0.5})
    writer.forget()
    writer.flush()
    assert read_history(tmp_path).steps == [1, 2, 3]


def test_samples_are_thinned_but_span_the_run(tmp_path) -> None:
    (tmp_path / "samples").mkdir()
    for step in range(1, 12):
        (tmp_path / "samples" / f"step-{step:08d}.png").touch()
    thin_samples(tmp_path, most=11)
    assert len(list_samples(tmp_path)) == 11
    thin_samples(tmp_path, most=10)
    steps = [step for step, _ in list_samples(tmp_path)]
    assert (steps[0], steps[-1]) == (1, 11)
    assert len(steps) == 6


def test_what_a_run_was_started_with_comes_back(tmp_path) -> None:
    run = RunFile("Ältere", recipe_of("contours"), TrainConfig(minutes=3.0), (4, 4, 9), 2, 1, pinned=(9, 7))
    write_run_file(tmp_path, run)
    assert read_run_file(tmp_path) == run
    assert run.pinned_crops() == (2,)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 2}', '{"version": 1, "recipe": {}}', "[" * 100_000])
def test_a_note_that_makes_no_sense_is_refused_by_name(tmp_path, text: str) -> None:
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(EncoderError, match=r"run\.json"):
        read_run_file(tmp_path)


def test_a_missing_note_is_refused_by_name(tmp_path) -> None:
    with pytest.raises(EncoderError, match=r"run\.json"):
        read_run_file(tmp_path)


@pytest.mark.parametrize(
    "values",
    [
        {"batch_size": 0},
        {"epochs": 0},
        {"learning_rate": 9.0},
        {"minutes": -1.0},
        {"size": "huge"},
        {"precision": "fp8"},
    ],
)
def test_settings_out_of_bounds_are_refused_by_name(values) -> None:
    with pytest.raises(ParameterError, match=next(iter(values))):
        check_config(TrainConfig(**values))
    check_config(TrainConfig())
