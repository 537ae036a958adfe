"""Batch norm and dropout over a batch of which each process holds a part; knows no network by name."""

from __future__ import annotations

from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor, nn


def take_whole_batches(network: nn.Module, places: range, batch_size: int) -> nn.Module:
    """Put them in the place of the usual ones, with the same weights under the same names."""
    for name, layer in network.named_children():
        if isinstance(layer, nn.BatchNorm2d):
            setattr(network, name, WholeNorm(layer))
        elif isinstance(layer, nn.Dropout):
            setattr(network, name, WholeDropout(layer.p, places, batch_size))
        else:
            take_whole_batches(layer, places, batch_size)
    return network


class WholeNorm(nn.BatchNorm2d):
    """Batch norm by the statistics of all processes' pictures together (Ioffe & Szegedy 2015, algorithm 1)."""

    def __init__(self, like: nn.BatchNorm2d) -> None:
        super().__init__(like.num_features, like.eps, like.momentum, device="meta")
        self.weight, self.bias = like.weight, like.bias
        for name, buffer in like.named_buffers():
            setattr(self, name, buffer)

    def forward(self, pictures: Tensor) -> Tensor:
        """(B, C, H, W) -> the same; the variance is taken about the common mean, so it never cancels out."""
        if not self.training:
            return super().forward(pictures)
        across = (0, 2, 3)
        values = pictures if pictures.dtype == torch.float64 else pictures.float()
        here = torch.tensor([values.numel() // values.shape[1]], dtype=torch.float64, device=values.device)
        count = _add(here)
        mean = (_add(values.sum(across, dtype=torch.float64)) / count).to(values.dtype)
        centred = values - mean[:, None, None]
        variance = (_add(centred.square().sum(across, dtype=torch.float64)) / count).to(values.dtype)
        self._remember(mean.detach(), (variance.detach() * (count / (count - 1))).to(values.dtype))
        scale = self.weight * torch.rsqrt(variance + self.eps)
        return (centred * scale[:, None, None] + self.bias[:, None, None]).to(pictures.dtype)

    def _remember(self, mean: Tensor, variance: Tensor) -> None:
        assert self.running_mean is not None
        assert self.running_var is not None
        assert self.num_batches_tracked is not None
        assert self.momentum is not None
        self.running_mean.lerp_(mean, self.momentum)
        self.running_var.lerp_(variance, self.momentum)
        self.num_batches_tracked.add_(1)


class WholeDropout(nn.Module):
    """Dropout that draws for the whole batch and takes its own rows: as one process would have drawn."""

    def __init__(self, share: float, places: range, batch_size: int) -> None:
        super().__init__()
        self._kept = 1.0 - share
        self._places = places
        self._batch_size = batch_size

    def forward(self, values: Tensor) -> Tensor:
        """(own rows, ...) -> the same."""
        if not self.training:
            return values
        layout = torch.channels_last if _is_last(values) else torch.contiguous_format
        whole = torch.empty(
            (self._batch_size, *values.shape[1:]), dtype=values.dtype, device=values.device, memory_format=layout
        )
        kept = whole.bernoulli_(self._kept).div_(self._kept)
        return values * kept[self._places.start : self._places.stop]


def _is_last(values: Tensor) -> bool:
    last = values.dim() == 4 and values.is_contiguous(memory_format=torch.channels_last)
    return last and not values.is_contiguous()


class _Sum(torch.autograd.Function):
    """The sum over all processes; what flows back is summed too, as each of them depends on everyone's part."""

    @staticmethod
    def forward(ctx: Any, part: Tensor) -> Tensor:
        total = part.clone()
        dist.all_reduce(total)
        return total

    @staticmethod
    def backward(ctx: Any, *slopes: Tensor) -> Tensor:
        total = slopes[0].contiguous().clone()
        dist.all_reduce(total)
        return total


def _add(part: Tensor) -> Tensor:
    total: Tensor = _Sum.apply(part)  # type: ignore[no-untyped-call]
    return total
