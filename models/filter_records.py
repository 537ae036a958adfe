"""The frozen values of filters: one step, and what is done to some of the pairs. Nothing here computes."""

from __future__ import annotations

from dataclasses import dataclass

from models.params import Value


@dataclass(frozen=True, slots=True)
class FilterStep:
    """One filter of a chain with the values that differ from its defaults, sorted by name."""

    name: str
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Augmentation:
    """A filter that changes a share (0 to 1) of the pictures, each by its own chance, before they are learned from.

    both: the target is changed just as what goes in; else it only shows what of the filter's doing can't be undone.
    """

    step: FilterStep
    share: float
    both: bool = False
