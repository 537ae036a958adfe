"""A disk that fills up while training: a clear word, nothing lost, and it goes on when there is room."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.errors import DiskFullError
from models.events import Saved, StepDone
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
def test_a_history_that_finds_no_room_stops_it_at_the_next_checkpoint(tmp_path, monkeypatch) -> None:
    """The history goes to a device that is always full; what was saved before stays, and it goes on from there."""
    monkeypatch.setattr(trainer, "_STEP_EVENTS", 1e6)  # nothing is put there between checkpoints, so each has some
    history, aside = tmp_path / "history.jsonl", tmp_path / "aside"

    def fill() -> None:
        history.rename(aside)
        history.symlink_to("/dev/full")

    def empty() -> None:
        history.unlink()
        aside.rename(history)

    stopped_and_goes_on(tmp_path, "Free at least", fill, empty)


def test_a_checkpoint_that_can_not_be_written_beside_the_steps_is_told_with_the_next(tmp_path) -> None:
    folder, aside = tmp_path / "checkpoints", tmp_path / "aside"

    def take_away() -> None:
        folder.rename(aside)
        folder.write_bytes(b"")

    def put_back() -> None:
        folder.unlink()
        aside.rename(folder)

    stopped_and_goes_on(tmp_path, "checkpoints", take_away, put_back)


def stopped_and_goes_on(folder: Path, words: str, spoil: Callable[[], None], mend: Callable[[], None]) -> None:
    """What is spoiled between two checkpoints stops the run within two steps, nothing saved before it is lost."""
    steps = 0
    kept = -1
    with pytest.raises((OSError, DiskFullError), match=words):  # noqa: PT012
        for event in run(folder, config_of(30, checkpoint_seconds=0)):
            steps += isinstance(event, StepDone) and kept >= 0
            if kept < 0 and isinstance(event, Saved) and newest(folder).step == 2:
                kept = 2
                spoil()
    assert steps <= 3, "it went on though nothing could be saved"
    mend()
    assert newest(folder).step == kept
    list(run(folder, config_of(6), resume=True))
    list(run(folder / "straight", config_of(6)))
    assert newest(folder).members == newest(folder / "straight").members
    assert read_history(folder).losses == read_history(folder / "straight").losses
