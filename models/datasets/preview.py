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


def preview_crops(recipe: Recipe, entries: Sequence[Entry], read: Callable[[int], Picture]) -> CropSet:
    """The crops a run of this recipe would learn from; read gives crop number n at stored_size(recipe)."""
    return CropSet(
        _Read(stored_size(recipe), read),
        tuple(range(len(entries))),
        tuple(entry.person for entry in entries),
        tuple(entry.name for entry in entries),
        tuple(entry.photo for entry in entries),
        tuple(group_alike(entries)),
        tuple(entry.chosen for entry in entries),
        tuple(sorted({entry.person for entry in entries})),
        doubtful=tuple(entry.doubtful for entry in entries),
    )


def preview_pairs(crops: CropSet, recipe: Recipe, seed: int, count: int) -> list[Pair]:
    """The first pairs of a training with these crops and this seed. Raises TrainingError when they are too few."""
    source = PairSource(crops, recipe, seed)
    return [source.pair(step, 0) for step in range(count)]
