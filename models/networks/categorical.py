"""The categorical discriminator: the generator's kind of encoder, flattened into one score per category."""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn

from models.networks.losses import category_loss
from models.networks.network import DISCRIMINATORS, Discriminator, channels, halvings, start_weights
from models.records import TRAINING_SIZE

_CELLS = (5, 4)
"""Height and width of what the halvings leave of a picture of the training size; other sizes are pooled to it."""


class CategoricalDiscriminator(nn.Module):
    """(input, picture), each (B, 3, H, W) -> (B, categories) logits.

    Category 0 is "painted"; the others are "real", or one person each.

    depth: how often the pictures are halved; pooling: by 2x2 max pooling behind stride-1 convolutions 3x3 instead of
    stride-2 ones 4x4.
    """

    def __init__(
        self, base: int, categories: int = 2, *, depth: int = 6, pooling: bool = False, dropout: float = 0.3
    ) -> None:
        super().__init__()
        widths = (6, *channels(base, depth))
        halve = _pooled if pooling else _strided
        self.layers = nn.Sequential(*(layer for before, after in pairwise(widths) for layer in halve(before, after)))
        self.prediction = nn.Sequential(
            nn.AdaptiveAvgPool2d(_CELLS),
            nn.Flatten(),
            nn.Dropout(dropout),
            nn.Linear(8 * base * _CELLS[0] * _CELLS[1], categories),
        )

    def forward(self, source: Tensor, picture: Tensor) -> Tensor:
        prediction: Tensor = self.prediction(self.layers(torch.cat([source, picture], dim=1)))
        return prediction


def _strided(before: int, after: int) -> tuple[nn.Module, ...]:
    norm = (nn.BatchNorm2d(after),) if before != 6 else ()
    return nn.Conv2d(before, after, 4, 2, 1, bias=not norm), *norm, nn.LeakyReLU(0.2, inplace=True)


def _pooled(before: int, after: int) -> tuple[nn.Module, ...]:
    norm = (nn.BatchNorm2d(after),) if before != 6 else ()
    convolution = nn.Conv2d(before, after, 3, 1, 1, bias=not norm)
    return convolution, *norm, nn.LeakyReLU(0.2, inplace=True), nn.MaxPool2d(2)


def build(
    base: int, width: int = TRAINING_SIZE[0], *, categories: int = 2, pooling: bool = False, **_options: object
) -> nn.Module:
    return start_weights(CategoricalDiscriminator(base, categories, depth=halvings(width), pooling=pooling))


DISCRIMINATORS.add("categorical", Discriminator("categorical", build, category_loss))
