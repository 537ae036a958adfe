"""Tiny but real encoders for tests: a network whose answer depends on what it sees, written as a real file."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import torch

from models.networks import GENERATORS
from models.painting.encoder_file import write_encoder
from models.recipes import RECIPES
from models.records import CutFrom, EncoderHeader, Recipe


def recipe_of(name: str = "colourise", cut_from: CutFrom = CutFrom.WHOLE) -> Recipe:
    return dataclasses.replace(RECIPES.get(name), cut_from=cut_from)


def weights_of(base: int = 4, seed: int = 0, width: int = 256, generator: str = "unet") -> dict[str, torch.Tensor]:
    """A network that was never trained, loud enough to paint visible colours."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = GENERATORS.get(generator).build(base, width)
        for layer in network.modules():
            if isinstance(layer, torch.nn.BatchNorm2d):
                layer.running_mean.normal_(0, 0.1)
                layer.running_var.uniform_(0.02, 0.1)
        with torch.no_grad():
            network.last.weight.mul_(12)
    return network.state_dict()


def make_encoder(
    path: Path,
    name: str = "colourise",
    cut_from: CutFrom = CutFrom.WHOLE,
    *,
    seed: int = 0,
    title: str = "Tiny",
    width: int = 256,
    generator: str = "unet",
) -> EncoderHeader:
    recipe = dataclasses.replace(recipe_of(name, cut_from), width=width)
    weights = weights_of(seed=seed, width=width, generator=generator)
    words = {"title": title, "recipe": recipe, "size": "sketch", "generator": generator}
    return write_encoder(path, weights, base_channels=4, **words)
