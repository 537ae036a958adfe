"""Small real runs for the tests of training: crops from the astronaut, the sketch network's little sister."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from skimage import data

from models.datasets import CropSet, PairSource, load_crops
from models.events import Event, StepDone
from models.networks import DISCRIMINATORS, GENERATORS
from models.recipes import RECIPES
from models.records import Recipe
from models.training.config import TrainConfig
from models.training.loop import tuning
from models.training.loop.state import Networks
from models.training.loop.trainer import train
from models.training.machine.device_selection import open_backend
from models.training.run_folder.checkpoint import Checkpoint, load_checkpoint
from models.training.run_folder.run_file import CROPS
from tests.datasets.crops import Crop, keep_crops

BASE = 4
QUIET = {"sample_seconds": 1e6, "score_seconds": 1e6, "checkpoint_seconds": 1e6}

PHASES = {"critic_share": 0.5, "critic_rate": 0.5, "feature_weight": 10.0, "warm_up": 2}
PEOPLE = {"discriminator": "categorical", "categories": "people"}


def know_fastest(way: str) -> None:
    """As on a computer where that way was found to train fastest: measuring takes fifteen steps of a usual network."""
    backends = [open_backend(TrainConfig(device="cpu", precision=precision)) for precision in ("fp32", "bf16")]
    tuning._write({tuning._describe(backend): way for backend in backends})


def config_of(steps: int = 6, **values: Any) -> TrainConfig:
    settings = {"size": "sketch", "epochs": 1, "batches": steps, "batch_size": 2, "held_out": 2}
    return TrainConfig(**{**settings, **QUIET, **values})


def recipe_of(name: str = "colourise") -> Recipe:
    return dataclasses.replace(RECIPES.get(name))


@functools.cache
def _pictures() -> tuple[Crop, ...]:
    """Ten different 4:5 cuts of the astronaut, two people."""
    whole = data.astronaut()
    cuts = [whole[15 * number :, 10 * number :][:340, :272] for number in range(10)]
    return tuple(
        Crop(number, None, ("Ann", "Ben")[number % 2], cut, f"{number:02d}.png") for number, cut in enumerate(cuts)
    )


def crops_in(folder: Path) -> CropSet:
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / CROPS).exists():
        keep_crops(folder, _pictures())
    return load_crops(folder / CROPS)


def pairs_of(folder: Path, config: TrainConfig, recipe: str = "colourise") -> PairSource:
    return PairSource(
        crops_in(folder), recipe_of(recipe), config.seed, held_out=config.held_out, batch_size=config.batch_size
    )


def small_networks(seed: int = 0, discriminator: str = "patch") -> Networks:
    import torch

    torch.manual_seed(seed)
    named = DISCRIMINATORS.get(discriminator)
    return Networks(GENERATORS.get("unet").build(BASE), named.build(BASE), named.loss)


def people_networks(seed: int = 0) -> Networks:
    """The small ones for PEOPLE: a category for each of the two who are on the crops, and one for painted."""
    import torch

    torch.manual_seed(seed)
    named = DISCRIMINATORS.get("categorical")
    return Networks(GENERATORS.get("unet").build(BASE), named.build(BASE, categories=3), named.loss)


def run(folder: Path, config: TrainConfig, **values: Any) -> Iterator[Event]:
    """train() with the small networks, unless others are given."""
    values = {"networks": small_networks(config.seed)} | values
    return train(config, pairs_of(folder, config), folder, **values)


def steps_of(events: list[Event]) -> list[int]:
    return [event.step for event in events if isinstance(event, StepDone)]


def stop_after(events: Iterator[Event], step: int) -> None:
    """Read until that step is told of, then close, as a pause does."""
    for event in events:
        if isinstance(event, StepDone) and event.step >= step:
            break
    events.close()  # type: ignore[attr-defined]


def newest(folder: Path) -> Checkpoint:
    checkpoint = load_checkpoint(folder)
    assert checkpoint is not None
    return checkpoint
