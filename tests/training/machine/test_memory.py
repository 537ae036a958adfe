"""The memory meter: true for this process, silent for devices that are not here."""

from __future__ import annotations

import mmap
import sys

import pytest
import torch

from models.events import StepDone
from models.training.machine.memory import Memory, read_memory
from tests.training.runs import config_of, run


@pytest.mark.skipif(sys.platform != "linux", reason="told on Linux only")
def test_it_follows_what_this_process_holds() -> None:
    before = read_memory(torch.device("cpu"))
    with mmap.mmap(-1, 200_000_000) as held:  # memory of its own, not what was freed a moment ago
        held.write(bytes(200_000_000))
        after = read_memory(torch.device("cpu"))
    assert 150_000_000 < after.used - before.used < 450_000_000
    assert after.used < after.total == before.total


@pytest.mark.parametrize("kind", ["cuda", "xpu", "mps"])
def test_a_device_that_is_not_here_has_no_memory(kind: str) -> None:
    if torch.accelerator.is_available():
        pytest.skip("this computer has one of them")
    assert read_memory(torch.device(kind)) == Memory(0, 0)


def test_every_step_told_of_carries_it(tmp_path) -> None:
    steps = [event for event in run(tmp_path, config_of(2)) if isinstance(event, StepDone)]
    assert all(0 < event.memory_used < event.memory_total for event in steps)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="told on Linux only")
def test_three_thousand_steps_with_all_that_goes_on_beside_them_take_no_more_memory(tmp_path) -> None:
    config = config_of(3000, checkpoint_seconds=1.0, score_seconds=2.0, sample_seconds=1.0)
    used: dict[int, int] = {}
    for event in run(tmp_path, config):
        if isinstance(event, StepDone):
            used[event.step] = event.memory_used
    early = max(held for step, held in used.items() if 300 < step < 800)
    late = max(held for step, held in used.items() if step > 2500)
    assert late - early < 20_000_000, f"{(late - early) / 1e6:.0f} MB more"
