"""What there is to learn a recipe from, counted: crops per person, near-duplicates, blurred and flat ones. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from models.photos.duplicates import NEAR_BITS
from models.recipes.subset import barrier, chooser
from models.records import PhotoFacts, Recipe

BLURRED = 60.0
"""Sharpness (variance of the Laplacian at 256 px) below which a crop counts as blurred: 19 of 20 portraits lie above

180, and the same ones under a Gaussian blur of 2 px of the crop below 55.
"""

FLAT = 0.5
"""Below this sharpness nothing at all is to be seen."""


@dataclass(frozen=True, slots=True)
class Learnable:
    """A crop that may be learned from. number: of its face or photo; folder: of its photo; photo: its number;

    gray: whether its photo has no colour; doubtful: whether it is likely no face and nobody has looked.
    """

    person: str
    number: int
    facts: PhotoFacts
    folder: Path
    photo: int
    gray: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Supply:
    """Counts over a recipe's subset. people: crops per person; everyone: the same over the whole collection;

    photos: on how many photos they are; namesakes: people whose photos come from several folders of their name;
    gray: crops it can't learn from since their photos have no colour, which are not among the others; doubtful: boxes
    that nobody has looked at, which are among them only where the recipe takes them.
    """

    people: Mapping[str, int]
    everyone: Mapping[str, int] = field(default_factory=dict)
    photos: int = 0
    near_duplicates: int = 0
    blurred: int = 0
    flat: int = 0
    namesakes: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    gray: int = 0
    doubtful: int = 0

    @property
    def crops(self) -> int:
        return sum(self.people.values())


def is_blurred(facts: PhotoFacts) -> bool:
    """Whether a crop shows too little detail to learn it from; one flat colour is not called blurred."""
    return FLAT <= facts.sharpness < BLURRED


def is_flat(facts: PhotoFacts) -> bool:
    """Whether a crop is one colour all over."""
    return facts.sharpness < FLAT


def count_supply(recipe: Recipe, crops: Iterable[Learnable]) -> Supply:
    """What of these crops the recipe learns from."""
    listed = list(crops)
    is_chosen, left_out = chooser(recipe, (crop.person for crop in listed)), barrier(recipe)
    everything = [(crop, left_out(crop.number, crop.gray, crop.doubtful)) for crop in listed]
    wanted = [(crop, why) for crop, why in everything if is_chosen(crop.person, crop.number, crop.facts)]
    chosen = [crop for crop, why in wanted if not why]
    reasons = Counter(why for _, why in wanted)
    return Supply(
        Counter(crop.person for crop in chosen),
        Counter(crop.person for crop, why in everything if not why),
        len({crop.photo for crop in chosen}),
        count_near_duplicates(text for _, text in _looks(chosen)),
        sum(is_blurred(crop.facts) for crop in chosen),
        sum(is_flat(crop.facts) for crop in chosen),
        _namesakes(chosen),
        reasons["gray"],
        sum(crop.doubtful for crop in chosen) if recipe.doubtful else reasons["doubtful"],
    )


def _looks(crops: Iterable[Learnable]) -> list[tuple[int, str]]:
    """(photo, hash), each once: while they are not measured, faces of one photo all have its hash."""
    return list(dict.fromkeys((crop.photo, crop.facts.perceptual_hash) for crop in crops if not is_flat(crop.facts)))


def _namesakes(crops: Iterable[Learnable]) -> dict[str, tuple[Path, ...]]:
    folders: dict[str, set[Path]] = {}
    for crop in crops:
        if crop.folder.name == crop.person:
            folders.setdefault(crop.person, set()).add(crop.folder)
    return {person: tuple(sorted(paths)) for person, paths in sorted(folders.items()) if len(paths) > 1}


def count_near_duplicates(hashes: Iterable[str]) -> int:
    """How many of the pictures all but repeat an earlier one; hashes: 64-bit difference hashes in hex."""
    seen = np.array([int(text, 16) for text in hashes], np.uint64)
    return sum(bool((np.bitwise_count(seen[:index] ^ seen[index]) <= NEAR_BITS).any()) for index in range(1, len(seen)))
