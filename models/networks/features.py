"""How far two pictures are apart in what our own colouriser sees in them: edges and parts of faces, not pixels.

Its first blocks, frozen, in a file of their own: a run compares the same whatever encoders ship later.
"""

from __future__ import annotations

import copy
from functools import cache

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

import resources

_FILE = "features.safetensors"


class Features(nn.Module):
    """(B, 3, H, W) in [-1, 1] -> what each block makes of it: half the size of the one before."""

    def __init__(self, widths: tuple[int, ...]) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(
            nn.Conv2d(before, after, 4, 2, 1) for before, after in zip((3, *widths), widths, strict=False)
        )

    def forward(self, picture: Tensor) -> list[Tensor]:
        seen = []
        for block in self.blocks:
            picture = nn.functional.leaky_relu(block(picture), 0.2)
            seen.append(picture)
        return seen


def load_features() -> Features:
    """A copy of its own for each training: they are moved and laid out as that one computes."""
    return copy.deepcopy(_load())


@cache
def _load() -> Features:
    weights = load_file(resources.path(_FILE))
    widths = tuple(len(weights[f"blocks.{number}.bias"]) for number in range(len(weights) // 2))
    with torch.device("meta"):
        features = Features(widths)
    features.load_state_dict({name: tensor.float() for name, tensor in weights.items()}, assign=True)
    return features.eval().requires_grad_(False)


def feature_distance(features: Features, painted: Tensor, target: Tensor) -> Tensor:
    """Mean absolute difference in each block, as a share of what that target has there: one number.

    Each picture counts by itself: a batch taken in parts has the same distance.
    """
    with torch.no_grad():
        wanted = features(target)
    shares = [
        _level(made.float() - true.float()) / _level(true.float()).clamp_min(1e-6)
        for made, true in zip(features(painted), wanted, strict=True)
    ]
    return torch.stack(shares).mean()


def _level(seen: Tensor) -> Tensor:
    """(B, C, h, w) -> (B,)."""
    return seen.abs().mean((1, 2, 3))
