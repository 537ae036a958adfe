"""Convolutions of small maps as one product of matrices: the same layer, faster where weights outweigh pictures.

A CPU's convolution puts its weights in another order before every use. At the bottom of a U-Net, where a million
weights meet twenty pixels, that takes most of the time; a product takes the weights as they lie.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

_ROWS_PER_CHANNEL = 1.25
"""Up to so many rows of unfolded pictures for each row of weights the product was faster (master, batch 1, 4 and 8)."""


def offer_products(network: nn.Module) -> nn.Module:
    """Put layers that can work by products in the place of the usual ones, with the same weights and names."""
    for name, layer in network.named_children():
        if type(layer) is nn.Conv2d and _fits(layer):
            setattr(network, name, ProductConv(layer))
        elif type(layer) is nn.ConvTranspose2d and _fits(layer):
            setattr(network, name, ProductConvTranspose(layer))
        else:
            offer_products(layer)
    return network


def use_products(network: nn.Module, use: bool) -> None:
    for layer in network.modules():
        if isinstance(layer, ProductConv | ProductConvTranspose):
            layer.by_products = use


def _fits(layer: nn.Conv2d | nn.ConvTranspose2d) -> bool:
    """Square kernels that a whole number of strides make up, in one group, padded with zeros."""
    (kernel, other), (stride, _), padding = layer.kernel_size, layer.stride, layer.padding
    plain = layer.groups == 1 and set(layer.dilation) == {1} and layer.padding_mode == "zeros"
    square = kernel == other and len(set(layer.stride)) == 1 and not isinstance(padding, str) and len(set(padding)) == 1
    return plain and square and kernel % stride == 0 and set(getattr(layer, "output_padding", (0,))) == {0}


class ProductConv(nn.Conv2d):
    """A convolution that unfolds its pictures and multiplies them with its weights, while there are few enough."""

    by_products = False

    def __init__(self, like: nn.Conv2d) -> None:
        shape = like.kernel_size[0], like.stride[0], int(like.padding[0])
        super().__init__(like.in_channels, like.out_channels, *shape, device="meta")
        self.weight, self.bias = like.weight, like.bias

    def forward(self, pictures: Tensor) -> Tensor:
        """(B, in, H, W) -> (B, out, h, w)."""
        kernel, stride, pad = self.kernel_size[0], self.stride[0], int(self.padding[0])
        count, _, height, width = pictures.shape
        down, across = (height + 2 * pad - kernel) // stride + 1, (width + 2 * pad - kernel) // stride + 1
        if not self.by_products or count * down * across > _ROWS_PER_CHANNEL * self.out_channels:
            return super().forward(pictures)
        rows: Tensor = _Unfold.apply(_as_computed(pictures), kernel, stride, pad)  # type: ignore[no-untyped-call]
        made = functional.linear(rows, self.weight.permute(0, 2, 3, 1).flatten(1), self.bias)
        return made.view(count, down, across, -1).permute(0, 3, 1, 2)


class ProductConvTranspose(nn.ConvTranspose2d):
    """Its adjoint: multiplies, then adds up what overlaps."""

    by_products = False

    def __init__(self, like: nn.ConvTranspose2d) -> None:
        shape = like.kernel_size[0], like.stride[0], int(like.padding[0])
        super().__init__(like.in_channels, like.out_channels, *shape, device="meta")
        self.weight, self.bias = like.weight, like.bias

    def forward(self, pictures: Tensor, output_size: list[int] | None = None) -> Tensor:
        """(B, in, h, w) -> (B, out, H, W)."""
        kernel, stride, pad = self.kernel_size[0], self.stride[0], int(self.padding[0])
        count, _, down, across = pictures.shape
        if not self.by_products or count * down * across > _ROWS_PER_CHANNEL * self.in_channels:
            return super().forward(pictures, output_size)
        size = (stride * (down - 1) + kernel - 2 * pad, stride * (across - 1) + kernel - 2 * pad)
        rows = _as_computed(pictures).permute(0, 2, 3, 1).flatten(0, 2)
        made = functional.linear(rows, self.weight.permute(0, 2, 3, 1).flatten(1).t())
        shape = (count, self.out_channels, *size)
        painted: Tensor = _Fold.apply(made, shape, kernel, stride, pad)  # type: ignore[no-untyped-call]
        return painted if self.bias is None else painted + self.bias.to(painted.dtype)[:, None, None]


def _as_computed(pictures: Tensor) -> Tensor:
    """In the number format that products are computed in here, so that unfolding moves no more bytes than it must."""
    kind = pictures.device.type
    return pictures.to(torch.get_autocast_dtype(kind)) if torch.is_autocast_enabled(kind) else pictures


class _Unfold(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, pictures: Tensor, kernel: int, stride: int, pad: int) -> Tensor:
        ctx.how = pictures.shape, kernel, stride, pad
        return _unfold(pictures, kernel, stride, pad)

    @staticmethod
    def backward(ctx: Any, *slopes: Tensor) -> tuple[Tensor, None, None, None]:
        return _fold(slopes[0], *ctx.how), None, None, None


class _Fold(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, rows: Tensor, shape: tuple[int, int, int, int], kernel: int, stride: int, pad: int) -> Tensor:
        ctx.how = kernel, stride, pad
        return _fold(rows, shape, kernel, stride, pad)

    @staticmethod
    def backward(ctx: Any, *slopes: Tensor) -> tuple[Tensor, None, None, None, None]:
        return _unfold(slopes[0], *ctx.how), None, None, None, None


def _unfold(pictures: Tensor, kernel: int, stride: int, pad: int) -> Tensor:
    """(B, C, H, W) -> (B h w, kernel kernel C): what each place of the kernel sees, channels fastest."""
    seen = functional.pad(pictures.permute(0, 2, 3, 1), (0, 0, pad, pad, pad, pad))
    patches = seen.unfold(1, kernel, stride).unfold(2, kernel, stride)  # (B, h, w, C, kernel, kernel)
    return patches.permute(0, 1, 2, 4, 5, 3).flatten(3).flatten(0, 2)


def _fold(rows: Tensor, shape: tuple[int, int, int, int], kernel: int, stride: int, pad: int) -> Tensor:
    """The adjoint: (B h w, kernel kernel C) -> (B, C, H, W), overlapping places added up, in single precision."""
    count, channels, height, width = shape
    over = kernel // stride
    down, across = (height + 2 * pad) // stride - over + 1, (width + 2 * pad) // stride - over + 1
    parts = rows.view(count, down, across, over, stride, over, stride, channels)
    exact = rows.dtype if rows.dtype == torch.float64 else torch.float32
    whole = rows.new_zeros((count, down + over - 1, stride, across + over - 1, stride, channels), dtype=exact)
    for i in range(over):
        for j in range(over):
            whole[:, i : i + down, :, j : j + across] += parts[:, :, :, i, :, j].transpose(2, 3)
    made = whole.flatten(3, 4).flatten(1, 2)[:, pad : pad + height, pad : pad + width]
    return made.permute(0, 3, 1, 2).to(rows.dtype, memory_format=torch.channels_last)
