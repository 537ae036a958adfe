"""The small values that the options of a painting are made of. Nothing here computes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoiseStep:
    """A step from one noise towards the noise of another seed. share of the way: 0 stays, 1 arrives."""

    seed: int
    share: float


@dataclass(frozen=True, slots=True)
class Hint:
    """The colour that a person wants at a place of the photo: x, y in its pixels, red, green and blue in 0 to 255."""

    x: float
    y: float
    red: int
    green: int
    blue: int
