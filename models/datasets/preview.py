"""Pairs of a recipe before a run exists, drawn by the very code that training draws them with. Knows no torch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.datasets.crop_set import CropSet, Entry, group_alike
from models.datasets.pairs import Pair, PairSource
from models.faces.crops import crop_size, whole_size
from models.records import CutFrom, Picture, Recipe


@dataclass(frozen=True, slots=True)
class _Read:
    """Crops that are read where they are asked for."""

    size: tuple[int, int]
    picture: Callable[[int], Picture]


def stored_size(recipe: Recipe) -> tuple[int, int]:
    """Width and height of the crops this recipe is learned from."""
    return crop_size(recipe.width) if recipe.cut_from is CutFrom.FACES else whole_size(recipe.width)


def preview_source(recipe: Recipe, entries: Sequence[Entry], read: Callable[[int], Picture], seed: int) -> PairSource:
    """The pairs a run over these crops would learn from; read gives crop number n at stored_size(recipe).

    Raises TrainingError when they are too few for the recipe.
    """
    numbers = tuple(range(len(entries)))
    crops = CropSet(
        _Read(stored_size(recipe), read), numbers, tuple(entry.person for entry in entries),
        tuple(entry.name for entry in entries), tuple(entry.photo for entry in entries),
        tuple(group_alike(entries)), tuple(entry.chosen for entry in entries),
    )  # fmt: skip
    return PairSource(crops, recipe, seed, batch_size=1)


def preview_pairs(source: PairSource, count: int) -> list[Pair]:
    """The first pairs of a training with these crops and this seed."""
    return [source.pair(step, 0) for step in range(count)]
