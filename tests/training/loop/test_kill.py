"""kill -9 in the middle of a training, in a real process: nothing saved is lost, and the end is the same."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from models.training.run_folder.checkpoint import load_best, load_checkpoint
from tests.conftest import ROOT
from tests.training.histories import read_history
from tests.training.runs import config_of, newest, run


def start(folder: Path, seed: int, steps: int, interval: float) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "tests.training.victim", str(folder), str(seed), str(steps), str(interval)]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)


def wait_for_step(victim: subprocess.Popen[str], step: int) -> None:
    assert victim.stdout is not None
    for line in victim.stdout:
        if line.startswith("step") and int(line.split()[1]) >= step:
            return
    raise AssertionError(f"it ended before step {step}")


def end(victim: subprocess.Popen[str]) -> None:
    victim.kill()
    victim.communicate()


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.slow), pytest.param(2, marks=pytest.mark.slow)])
def test_killed_and_resumed_ends_bit_for_bit_where_it_would_have_ended(tmp_path, seed: int) -> None:
    victim = start(tmp_path / "killed", seed, 9, 0.0)
    wait_for_step(victim, 4)
    end(victim)
    assert 0 <= newest(tmp_path / "killed").step < 9
    last = start(tmp_path / "killed", seed, 9, 0.0)
    last.communicate(timeout=60)
    assert last.returncode == 0
    list(run(tmp_path / "straight", config_of(9, seed=seed)))
    killed, straight = newest(tmp_path / "killed"), newest(tmp_path / "straight")
    assert killed.step == straight.step == 9
    assert killed.members == straight.members
    assert read_history(tmp_path / "killed").steps == list(range(1, 10))
    assert read_history(tmp_path / "killed").losses == read_history(tmp_path / "straight").losses


@pytest.mark.slow
def test_fifty_kills_at_random_lose_at_most_one_interval_and_never_the_best(tmp_path) -> None:
    moments, interval, best, kills, most = random.Random(0), 1.0, float("-inf"), 0, 0.0
    trained = 0.0
    while kills < 50:
        victim = start(tmp_path, 0, 1_000_000, interval)
        killer: threading.Timer | None = None
        assert victim.stdout is not None
        for line in victim.stdout:
            word, *values = line.split()
            if word == "best":
                best = max(best, float(values[0]))
            else:
                trained = float(values[1])
            if killer is None:
                killer = threading.Timer(moments.uniform(0.0, 2.5), victim.kill)
                killer.start()
        assert killer is not None, "it could not be resumed"
        killer.join()
        victim.wait()
        victim.stdout.close()
        kills += 1
        kept = load_checkpoint(tmp_path, keep=())
        assert kept is not None
        assert not kept.notes
        most = max(most, trained - kept.header["seconds"])
        found = load_best(tmp_path, keep=())
        assert found is not None
        assert (found.header["best_psnr"] or float("-inf")) >= best
    print(f"most lost: {most:.2f} s of an interval of {interval} s")
    assert most < interval + 0.5  # what was told of may be a step or two ahead of what was begun to be written
    assert kept.step > 50
