"""Batches for the device, made one ahead in a thread while the step before computes; knows no loss and no network."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from models.datasets import PairSource
from models.records import Picture

Batch = tuple[Tensor, Tensor]
"""(input, target), each (B, 3, H, W) in [-1, 1] on the device."""

Layers = npt.NDArray[np.uint8]

_AHEAD = 2


class Loader:
    """The batch of any step; those of the next steps are prepared meanwhile. Leave the block to end its thread."""

    def __init__(self, pairs: PairSource, batch_size: int, device: torch.device) -> None:
        self._pairs = pairs
        self._batch_size = batch_size
        self._device = device
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="batches")
        self._coming: dict[int, Future[tuple[Layers, Layers]]] = {}

    def __enter__(self) -> Loader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def take(self, step: int) -> Batch:
        """The batch of this step, counted from 0: the same one whenever it is asked for."""
        self._coming = {number: batch for number, batch in self._coming.items() if number >= step}
        for number in range(step, step + _AHEAD):
            if number not in self._coming:
                self._coming[number] = self._pool.submit(self._make, number)
        source, target = self._coming.pop(step).result()
        return _to_device(source, self._device), _to_device(target, self._device)

    def _make(self, step: int) -> tuple[Layers, Layers]:
        """No torch in here: in a second thread it would start a second set of threads that fights the first."""
        made = [self._pairs.pair(step, index) for index in range(self._batch_size)]
        return _to_layers([source for source, _ in made]), _to_layers([target for _, target in made])


def to_tensor(pictures: Sequence[Picture], device: torch.device) -> Tensor:
    """n pictures (H, W, 3) uint8 -> (n, 3, H, W) float32 in [-1, 1] on the device."""
    return _to_device(_to_layers(pictures), device)


def _to_layers(pictures: Sequence[Picture]) -> Layers:
    """n pictures (H, W, 3) -> (n, 3, H, W), still uint8: a quarter of the bytes to move."""
    return np.ascontiguousarray(np.stack(pictures).transpose(0, 3, 1, 2))


def _to_device(layers: Layers, device: torch.device) -> Tensor:
    return torch.from_numpy(layers).to(device).float().div_(127.5).sub_(1.0)


def to_pictures(tensor: Tensor) -> list[Picture]:
    """(n, 3, H, W) in [-1, 1] -> n pictures (H, W, 3) uint8."""
    levels = tensor.detach().float().add(1.0).mul(127.5).round().clamp_(0, 255).to(torch.uint8)
    return list(levels.permute(0, 2, 3, 1).contiguous().cpu().numpy())
