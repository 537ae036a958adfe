"""Stopping and resuming must be the same as not stopping, and nothing saved may ever be lost."""

from __future__ import annotations

import pytest

from models.errors import EncoderError, TrainingError
from models.events import Noted, Saved, StepDone
from models.training.loop import trainer
from models.training.run_folder.checkpoint import list_checkpoints
from tests.training.histories import read_history
from tests.training.runs import config_of, know_fastest, newest, run, stop_after


@pytest.fixture(autouse=True)
def _tell_every_step(monkeypatch) -> None:
    """Small networks are faster than ten steps a second; pauses here are at exact steps."""
    monkeypatch.setattr(trainer, "_STEP_EVENTS", 0.0)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_three_steps_and_three_after_a_pause_equal_six(tmp_path, seed: int) -> None:
    config = config_of(6, seed=seed)
    list(run(tmp_path / "straight", config))
    stop_after(run(tmp_path / "paused", config), 3)
    assert newest(tmp_path / "paused").step == 3
    list(run(tmp_path / "paused", config, resume=True))
    straight, paused = newest(tmp_path / "straight"), newest(tmp_path / "paused")
    assert straight.step == paused.step == 6
    assert set(straight.members) == {"generator", "discriminator", "average", "generator-adam", "discriminator-adam"}
    assert straight.members == paused.members
    assert read_history(tmp_path / "straight").losses == read_history(tmp_path / "paused").losses


def test_a_run_keeps_its_own_way_of_computing_whatever_is_found_faster_later(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    config = config_of(6)
    know_fastest("plain")
    list(run(tmp_path / "straight", config))
    stop_after(run(tmp_path / "paused", config), 3)
    know_fastest("products")
    list(run(tmp_path / "paused", config, resume=True))
    list(run(tmp_path / "faster", config))
    assert newest(tmp_path / "paused").header["way"] == "plain"
    assert newest(tmp_path / "paused").members == newest(tmp_path / "straight").members
    assert newest(tmp_path / "faster").members != newest(tmp_path / "straight").members


def test_another_seed_is_another_training(tmp_path) -> None:
    for seed in (0, 1):
        list(run(tmp_path / str(seed), config_of(1, seed=seed)))
    assert newest(tmp_path / "0").members != newest(tmp_path / "1").members


def test_samples_and_scores_change_nothing_that_is_learned(tmp_path) -> None:
    list(run(tmp_path / "quiet", config_of(4)))
    list(run(tmp_path / "busy", config_of(4, sample_seconds=0, score_seconds=0, checkpoint_seconds=0)))
    assert newest(tmp_path / "quiet").members == newest(tmp_path / "busy").members


def test_a_pause_before_the_first_step_can_be_resumed(tmp_path) -> None:
    events = run(tmp_path, config_of(2))
    next(events)
    events.close()
    list(run(tmp_path, config_of(2), resume=True))
    assert newest(tmp_path).step == 2


def test_a_damaged_checkpoint_is_passed_over_and_said(tmp_path) -> None:
    stop_after(run(tmp_path, config_of(6, checkpoint_seconds=0)), 4)
    damaged = newest(tmp_path).path
    data = bytearray(damaged.read_bytes())
    data[len(data) // 2] ^= 1
    damaged.write_bytes(data)
    events = list(run(tmp_path, config_of(6), resume=True))
    assert any(isinstance(event, Noted) and "damaged" in event.text for event in events)
    assert next(event.step for event in events if isinstance(event, StepDone)) == 4
    list(run(tmp_path / "straight", config_of(6)))
    assert newest(tmp_path).members == newest(tmp_path / "straight").members


def test_when_no_checkpoint_can_be_read_nothing_begins_anew(tmp_path) -> None:
    stop_after(run(tmp_path, config_of(6, checkpoint_seconds=0)), 3)
    files = sorted((tmp_path / "checkpoints").iterdir())
    for path in files:
        path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(EncoderError, match="Nothing was changed"):
        list(run(tmp_path, config_of(6), resume=True))
    assert sorted((tmp_path / "checkpoints").iterdir()) == files


def test_a_new_training_never_writes_over_an_old_one(tmp_path) -> None:
    stop_after(run(tmp_path, config_of(6)), 1)
    with pytest.raises(TrainingError, match="already"):
        list(run(tmp_path, config_of(6)))
    assert newest(tmp_path).step == 1


def test_a_checkpoint_of_another_network_is_refused(tmp_path) -> None:
    stop_after(run(tmp_path, config_of(6)), 1)
    with pytest.raises(EncoderError, match="does not fit"):
        list(run(tmp_path, config_of(6), resume=True, networks=None))
    assert newest(tmp_path).step == 1


def test_the_last_three_checkpoints_are_kept(tmp_path) -> None:
    events = list(run(tmp_path, config_of(5, checkpoint_seconds=0)))
    assert sum(isinstance(event, Saved) for event in events) == 6
    assert list(list_checkpoints(tmp_path)) == [3, 4, 5]


def test_what_was_trained_after_the_checkpoint_is_forgotten_with_it(tmp_path) -> None:
    stop_after(run(tmp_path, config_of(6, sample_seconds=0)), 4)
    newest(tmp_path).path.unlink()  # back to step 0, the only other one
    stop_after(run(tmp_path, config_of(6, sample_seconds=0), resume=True), 2)
    assert read_history(tmp_path).steps == [1, 2]
    assert [path.name for path in (tmp_path / "samples").iterdir()] == ["step-00000001.png"]
