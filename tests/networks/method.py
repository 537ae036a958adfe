"""The U-Net of the method written out layer by layer: what every encoder trained so far was trained with."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class MethodUNet(nn.Module):
    """(B, 3, H, W) in [-1, 1] -> the same; weights are named and drawn in this order."""

    def __init__(self, base: int) -> None:
        super().__init__()
        self.down = nn.ModuleList(
            [
                nn.Sequential(nn.Conv2d(3, base, 4, 2, 1), nn.LeakyReLU(0.2)),
                *(
                    nn.Sequential(
                        nn.Conv2d(before * base, after * base, 4, 2, 1, bias=False),
                        nn.BatchNorm2d(after * base),
                        nn.LeakyReLU(0.2),
                    )
                    for before, after in ((1, 2), (2, 4), (4, 8), (8, 8))
                ),
            ]
        )
        self.bottleneck = nn.Sequential(nn.Conv2d(8 * base, 8 * base, 4, 2, 1), nn.ReLU())
        first = (nn.ConvTranspose2d(8 * base, 8 * base, 4, 2, 1, bias=False), nn.BatchNorm2d(8 * base))
        self.up = nn.ModuleList(
            [
                nn.Sequential(*first, nn.Dropout(0.5), nn.ReLU()),
                *(
                    nn.Sequential(
                        nn.ConvTranspose2d(before * base, after * base, 4, 2, 1, bias=False),
                        nn.BatchNorm2d(after * base),
                        nn.ReLU(),
                    )
                    for before, after in ((16, 8), (16, 4), (8, 2), (4, 1))
                ),
            ]
        )
        self.last = nn.ConvTranspose2d(2 * base, 3, 4, 2, 1)

    def forward(self, picture: Tensor) -> Tensor:
        skips = []
        for halve in self.down:
            picture = halve(picture)
            skips.append(picture)
        picture = self.up[0](self.bottleneck(picture))
        for double, skip in zip(self.up[1:], skips[:0:-1], strict=True):
            picture = double(torch.cat([picture, skip], dim=1))
        return torch.tanh(self.last(torch.cat([picture, skips[0]], dim=1)))
