"""Proves a device before it is trusted: it has to compute in time what the CPU computes. Knows no network."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

Compute = Callable[[Tensor, Tensor], Tensor]
"""(pictures, weights), both on the CPU -> what a device makes of them, back on the CPU."""

PATIENCE = 30.0
"""Seconds a device may take: the first use of a graphics card loads its kernels, about 5 s on a slow disk."""

_TOLERANCE = 0.02
"""Of the largest value: TF32 keeps 10 bits of every factor, bf16 8 bits; a device that lies is off by far more."""


_UPDATE = "Update the driver of the graphics card; until then train on the CPU"

_REMEDIES = (
    ("no kernel image", "Install the torch that was built for this card: see pytorch.org, Get Started"),
    ("not compiled with", "Install the torch that was built for this card: see pytorch.org, Get Started"),
    ("driver version is insufficient", _UPDATE),
    ("driver on your system is too old", _UPDATE),
    ("out of memory", "Close the programs that use the graphics card, then start again"),
    ("invalid device", "Choose a device that is there, or auto"),
)


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """why: empty when the device may be used, else what is wrong with it; remedy: what to do about it."""

    why: str = ""
    remedy: str = ""

    def __bool__(self) -> bool:
        return not self.why


def prove(compute: Compute, patience: float = PATIENCE) -> DeviceReport:
    """Run a small convolution and its gradient there, and compare. A device that hangs is left alone after patience."""
    generator = torch.Generator().manual_seed(0)
    pictures = torch.randn(2, 8, 20, 16, generator=generator)
    weights = torch.randn(16, 8, 4, 4, generator=generator)
    answer: list[Tensor | BaseException] = []

    def ask() -> None:
        try:
            answer.append(compute(pictures, weights))
        except BaseException as error:
            answer.append(error)

    asking = threading.Thread(target=ask, name="device-proof", daemon=True)
    asking.start()
    asking.join(patience)
    if not answer:
        return DeviceReport(f"it does not answer within {patience:g} seconds", f"Restart the computer. {_UPDATE}")
    if isinstance(answer[0], BaseException):
        return explain(answer[0])
    return _compare(answer[0], convolve(pictures, weights))


def on_device(device: torch.device, half: torch.dtype | None = None) -> Compute:
    """The convolution on that device, in its half precision when one is given."""

    def compute(pictures: Tensor, weights: Tensor) -> Tensor:
        with torch.autocast(device.type, dtype=half, enabled=half is not None):
            return convolve(pictures.to(device), weights.to(device)).float().cpu()

    return compute


def convolve(pictures: Tensor, weights: Tensor) -> Tensor:
    """Both what a stride-2 convolution makes of pictures and how its weights should change, in one line of numbers."""
    learned = weights.detach().clone().requires_grad_(True)
    with torch.enable_grad():
        made = functional.conv2d(pictures, learned, stride=2, padding=1)
        (slope,) = torch.autograd.grad(made.float().square().mean(), learned)
    return torch.cat([made.detach().float().flatten(), slope.float().flatten()])


def _compare(got: Tensor, wanted: Tensor) -> DeviceReport:
    """Both halves of convolve() against the CPU's."""
    if got.shape != wanted.shape:
        return DeviceReport(f"it computes {tuple(got.shape)} numbers in place of {tuple(wanted.shape)}", _UPDATE)
    error = float((got - wanted).abs().max() / wanted.abs().max())
    if not error < _TOLERANCE:  # also when it is no number
        return DeviceReport(f"it computes wrong numbers (off by {error:.0%})", _UPDATE)
    return DeviceReport()


def explain(error: BaseException, otherwise: str = _UPDATE) -> DeviceReport:
    """What a library's own words mean for a person; otherwise: the remedy where nothing better is known."""
    words = str(error).strip().split("\n")[0][:200] or type(error).__name__
    remedy = next((remedy for sign, remedy in _REMEDIES if sign in str(error).lower()), otherwise)
    return DeviceReport(words, remedy)
