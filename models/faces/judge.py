"""Learns from what a person accepted and rejected how to sort the next boxes. It knows no picture and no project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.records import Face


@dataclass(frozen=True, slots=True)
class Judge:
    """What was learned: how many accepted and rejected boxes stand behind it."""

    accepted: int
    rejected: int


def learn_judge(faces: Sequence[Face]) -> Judge | None:
    """A judge of what these faces' states say; None when there is too little to learn from."""
    return None
