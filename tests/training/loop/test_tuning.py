"""The way that trains fastest is measured once and remembered; whatever happens to that note, training begins."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import pytest
import torch
from torch import nn

from models.events import Progress
from models.training.config import TrainConfig
from models.training.loop import tuning
from models.training.loop.loader import Batch
from models.training.loop.state import TrainState
from models.training.loop.step import train_step
from models.training.loop.tuning import known_way, pick_fastest, random_step, tune
from models.training.machine.backend import WAYS
from models.training.machine.device_selection import open_backend
from tests.training.runs import config_of, run, small_networks


@pytest.fixture
def unmeasured(tmp_path, monkeypatch) -> Path:
    """A computer on which nothing is known, and the file that will hold it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "bottega" / "ways.json"


@pytest.fixture
def cache(unmeasured, monkeypatch) -> Path:
    """The same, where the usual training is a small one."""
    monkeypatch.setattr(tuning, "_USUAL", TrainConfig(size="sketch", batch_size=1))
    monkeypatch.setattr(tuning, "_WIDTH", 128)
    return unmeasured


def taking(seconds: float):
    return lambda: seconds


def failing() -> float:
    raise RuntimeError("channels last is not implemented here")


@pytest.mark.parametrize(
    ("plain", "last", "chosen"),
    [
        (taking(2.0), taking(1.0), "channels_last"),
        (taking(1.0), taking(2.0), "plain"),
        (taking(1.0), taking(0.97), "plain"),  # too little to be sure of
        (taking(1.0), failing, "plain"),
        (failing, taking(1.0), "channels_last"),
        (failing, failing, "plain"),
    ],
)
def test_the_faster_one_is_chosen_and_never_one_that_fails(plain, last, chosen) -> None:
    assert pick_fastest({"plain": plain, "channels_last": last}) == chosen


def test_a_slow_first_step_and_a_disturbed_one_count_for_nothing() -> None:
    last = iter([9.0, 5.0, 1.0, 5.0, 5.0])
    assert pick_fastest({"plain": taking(2.0), "channels_last": lambda: next(last)}) == "channels_last"


def test_it_is_measured_once_and_then_remembered(cache) -> None:
    backend = open_backend(TrainConfig())
    assert known_way(backend) is None
    first = tune(backend)
    assert first.way in WAYS
    assert cache.exists()
    assert known_way(backend) == first.way
    assert tune(backend) == first
    cache.write_text(cache.read_text().replace(first.way, "plain" if first.way != "plain" else "channels_last"))
    assert tune(backend).way != first.way, "what is remembered counts"


def test_a_training_that_measures_says_so_once(unmeasured, tmp_path) -> None:
    told = [[event for event in run(tmp_path / name, config_of(1)) if isinstance(event, Progress)] for name in "ab"]
    assert told == [[Progress(0, 0, "trying out what is fastest on this computer, once")], []]


@pytest.mark.parametrize("text", ["[]", "\0\1", "{" * 10_000])
def test_a_note_that_makes_no_sense_is_measured_anew(cache, text: str) -> None:
    cache.parent.mkdir(parents=True)
    cache.write_text(text)
    assert tune(open_backend(TrainConfig())).way in WAYS
    assert "torch" in cache.read_text()


def test_a_way_this_version_does_not_know_is_measured_anew(cache) -> None:
    backend = open_backend(TrainConfig())
    way = tune(backend).way
    cache.write_text(cache.read_text().replace(way, "spiral"))
    assert tune(backend).way in WAYS


def test_a_cache_that_cannot_be_written_is_no_reason_not_to_train(cache) -> None:
    cache.parent.parent.joinpath("bottega").write_text("a file where the folder should be")
    assert tune(open_backend(TrainConfig())).way in WAYS


def test_each_way_computes_the_same_step_but_for_the_order_of_sums() -> None:
    """Dropout aside: its chance falls in the order of memory."""
    config = config_of(1, precision="fp32")
    source, target = torch.rand(2, 2, 3, 320, 256) * 2 - 1
    losses = []
    for way in WAYS:
        networks = small_networks()
        for layer in networks.generator.modules():
            if isinstance(layer, nn.Dropout):
                layer.p = 0.0
        backend = dataclasses.replace(open_backend(config), way=way)
        losses.append(train_step(TrainState(networks, config, backend), Batch(source, target), config, backend))
    assert losses[1] == pytest.approx(losses[0], rel=1e-3)
    assert losses[2] == pytest.approx(losses[0], rel=1e-3)


def test_a_step_to_measure_is_a_real_one() -> None:
    backend = open_backend(TrainConfig())
    step = random_step(TrainConfig(size="sketch", batch_size=1), 128, backend)
    began = time.perf_counter()
    assert 0 < step() <= time.perf_counter() - began
