"""Chooses the device a training runs on: the best one here that proves itself, or the one that was named."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import torch

from models.errors import DeviceError
from models.training.config import TrainConfig
from models.training.machine.backend import Backend, tune_process
from models.training.machine.device_check import PATIENCE, Compute, DeviceReport, explain, on_device, prove
from models.training.machine.devices import cpu_has_bf16
from models.words import plural

Half = torch.dtype | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A device that torch offers. name: in words; half: the format it multiplies faster in, None without one;

    compute: how to have something computed there, in fp32 (None) or that format.
    """

    device: torch.device
    name: str
    half: Half = None
    compute: Callable[[Half], Compute] = field(default=lambda half: on_device(torch.device("cpu"), half))


def open_backend(config: TrainConfig) -> Backend:
    """The device the settings ask for, proven. Raises DeviceError for a named one that can't be used."""
    tune_process()
    backend = choose([*offered(), cpu()], config) if config.device == "auto" else insist(_named(config.device), config)
    if backend.device.type == "cuda":
        torch.cuda.set_device(backend.device)  # else each of several processes also takes memory of the first card
        torch.backends.cudnn.benchmark = True  # every batch has the same shape: look for its fastest kernels once
    return backend


def _named(name: str) -> Candidate:
    """Raises DeviceError for a device that torch does not know or that is not there."""
    try:
        device = torch.device(name)
        return cpu() if device.type == "cpu" else _candidate(device)
    except (RuntimeError, AssertionError) as error:
        raise _refused(name, explain(error, "Train on auto or cpu")) from error


def choose(candidates: Sequence[Candidate], config: TrainConfig, patience: float = PATIENCE) -> Backend:
    """The first that proves itself; the note says why better ones were passed over. The last is trusted: the CPU."""
    notes: list[str] = []
    for candidate in candidates[:-1]:
        report = prove(candidate.compute(None), patience)
        if report:
            return _backend(candidate, config, notes, patience)
        notes.append(f"{candidate.name} can't be used ({report.why}). {report.remedy}.")
    return _backend(candidates[-1], config, notes, patience)


def insist(candidate: Candidate, config: TrainConfig, patience: float = PATIENCE) -> Backend:
    """That one and no other. Raises DeviceError."""
    if candidate.device.type != "cpu":
        report = prove(candidate.compute(None), patience)
        if not report:
            raise _refused(config.device, report)
    return _backend(candidate, config, [], patience)


def _backend(candidate: Candidate, config: TrainConfig, notes: list[str], patience: float) -> Backend:
    """In bf16 where that pays or is asked for, and where it computes rightly."""
    half = {"auto": candidate.half, "bf16": torch.bfloat16, "fp32": None}[config.precision]
    if half is not None and candidate.device.type != "cpu":
        report = prove(candidate.compute(half), patience)
        if not report:
            notes.append(f"{candidate.name} can't compute in bf16 ({report.why}): training in fp32.")
            half = None
    text = candidate.name + (", bf16" if half else "")
    return Backend(candidate.device, half, text, " ".join(notes))


def cpu() -> Candidate:
    threads = torch.get_num_threads()
    name = f"CPU: {plural(threads, 'thread')}"
    return Candidate(torch.device("cpu"), name, torch.bfloat16 if cpu_has_bf16() else None)


def offered() -> list[Candidate]:
    """The graphics devices that torch says it can use, the likely fastest first."""
    kinds: dict[str, Callable[[], bool]] = {
        "cuda": torch.cuda.is_available,
        "xpu": torch.xpu.is_available,
        "mps": torch.backends.mps.is_available,
    }
    here = [kind for kind, is_available in kinds.items() if is_available()]
    return [_candidate(torch.device(kind, own_number()) if kind != "mps" else torch.device(kind)) for kind in here]


def own_number() -> int:
    """Which of several graphics cards is this process' own: torchrun counts the processes of a computer."""
    return int(os.environ.get("LOCAL_RANK", "0"))


def _candidate(device: torch.device) -> Candidate:
    """Raises RuntimeError or AssertionError for a device that is not there."""
    name, half = device.type.upper(), None
    if device.type == "cuda":
        name = torch.cuda.get_device_name(device)
        half = torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else None
    elif device.type == "xpu":
        name, half = torch.xpu.get_device_name(device), torch.bfloat16
    elif device.type == "mps":
        name = "Apple graphics"  # fp32: bf16 gains nothing there that is known
    return Candidate(device, name, half, lambda half: on_device(device, half))


def _refused(device: str, report: DeviceReport) -> DeviceError:
    return DeviceError(f"the device {device!r} can't be used", why=report.why, remedy=report.remedy)
