"""Pairs kept smaller than they are learned from elsewhere: decoded and filtered once, a few kilobytes each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.records import Picture

Layers = npt.NDArray[np.uint8]
"""(h, w, C)."""


@dataclass(frozen=True, slots=True)
class Small:
    """What is kept of a picture that goes in and of one that is to come out, both 1/shrink of its size."""

    shrink: int
    given: Callable[[Picture], Layers]
    shown: Callable[[Picture], Layers]


@dataclass(frozen=True, slots=True)
class SmallPair:
    """Cut and mirrored; person: who is on the target; chance: for whatever else is drawn for this pair."""

    given: Layers
    shown: Layers
    person: int
    chance: np.random.Generator
