"""The device and number format a training runs in, and what makes a CPU fast at it; knows no network."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

import torch

from models.training.machine.devices import count_threads

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_KEEP_BYTES = 1 << 30
_NO_MEMORY = ("can't allocate memory", "not enough memory", "out of memory")


@dataclass(frozen=True, slots=True)
class Way:
    """How the same step can be computed. memory: how weights and pictures lie; products: small maps by matrices."""

    memory: torch.memory_format
    products: bool = False


WAYS: dict[str, Way] = {
    "plain": Way(torch.contiguous_format),
    "channels_last": Way(torch.channels_last),
    "products": Way(torch.channels_last, products=True),
}
"""By the name a checkpoint remembers: another way sums in another order, so a resumed run keeps its own."""


@dataclass(frozen=True, slots=True)
class Backend:
    """Where and how to compute. note: a sentence when this is not what the machine promised; way: one of WAYS."""

    device: torch.device
    half: torch.dtype | None
    text: str
    note: str = ""
    way: str = "plain"

    def cast(self) -> AbstractContextManager[object]:
        """Matrix work in bf16 inside, where that pays; the weights themselves stay fp32."""
        if self.half is None:
            return contextlib.nullcontext()
        return torch.autocast(self.device.type, dtype=self.half)


def tune_process() -> None:
    """What makes any CPU process fast at this: as many threads as processors, no denormals, memory kept.

    Freed activations otherwise go back to the system and come again as zeroed pages (8 to 12 % of a step).
    """
    torch.set_num_threads(count_threads())
    torch.set_flush_denormal(True)
    if sys.platform != "linux":
        return
    with contextlib.suppress(AttributeError, OSError):  # not glibc: nothing to tune
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_M_MMAP_THRESHOLD, _KEEP_BYTES)
        mallopt(_M_TRIM_THRESHOLD, _KEEP_BYTES)


@contextlib.contextmanager
def naming_out_of_memory() -> Iterator[None]:
    """Turn every library's way of saying "out of memory" into one MemoryError."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        if isinstance(error, MemoryError):
            raise
        if isinstance(error, torch.OutOfMemoryError) or any(words in str(error).lower() for words in _NO_MEMORY):
            raise MemoryError(str(error).strip().split("\n")[0][:200]) from error
        raise
