"""What a run keeps as its held-out quality goes up and down, and what a failed write leaves behind."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest

from models.errors import EncoderError
from models.events import Saved
from models.records import Scores
from models.training.loop.checkpoint_manager import CheckpointManager
from models.training.loop.clock import Clock
from models.training.loop.loader import Loader
from models.training.loop.state import TrainState
from models.training.machine.device_selection import open_backend
from models.training.run_folder.checkpoint import list_checkpoints, load_best, load_checkpoint
from tests.training.histories import read_history
from tests.training.runs import config_of, pairs_of, small_networks

CONFIG = config_of(1000)


@contextlib.contextmanager
def opened(folder: Path, resume: bool = False):
    """A run that is opened and closed as the trainer does, and takes its steps when told."""
    backend = open_backend(CONFIG)
    pairs = pairs_of(folder, CONFIG)
    run = CheckpointManager(TrainState(small_networks(), CONFIG, backend), CONFIG, pairs, folder, backend)
    with contextlib.closing(run), Loader(pairs, CONFIG.batch_size, backend.device) as loader:
        list(run.open(resume))
        clock = Clock()
        run.step = lambda: run.learn(loader.take(run.state.step), clock)  # type: ignore[attr-defined]
        yield run


def scored(psnr: float, luma: float | None = None) -> Scores:
    return Scores(psnr, 20.0, 0.9, luma)


def test_the_best_is_kept_and_never_becomes_worse_however_often_it_is_stopped(tmp_path) -> None:
    told = [20.0, 23.0, 21.0, 22.0, 22.9, 21.0, 23.5, 20.0, 22.0, 21.0, 20.0, 19.0]
    kept: list[float] = []
    for start in range(0, len(told), 3):
        with opened(tmp_path, resume=start > 0) as run:
            for psnr in told[start : start + 3]:
                run.step()
                run.state.note_scores(scored(psnr))
                list(run.save())
                list(run.written(wait=True))
                kept.append(load_best(tmp_path).header["scores"]["psnr"])
    assert kept == [20.0, 23.0, 23.0, 23.0, 23.0, 23.0, 23.5, 23.5, 23.5, 23.5, 23.5, 23.5]
    assert load_best(tmp_path).step == 7
    assert list(list_checkpoints(tmp_path)) == [7, 10, 11, 12]


def test_a_colouriser_is_best_where_it_is_best_with_the_photos_own_luma(tmp_path) -> None:
    with opened(tmp_path) as run:
        for psnr, luma in ((22.0, 25.0), (23.0, 24.0)):
            run.step()
            run.state.note_scores(scored(psnr, luma))
            list(run.save())
    assert load_best(tmp_path).step == 1


def test_a_damaged_best_gives_way_to_the_newest(tmp_path) -> None:
    with opened(tmp_path) as run:
        for psnr in (23.0, 22.0):
            run.step()
            run.state.note_scores(scored(psnr))
            list(run.save())
    best = load_best(tmp_path)
    assert best.step == 1
    best.path.write_bytes(best.path.read_bytes()[:-1])
    assert load_best(tmp_path).step == 2


def test_without_any_scores_the_newest_counts_as_the_best(tmp_path) -> None:
    assert load_best(tmp_path) is None
    with opened(tmp_path) as run:
        run.step()
    assert load_best(tmp_path).step == 1


def test_the_training_goes_on_while_a_checkpoint_is_written_and_it_holds_its_own_step(tmp_path) -> None:
    with opened(tmp_path) as run:
        run.step()
        list(run.save())
        for _ in range(3):
            run.step()
        saved = list(run.written(wait=True))
        assert [type(event) for event in saved] == [Saved]
        own = load_checkpoint(tmp_path)
    assert own.step == 1
    with opened(tmp_path / "alone") as other:
        other.step()
    alone = load_checkpoint(tmp_path / "alone")
    assert own.members == alone.members


def test_a_write_that_fails_is_told_once_and_its_history_comes_with_the_next(tmp_path) -> None:
    """The folder of the checkpoints goes away, as an unplugged disk does, and comes back."""
    folder, away = tmp_path / "checkpoints", tmp_path / "away"
    with opened(tmp_path) as run:
        run.step()
        shutil.move(folder, away)
        folder.write_bytes(b"in the way")
        list(run.save())
        with pytest.raises(OSError, match="checkpoints"):
            list(run.written(wait=True))
        assert list(run.written(wait=True)) == []
        folder.unlink()
        shutil.move(away, folder)
        run.step()
    assert load_checkpoint(tmp_path).step == 2
    assert read_history(tmp_path).steps == [1, 2]
    with opened(tmp_path, resume=True) as run:
        assert run.state.step == 2


def test_opening_what_does_not_fit_changes_nothing(tmp_path) -> None:
    with opened(tmp_path) as run:
        run.step()
    path = load_checkpoint(tmp_path).path
    before = path.read_bytes()
    backend = open_backend(CONFIG)
    state = TrainState(small_networks(discriminator="categorical"), CONFIG, backend)
    other = CheckpointManager(state, CONFIG, pairs_of(tmp_path, CONFIG), tmp_path, backend)
    with contextlib.closing(other), pytest.raises(EncoderError, match="does not fit"):
        list(other.open(True))
    assert path.read_bytes() == before
    assert list(list_checkpoints(tmp_path)) == [0, 1]
