"""A disk that fills up while training: a clear word, nothing lost, and it goes on when there is room."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import DiskFullError
from models.events import StepDone
from models.training.loop import trainer
from tests.training.histories import read_history
from tests.training.runs import config_of, newest, run


def _mount(*words: str) -> bool:
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk with room for the crops and two checkpoints, not for the third that is written before one goes."""
    if sys.platform != "linux" or shutil.which("mount") is None:
        pytest.skip("a small disk can't be made on this system")
    folder = tmp_path / "disk"
    folder.mkdir()
    if not _mount("-t", "tmpfs", "-o", "size=7m", "tmpfs", str(folder)):
        pytest.skip("only an administrator can make a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


def test_a_full_disk_stops_cleanly_and_training_goes_on_when_there_is_room(small_disk, tmp_path) -> None:
    config = config_of(5, checkpoint_seconds=0)
    with pytest.raises(DiskFullError, match="Free at least"):
        list(run(small_disk, config))
    kept = newest(small_disk).step
    assert 0 <= kept < 5
    assert not list(small_disk.rglob(".bottega-*"))
    assert _mount("-o", "remount,size=40m", str(small_disk))
    list(run(small_disk, config, resume=True))
    list(run(tmp_path / "straight", config))
    assert newest(small_disk).members == newest(tmp_path / "straight").members
    assert read_history(small_disk).steps == [1, 2, 3, 4, 5]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_write_that_fails_beside_the_training_is_told_at_the_next_step(tmp_path, monkeypatch) -> None:
    """The history goes to a device that is always full; what was saved before stays, and it goes on from there."""
    monkeypatch.setattr(trainer, "_STEP_EVENTS", 0.0)
    config = config_of(30, checkpoint_seconds=0)
    history, aside = tmp_path / "history.jsonl", tmp_path / "aside"
    told = 0
    events = run(tmp_path, config)
    with pytest.raises(DiskFullError, match="Free at least"):  # noqa: PT012
        for event in events:
            told = event.step if isinstance(event, StepDone) else told
            if told == 3 and not aside.exists():
                history.rename(aside)
                history.symlink_to("/dev/full")
    assert told <= 6, "it went on though nothing could be saved"
    assert newest(tmp_path).step == 2
    history.unlink()
    aside.rename(history)
    list(run(tmp_path, config_of(6), resume=True))
    list(run(tmp_path / "straight", config_of(6)))
    assert newest(tmp_path).members == newest(tmp_path / "straight").members
    assert read_history(tmp_path).losses == read_history(tmp_path / "straight").losses
