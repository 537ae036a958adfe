"""A training of the chroma network, which nobody judges: told, saved and gone on with as any other."""

from __future__ import annotations

import dataclasses

import pytest
import torch

from models.events import SampleReady, StepDone
from models.recipes import RECIPES
from models.training.config import TrainConfig
from models.training.loop import trainer
from models.training.loop.state import TrainState, build_networks
from models.training.loop.trainer import train
from models.training.machine.backend import Backend
from models.training.usual import usual_config
from tests.training.runs import QUIET, newest, pairs_of, stop_after

COLOURISE = RECIPES.get("colourise")


def config_of(**values) -> TrainConfig:
    settings = {"size": "sketch", "epochs": 1, "batches": 6, "batch_size": 4, "held_out": 2, "precision": "fp32"}
    return dataclasses.replace(usual_config(COLOURISE, settings | values), **QUIET)


def run(folder, config: TrainConfig, **values):
    return train(config, pairs_of(folder, config), folder, **values)


def test_it_is_usual_for_colour_alone() -> None:
    config = usual_config(COLOURISE, {"ema": "0.99"})
    assert (config.generator, config.is_judged, config.batch_size, config.ema) == ("chroma", False, 16, 0.99)
    assert config.learning_rate == 2e-3
    assert usual_config(RECIPES.get("binary"), {}).generator == "unet_resize"


def test_it_goes_on_bit_for_bit_after_a_pause(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(trainer, "_STEP_EVENTS", 0.0)
    events = list(run(tmp_path / "straight", config_of()))
    stop_after(run(tmp_path / "paused", config_of()), 3)
    list(run(tmp_path / "paused", config_of(), resume=True))
    straight, paused = newest(tmp_path / "straight"), newest(tmp_path / "paused")
    assert set(straight.members) == {"generator", "average", "generator-adam"}
    assert straight.members == paused.members
    assert {tuple(event.losses) for event in events if isinstance(event, StepDone)} == {("l1",)}
    sample = [event for event in events if isinstance(event, SampleReady)][-1]
    assert {picture.shape for row in sample.triples for picture in row} == {(320, 256, 3)}


@pytest.mark.parametrize("generator", ["unet", "chroma"])
def test_the_rate_rises_over_the_first_steps(generator) -> None:
    config = config_of(generator=generator, discriminator="none", warm_up=4, learning_rate=0.1)
    state = TrainState(build_networks(config, 128), config, Backend(torch.device("cpu"), None, "CPU"))
    rates = []
    for step in range(6):
        state.step = step
        state.begin_step()
        rates.append(state.generator_adam._rate)
    assert rates == pytest.approx([0.025, 0.05, 0.075, 0.1, 0.1, 0.1])
