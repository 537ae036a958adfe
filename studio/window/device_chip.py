"""What the device chip says, in words; asks the engine, which here does not load torch."""

from __future__ import annotations


def describe() -> tuple[str, bool, str]:
    """(text, usable, remedy)."""
    from models.training.machine.devices import describe_device

    info = describe_device()
    return info.text, not info.problem, ". ".join(part for part in (info.problem, info.remedy) if part)
