"""The device and number format a training runs in, and what makes a CPU fast at it; knows no network."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

import torch

from models.errors import DeviceError
from models.training.config import TrainConfig
from models.training.devices import count_threads, cpu_has_bf16

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_KEEP_BYTES = 1 << 30
_NO_MEMORY = ("can't allocate memory", "DefaultCPUAllocator: not enough memory")


LAYOUTS: dict[str, torch.memory_format] = {
    "plain": torch.contiguous_format,
    "channels_last": torch.channels_last,
}
"""How weights and pictures can lie in memory, by the name a checkpoint remembers."""


@dataclass(frozen=True, slots=True)
class Backend:
    """Where and how to compute. note: a sentence when this is not what the machine promised; layout: of LAYOUTS."""

    device: torch.device
    half: torch.dtype | None
    text: str
    note: str = ""
    layout: str = "plain"

    def cast(self) -> AbstractContextManager[object]:
        """Matrix work in bf16 inside, where that pays; the weights themselves stay fp32."""
        if self.half is None:
            return contextlib.nullcontext()
        return torch.autocast(self.device.type, dtype=self.half)


def open_backend(config: TrainConfig) -> Backend:
    """The device the settings ask for, tried with a real convolution. Raises DeviceError for one that was named."""
    tune_process()
    if config.device == "auto":
        return _best_device(config)
    try:
        device = torch.device(config.device)
        _try(device)
    except (RuntimeError, AssertionError, NotImplementedError) as error:
        raise DeviceError(
            f"the device {config.device!r} can't be used", why=_first_line(error), remedy="Train on auto or cpu"
        ) from error
    return _backend(device, config)


def _best_device(config: TrainConfig) -> Backend:
    """The graphics card when there is one that works, else the CPU, saying why."""
    if not torch.cuda.is_available():
        return _backend(torch.device("cpu"), config)
    try:
        _try(torch.device("cuda"))
    except RuntimeError as error:
        note = f"The graphics card does not work ({_first_line(error)}): training on the CPU."
        return _backend(torch.device("cpu"), config, note)
    return _backend(torch.device("cuda"), config)


def _backend(device: torch.device, config: TrainConfig, note: str = "") -> Backend:
    pays = (device.type == "cpu" and cpu_has_bf16()) or (device.type == "cuda" and torch.cuda.is_bf16_supported())
    half = torch.bfloat16 if config.precision == "bf16" or (config.precision == "auto" and pays) else None
    if device.type == "cuda":
        text = torch.cuda.get_device_name(device)
    else:
        text = f"{device.type.upper()}: {torch.get_num_threads()} threads"
    return Backend(device, half, text + (", bf16" if half else ""), note)


def _try(device: torch.device) -> None:
    weights = torch.ones(4, 4, 3, 3, device=device)
    torch.nn.functional.conv2d(torch.ones(1, 4, 8, 8, device=device), weights).sum().item()


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0][:200]


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
        if isinstance(error, torch.OutOfMemoryError) or any(words in str(error) for words in _NO_MEMORY):
            raise MemoryError(_first_line(error)) from error
        raise
