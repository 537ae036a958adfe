"""What every network is registered as, and the registries; knows no particular network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor, nn

from models.registry import Registry

Verdict = Tensor
"""What a discriminator says, before any squashing: (B, 1, h, w) logits of a map, or (B, categories)."""

VerdictLoss = Callable[[Verdict, bool], Tensor]
"""How far a verdict is from "this is real" (True) or "this was painted" (False); one number."""


@dataclass(frozen=True, slots=True)
class Generator:
    """A network (B, 3, H, W) -> (B, 3, H, W), both in [-1, 1]. build: base channels -> module."""

    name: str
    title: str
    help: str
    build: Callable[[int], nn.Module]


@dataclass(frozen=True, slots=True)
class Discriminator:
    """A network (input, picture) -> verdict, and the loss that reads its verdict. build: base channels -> module."""

    name: str
    title: str
    help: str
    build: Callable[[int], nn.Module]
    loss: VerdictLoss


GENERATORS: Registry[Generator] = Registry("generator")
DISCRIMINATORS: Registry[Discriminator] = Registry("discriminator")


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
