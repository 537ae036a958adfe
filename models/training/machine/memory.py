"""How much memory a training's device has and how much is in use, for the meter in the window."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import torch

_STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes. Of a graphics card: used by all programs; of the CPU: by this process. 0 where it can't be told."""

    used: int = 0
    total: int = 0


def read_memory(device: torch.device) -> Memory:
    """Takes microseconds; never fails."""
    try:
        if device.type == "cuda":
            free, total = torch.cuda.mem_get_info(device)
            return Memory(total - free, total)
        if device.type == "xpu":
            free, total = torch.xpu.mem_get_info(device)
            return Memory(total - free, total)
        if device.type == "mps":
            return Memory(torch.mps.driver_allocated_memory(), torch.mps.recommended_max_memory())
        return Memory(*_own())
    except (RuntimeError, AssertionError, OSError, ValueError, AttributeError):
        return Memory()


def _own() -> tuple[int, int]:
    """What this process holds, and what the computer has."""
    if sys.platform == "win32":
        return 0, 0
    page = os.sysconf("SC_PAGE_SIZE")
    total = page * os.sysconf("SC_PHYS_PAGES")
    return (page * int(_STATM.read_text().split()[1]) if _STATM.exists() else 0), total
