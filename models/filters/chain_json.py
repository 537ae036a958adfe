"""Chains as plain JSON values, both ways, for recipes and presets. What comes in has passed file_schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from models.filters.chain import step
from models.records import Chain

if TYPE_CHECKING:
    from models.filters.file_schema import StepInFile


def chain_to_json(chain: Chain) -> list[dict[str, Any]]:
    """The chain as values that json.dumps takes."""
    return [{"name": part.name, "values": dict(part.values)} for part in chain]


def chain_from_file(steps: Iterable[StepInFile]) -> Chain:
    """The chain that was written. Raises UnknownNameError and ParameterError for what doesn't exist here."""
    return tuple(step(part.name, **part.values) for part in steps)
