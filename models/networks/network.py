"""What every network is registered as, and the registries; knows no particular network.

Their titles stand in models.network_names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from torch import Tensor, nn

from models.networks.view import WHOLE, View
from models.records import TRAINING_SIZE, WIDTHS
from models.registry import Registry

Prediction = Tensor
"""What a discriminator says, before any squashing: (B, 1, h, w) logits of a map, or (B, categories)."""


class PredictionLoss(Protocol):
    """How far a prediction is from "this is real" (True) or "this was painted" (False); one number.

    people: (B,) who is on each real picture, counted from 0, where the discriminator has a category for each person.
    """

    def __call__(self, prediction: Prediction, real: bool, people: Tensor | None = None, /) -> Tensor: ...


class BuildGenerator(Protocol):
    """Draws a new network of `base` channels for pictures of that width, one of WIDTHS; ValueError for another."""

    def __call__(self, base: int, width: int = TRAINING_SIZE[0]) -> nn.Module: ...


class BuildDiscriminator(Protocol):
    """As BuildGenerator. categories: how many it tells apart, painted among them; pooling: max pooling for strides.

    One that has no use for these two takes and ignores them.
    """

    def __call__(
        self, base: int, width: int = TRAINING_SIZE[0], *, categories: int = 2, pooling: bool = False
    ) -> nn.Module: ...


@dataclass(frozen=True, slots=True)
class Generator:
    """A network (B, C, H, W) -> (B, c, h, w), both in [-1, 1]; which, its view says.

    The sides of the pictures that it is shown are multiples of a quarter of its width. way: how its steps are computed,
    one of training's ways; empty to measure it.
    """

    name: str
    build: BuildGenerator
    view: View = WHOLE
    way: str = ""


@dataclass(frozen=True, slots=True)
class Discriminator:
    """A network (input, picture) -> prediction, and the loss that reads its prediction."""

    name: str
    build: BuildDiscriminator
    loss: PredictionLoss


GENERATORS: Registry[Generator] = Registry("generator")
DISCRIMINATORS: Registry[Discriminator] = Registry("discriminator")


def halvings(width: int) -> int:
    """How often a picture of that width is halved until 5x4 cells are left: log2(width / 4)."""
    if width not in WIDTHS:
        raise ValueError(f"a network sees pictures of the widths {WIDTHS}, not {width}")
    return (width // 4).bit_length() - 1


def channels(base: int, count: int) -> tuple[int, ...]:
    """What comes out of each of `count` halvings: doubled until it is eight times base."""
    return tuple(base * min(2**number, 8) for number in range(count))


def start_weights(network: nn.Module) -> nn.Module:
    """Draw every convolution from N(0, 0.02), norms around 1 (Isola et al. 2017, appendix 6.2)."""
    for layer in network.modules():
        if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d | nn.Linear):
            nn.init.normal_(layer.weight, 0.0, 0.02)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)
        elif isinstance(layer, nn.BatchNorm2d):
            nn.init.normal_(layer.weight, 1.0, 0.02)
            nn.init.zeros_(layer.bias)
    return network


def parameter_count(network: nn.Module) -> int:
    """How many numbers the network learns."""
    return sum(parameter.numel() for parameter in network.parameters())
