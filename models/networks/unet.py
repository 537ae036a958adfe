"""The U-Net autoencoder: halvings down to 5x4 cells, as many doublings, skips between: the generator as published."""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn

from models.networks.network import GENERATORS, Generator, channels, halvings, start_weights
from models.records import TRAINING_SIZE


class UNet(nn.Module):
    """(B, 3, H, W) in [-1, 1] -> the same shape and range; H and W divisible by 2^depth.

    With base 64 and depth 6: 64, 128, 256, 512, 512 and a 512 bottleneck down; 512, 512, 256, 128, 64, 3 up.
    One halving more or less is one of the 512 ones, next to the bottleneck. depth: 5 at least.
    """

    def __init__(self, base: int, depth: int = 6) -> None:
        super().__init__()
        widths = channels(base, depth - 1)
        self.down = nn.ModuleList(
            _halve(before, after, norm=before != 3) for before, after in zip((3, *widths), widths, strict=False)
        )
        self.bottleneck = nn.Sequential(nn.Conv2d(8 * base, 8 * base, 4, 2, 1), nn.ReLU(inplace=True))
        # Every doubling but the first also sees the skip of its size: twice the channels in.
        outward = widths[::-1]
        self.up = nn.ModuleList(
            [
                _double(8 * base, outward[0], dropout=0.5),
                *(_double(2 * before, after) for before, after in pairwise(outward)),
            ]
        )
        self.last: nn.Module = nn.ConvTranspose2d(2 * base, 3, 4, 2, 1)

    def forward(self, picture: Tensor) -> Tensor:
        skips = []
        for halve in self.down:
            picture = halve(picture)
            skips.append(picture)
        picture = self.bottleneck(picture)  # (B, 8 base, 5, 4) at the training size
        for double, skip in zip(self.up, reversed(skips), strict=True):
            picture = torch.cat([double(picture), skip], dim=1)
        return torch.tanh(self.last(picture))


def _halve(before: int, after: int, *, norm: bool) -> nn.Sequential:
    """Half the size; the first one sees the picture itself and has no batch norm."""
    layers: list[nn.Module] = [nn.Conv2d(before, after, 4, 2, 1, bias=not norm)]
    if norm:
        layers.append(nn.BatchNorm2d(after))
    return nn.Sequential(*layers, nn.LeakyReLU(0.2, inplace=True))


def _double(before: int, after: int, *, dropout: float = 0.0) -> nn.Sequential:
    """Twice the size; dropout is the only noise the method has."""
    layers: list[nn.Module] = [nn.ConvTranspose2d(before, after, 4, 2, 1, bias=False), nn.BatchNorm2d(after)]
    if dropout:
        layers.append(nn.Dropout(dropout))
    return nn.Sequential(*layers, nn.ReLU(inplace=True))


def build(base: int, width: int = TRAINING_SIZE[0]) -> nn.Module:
    return start_weights(UNet(base, halvings(width)))


GENERATORS.add("unet", Generator("unet", build))
