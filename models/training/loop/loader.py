"""Batches for the device, made ahead in threads while the step before computes; knows no loss and no network."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from models.datasets import PairSource
from models.networks.view import WHOLE, Layers, View


class Batch(NamedTuple):
    """source, target: (B, C, H, W) in [-1, 1], as the network's view lays them out; people: (B,) who is on each target,

    where that is asked for. All on the device.
    """

    source: Tensor
    target: Tensor
    people: Tensor | None = None


Stack = npt.NDArray[np.uint8]
"""(B, C, H, W): a quarter of the bytes that floats would move."""

Numbers = npt.NDArray[np.int64]

_AHEAD = 2
_MOST_WORKERS = 8


def workers_for(device: torch.device) -> int:
    """How many threads make pairs: one beside a training that needs every core itself, else one per core up to 8."""
    return 1 if device.type == "cpu" else max(1, min(_MOST_WORKERS, os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class _Coming:
    """A batch in the making: every pair is written into its own place by whichever thread gets to it."""

    source: Stack
    target: Stack
    people: Numbers
    pairs: tuple[Future[None], ...]


class Loader:
    """The batch of any step; those of the next steps are prepared meanwhile. Leave the block to end its threads.

    places: which of a step's pairs this process makes, all of them unless several processes share a batch;
    names_people: whether batches say who is on their targets; view: how the network sees them;
    waited: seconds that take() has spent waiting for pairs so far.
    """

    def __init__(
        self,
        pairs: PairSource,
        batch_size: int,
        device: torch.device,
        *,
        workers: int | None = None,
        places: Sequence[int] | None = None,
        names_people: bool = False,
        view: View = WHOLE,
    ) -> None:
        self.waited = 0.0
        self._pairs = pairs
        self._view = view
        self._names_people = names_people
        self._places = tuple(range(batch_size) if places is None else places)
        self._device = device
        self._pool = ThreadPoolExecutor(workers or workers_for(device), thread_name_prefix="batches")
        self._coming: dict[int, _Coming] = {}

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
                self._coming[number] = self._begin(number)
        batch = self._coming.pop(step)
        started = time.perf_counter()
        for pair in batch.pairs:
            pair.result()
        self.waited += time.perf_counter() - started
        people = torch.from_numpy(batch.people).to(self._device) if self._names_people else None
        return Batch(to_device(batch.source, self._device), to_device(batch.target, self._device), people)

    def _begin(self, step: int) -> _Coming:
        width, height = self._pairs.recipe.size
        source, target = (
            np.empty((len(self._places), *layout.shape(width, height)), np.uint8)
            for layout in (self._view.source, self._view.target)
        )
        people = np.zeros(len(self._places), np.int64)
        made = (
            self._pool.submit(self._make, step, place, source[number], target[number], people[number : number + 1])
            for number, place in enumerate(self._places)
        )
        return _Coming(source, target, people, tuple(made))

    def _make(self, step: int, place: int, source: Layers, target: Layers, person: Numbers) -> None:
        """No torch in here: in a second thread it would start a second set of threads that fights the first."""
        person[:] = self._view.fill(self._pairs, step, place, source, target)


def to_device(layers: Stack, device: torch.device) -> Tensor:
    """(n, C, h, w) of bytes -> the same in [-1, 1], on the device."""
    return torch.from_numpy(layers).to(device).float().div_(127.5).sub_(1.0)
