"""The U-Net whose last doublings enlarge first and then convolve: no grid, which transposed convolutions leave."""

from __future__ import annotations

from torch import nn

from models.networks.network import GENERATORS, Generator, channels, halvings, start_weights
from models.networks.unet import UNet
from models.records import TRAINING_SIZE


class ResizeUNet(UNet):
    """As UNet. The last two doublings make all of the grid that can be seen, and are the cheapest (Odena et al. 2016,

    "Deconvolution and checkerboard artifacts").
    """

    def __init__(self, base: int, depth: int = 6) -> None:
        super().__init__(base, depth)
        before, after = channels(base, 2)[::-1]
        self.up[-1] = nn.Sequential(
            *_enlarge(2 * before, after, bias=False), nn.BatchNorm2d(after), nn.ReLU(inplace=True)
        )
        self.last = nn.Sequential(*_enlarge(2 * base, 3))


def _enlarge(before: int, after: int, *, bias: bool = True) -> tuple[nn.Module, nn.Module]:
    return nn.Upsample(scale_factor=2), nn.Conv2d(before, after, 3, 1, 1, bias=bias)


def build(base: int, width: int = TRAINING_SIZE[0]) -> nn.Module:
    return start_weights(ResizeUNet(base, halvings(width)))


GENERATORS.add("unet_resize", Generator("unet_resize", build))
