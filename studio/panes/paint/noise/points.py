"""Where noise can be: at a seed, or some steps away from it. Pure: how it is painted, its neighbours, its name."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from models.paint_records import NoiseStep
from models.records import PaintOptions

_DIRECTIONS = 1_000_000
"""Seeds from here on are directions of neighbours; the grid shows smaller ones."""
AROUND = 8


@dataclass(frozen=True, slots=True)
class NoisePoint:
    """A seed and the steps away from it. label: "9", its third neighbour "9.3", half way to seed 18 "50 %"."""

    seed: int
    walk: tuple[NoiseStep, ...] = ()
    label: str = ""

    @property
    def name(self) -> str:
        return self.label or str(self.seed)

    def options(self, options: PaintOptions) -> PaintOptions:
        """Those options, of this noise."""
        return dataclasses.replace(options, seed=self.seed, walk=self.walk)


def seeds_from(first: int, count: int) -> tuple[NoisePoint, ...]:
    return tuple(NoisePoint(seed) for seed in range(first, first + count))


def neighbours(middle: NoisePoint, share: float) -> tuple[NoisePoint, ...]:
    """AROUND points that far from the middle, each in a direction of its own; the middle among them, in its place."""
    first = _DIRECTIONS + AROUND * len(middle.walk)
    around = [
        NoisePoint(middle.seed, (*middle.walk, NoiseStep(first + number, share)), f"{middle.name}.{number + 1}")
        for number in range(AROUND)
    ]
    return (*around[: AROUND // 2], middle, *around[AROUND // 2 :])


def between(start: NoisePoint, goal: int, count: int) -> tuple[NoisePoint, ...]:
    """From the start to the noise of a seed, both ends included."""
    shares = [number / (count - 1) for number in range(count)]
    return tuple(
        NoisePoint(start.seed, (*start.walk, NoiseStep(goal, share)), f"{share:.0%}".replace("%", " %"))
        for share in shares
    )
