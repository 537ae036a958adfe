"""The patch discriminator: judges input and picture together, region by region."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from models.networks.losses import map_loss
from models.networks.network import DISCRIMINATORS, Discriminator, start_weights
from models.records import TRAINING_SIZE


class PatchDiscriminator(nn.Module):
    """(input, picture), each (B, 3, H, W) -> (B, 1, H/16 - 2, W/16 - 2) logits: real where positive."""

    def __init__(self, base: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(6, base, 4, 2, 1),
            nn.LeakyReLU(0.2, inplace=True),
            *_normed(base, 2 * base, stride=2),
            *_normed(2 * base, 4 * base, stride=2),
            *_normed(4 * base, 8 * base, stride=2),
            *_normed(8 * base, 8 * base, stride=1),
            nn.Conv2d(8 * base, 1, 4, 1, 1),
        )

    def forward(self, source: Tensor, picture: Tensor) -> Tensor:
        prediction: Tensor = self.layers(torch.cat([source, picture], dim=1))
        return prediction


def _normed(before: int, after: int, *, stride: int) -> tuple[nn.Module, ...]:
    convolution = nn.Conv2d(before, after, 4, stride, 1, bias=False)
    return convolution, nn.BatchNorm2d(after), nn.LeakyReLU(0.2, inplace=True)


def build(base: int, width: int = TRAINING_SIZE[0], **_options: object) -> nn.Module:
    """The same for every width: it judges regions 142 px wide, whatever they are part of."""
    return start_weights(PatchDiscriminator(base))


DISCRIMINATORS.add("patch", Discriminator("patch", build, map_loss))
