"""Two real processes train what one would: the same losses, one history, resumable by either number of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from models.errors import TrainingError
from models.training.kernels.sync_batch_norm import WholeDropout
from models.training.machine.process_group import ALONE, ProcessGroup
from tests.conftest import ROOT
from tests.training.histories import History, read_history
from tests.training.runs import newest

TOGETHER = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"]


def train(folder: Path, steps: int, *words: str, together: bool = False) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, *(TOGETHER if together else []), "-m", "tests.training.member", str(folder), str(steps)]
    done = subprocess.run([*command, *words], cwd=ROOT, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def difference(one: History, two: History, name: str) -> float:
    """The largest relative difference of a loss over all steps."""
    assert one.steps == two.steps
    return float(np.max(np.abs(np.array(two.losses[name]) / np.array(one.losses[name]) - 1)))


def objective(history: History) -> np.ndarray:
    """What the generator minimises (its weight on L1 is 100)."""
    return np.array(history.losses["generator"]) + 100 * np.array(history.losses["l1"])


def test_two_processes_have_the_loss_curve_of_one_with_twice_the_batch(tmp_path) -> None:
    """In fp32 a GAN doubles any difference in the order of sums every few steps: it shows in what the two networks

    make of each other first. The test in fp64 shows that nothing else differs.
    """
    train(tmp_path / "two", 8, together=True)
    train(tmp_path / "one", 8)
    one, two = read_history(tmp_path / "one"), read_history(tmp_path / "two")
    assert one.steps == list(range(1, 9))
    assert difference(one, two, "l1") < 1e-4
    assert np.max(np.abs(objective(two) / objective(one) - 1)) < 1e-4
    assert difference(one, two, "generator") < 5e-3
    assert difference(one, two, "discriminator") < 5e-3


def test_two_processes_name_people_as_one_does(tmp_path) -> None:
    """In fp64: what the categorical discriminator makes of sums in another order grows faster than the patch one's."""
    train(tmp_path / "two", 4, "double", "people", together=True)
    train(tmp_path / "one", 4, "double", "people")
    one, two = read_history(tmp_path / "one"), read_history(tmp_path / "two")
    for name in ("l1", "generator", "discriminator"):
        assert difference(one, two, name) < 1e-4, name


@pytest.mark.slow
def test_in_double_precision_every_loss_is_the_same_and_a_pause_may_change_the_number_of_processes(tmp_path) -> None:
    train(tmp_path / "one", 20, "double")
    train(tmp_path / "two", 20, "double", "stop", together=True)
    assert newest(tmp_path / "two").step == 5
    train(tmp_path / "two", 10, "double", "resume")
    assert newest(tmp_path / "two").step == 10
    train(tmp_path / "two", 20, "double", "resume", together=True)
    one, two = read_history(tmp_path / "one"), read_history(tmp_path / "two")
    assert two.steps == list(range(1, 21))
    for name in ("l1", "generator", "discriminator"):
        assert difference(one, two, name) < 1e-4, name


def test_the_critic_joins_two_processes_as_it_joins_one(tmp_path) -> None:
    train(tmp_path / "two", 6, "phases", together=True)
    train(tmp_path / "one", 6, "phases")
    one, two = read_history(tmp_path / "one"), read_history(tmp_path / "two")
    assert one.critic[0] == two.critic[0] == 3
    assert difference(one, two, "l1") < 1e-4
    assert difference(one, two, "features") < 1e-4
    for name in ("generator", "discriminator"):
        assert len(two.losses[name]) == 3
        assert np.max(np.abs(np.array(two.losses[name]) / np.array(one.losses[name]) - 1)) < 5e-3


@pytest.mark.slow
def test_two_processes_go_on_bit_for_bit_after_a_pause_beside_the_critic(tmp_path) -> None:
    train(tmp_path / "straight", 8, "phases", together=True)
    train(tmp_path / "paused", 8, "phases", "stop", together=True)
    train(tmp_path / "paused", 8, "phases", "resume", together=True)
    assert newest(tmp_path / "paused").members == newest(tmp_path / "straight").members


@pytest.mark.slow
def test_all_processes_go_back_together_when_there_are_no_numbers(tmp_path) -> None:
    said = train(tmp_path, 6, "nan", together=True)
    assert "no longer numbers at step 3" in said
    assert newest(tmp_path).step == 6
    assert newest(tmp_path).header["rate"] == 0.5


def test_each_process_has_its_own_part_of_every_batch() -> None:
    for size in (1, 2, 3):
        parts = [ProcessGroup(rank, size).places(7) for rank in range(size)]
        assert [place for part in parts for place in part] == list(range(7))
    assert ALONE.places(1) == range(1)
    with pytest.raises(TrainingError, match="can't be shared by 3 processes"):
        ProcessGroup(0, 3).places(2)


@pytest.mark.parametrize("layout", [torch.contiguous_format, torch.channels_last])
def test_chance_falls_as_it_would_in_one_process(layout) -> None:
    whole = torch.rand(5, 8, 4, 3).contiguous(memory_format=layout)
    torch.manual_seed(3)
    wanted = torch.nn.Dropout(0.5)(whole)
    for places in (range(2), range(2, 5)):
        torch.manual_seed(3)
        part = WholeDropout(0.5, places, 5)(whole[places.start : places.stop])
        assert torch.equal(part, wanted[places.start : places.stop])
