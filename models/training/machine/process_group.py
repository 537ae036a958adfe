"""Several processes that train as one, started by torchrun: who they are, and the few things they agree on."""

from __future__ import annotations

import datetime
import inspect
import os
from dataclasses import dataclass
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from models.errors import TrainingError
from models.training.kernels.sync_batch_norm import take_whole_batches

_PATIENCE = datetime.timedelta(minutes=30)
"""How long the others wait while the first paints samples, judges and saves."""

_STOP = -1
GO = 0
JOIN = 1
"""What is said to the others: the training has ended, one more step, one more and from then on with the critic."""


_BUFFERS: dict[str, Any] = {
    "forward_sync_buffers"
    if "forward_sync_buffers" in inspect.signature(DistributedDataParallel).parameters
    else "broadcast_buffers": False
}
"""Torch has renamed it: the running statistics are equal in all processes anyway."""


class Dismissed(Exception):  # noqa: N818
    """The first process has ended the training; the others have nothing left to do."""


@dataclass(frozen=True, slots=True)
class ProcessGroup:
    """One process of several; alone by default. The first decides, tells, judges and saves; all of them learn.

    Each takes its own part of every batch. Batch norm and dropout work on the whole batch and gradients are averaged,
    so that any number of processes trains what one would, up to the order of sums.
    """

    rank: int = 0
    size: int = 1

    @property
    def is_first(self) -> bool:
        return self.rank == 0

    def places(self, batch_size: int) -> range:
        """This process' part of a batch. Raises TrainingError when there is not one picture for each."""
        if batch_size < self.size:
            raise TrainingError(
                f"a batch of {batch_size} can't be shared by {self.size} processes",
                remedy=f"Train with a batch size of {self.size} or more, best a multiple of it",
            )
        return range(batch_size * self.rank // self.size, batch_size * (self.rank + 1) // self.size)

    def adapt(self, network: nn.Module, batch_size: int, device: torch.device) -> nn.Module:
        """The network with its batch norm and dropout over the whole batch; names and weights stay."""
        if self.size == 1:
            return network
        if device.type == "cuda":  # torch's own does the same there in one kernel, and there only
            network = nn.SyncBatchNorm.convert_sync_batchnorm(network)  # type: ignore[no-untyped-call]
        return take_whole_batches(network, self.places(batch_size), batch_size)

    def wrap(self, network: nn.Module) -> nn.Module:
        """The network whose backward pass averages gradients over all processes; its buffers are equal anyway."""
        return network if self.size == 1 else DistributedDataParallel(network, **_BUFFERS)

    def share(self, number: int) -> int:
        """What the first says. Raises Dismissed in the others when it has ended the training."""
        if self.size == 1:
            return number
        said = torch.tensor([number])
        dist.broadcast(said, 0)
        if int(said) == _STOP:
            raise Dismissed
        return int(said)

    def tell(self, text: str) -> str:
        """The first one's text, in all of them."""
        words = [text]
        if self.size > 1:
            dist.broadcast_object_list(words, 0)
        return words[0]

    def dismiss(self) -> None:
        """The first ends the training: the others, who wait for what it says next, leave."""
        if self.size > 1 and self.is_first:
            dist.broadcast(torch.tensor([_STOP]), 0)

    def add(self, part: Tensor) -> Tensor:
        """The sum of everyone's part."""
        if self.size > 1:
            dist.all_reduce(part)
        return part


ALONE = ProcessGroup()


def join_group() -> ProcessGroup:
    """Meet the processes that torchrun has started; ALONE without it."""
    if not is_started_together():
        return ALONE
    if not dist.is_initialized():
        kind = "cpu:gloo,cuda:nccl" if torch.cuda.is_available() and dist.is_nccl_available() else "gloo"
        dist.init_process_group(kind, timeout=_PATIENCE)
    return ProcessGroup(dist.get_rank(), dist.get_world_size())


def leave_group() -> None:
    if dist.is_initialized():
        dist.destroy_process_group()


def is_started_together() -> bool:
    return int(os.environ.get("WORLD_SIZE", "1")) > 1
