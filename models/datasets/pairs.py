"""Pairs (input, target) of a recipe, each fully determined by seed, step and place in the batch. Knows no torch."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from models.datasets.augmentation import Cut, augment, cut_out, draw_cut, make_roomy
from models.datasets.crop_set import CropSet
from models.datasets.partners import Targets, allowed_targets, differs, next_target
from models.datasets.small import Layers, Small, SmallPair
from models.datasets.split import split_crops
from models.errors import BottegaError, TrainingError
from models.faces.crops import to_network_input
from models.filters import FILTERS, apply_chain
from models.recipes.filtering import filter_input
from models.records import Pairing, Picture, Recipe

T = TypeVar("T")

Pair = tuple[Picture, Picture]
"""(input, target), each RGB uint8 (320, 256, 3) for a recipe of width 256."""

_SEEDS = 2**63
_FRESH = 16
"""Rounds through all crops after which small pictures are made anew, where filters draw by chance."""

_ROOM = 160 * 2**20
"""Bytes of memory for crops ready to be cut from: 590 crops of the usual width; beyond, each costs 2 ms again."""


class PairSource:
    """The pairs a training asks for, in any order, any number of times: the same question has the same answer.

    Crops come in a shuffled order that visits all of them once before any comes again, batch after batch; batch_size
    tells how far a step advances in it. A damaged crop is passed over and counted in `broken`. Any thread may ask.
    Raises TrainingError when the crops are too few for the recipe.
    """

    def __init__(self, crops: CropSet, recipe: Recipe, seed: int, *, held_out: int = 20, batch_size: int = 1) -> None:
        self.crops = crops
        self.recipe = recipe
        self.batch_size = batch_size
        self.broken: set[int] = set()
        self._seed = seed % _SEEDS
        split = split_crops(crops, recipe, held_out)
        self._train, self._split_off = split.learned, split.held_out
        self._kept: dict[int, Picture] = {}
        self._small_kept: dict[tuple[int, bool], tuple[int, tuple[Layers, Layers]]] = {}
        self._has_chance = recipe.pairing is Pairing.NOISE or any(
            FILTERS.get(part.name).seeded for part in (*recipe.input, *recipe.target)
        )
        targets = allowed_targets(recipe.pairing, self._train, split.targets, crops.persons)
        self._train_groups = {crop: tuple(targets(crop)) for crop in self._train}
        groups = {id(group): group for group in self._train_groups.values()}  # told apart without looking through them
        self._place_of = {crop: place for group in groups.values() for place, crop in enumerate(group)}

    @cached_property
    def _held_out(self) -> tuple[int, ...]:
        return tuple(filter(self._is_whole, self._split_off))

    @cached_property
    def _held_out_targets(self) -> Targets:
        return allowed_targets(self.recipe.pairing, self._held_out, self._held_out, self.crops.persons)

    @property
    def train_count(self) -> int:
        return len(self._train)

    @property
    def held_out_count(self) -> int:
        return len(self._held_out)

    def name_of(self, step: int, index: int) -> str:
        """The file name of the photo behind a pair, to tell a person which it was."""
        return self.crops.names[self._visit(step * self.batch_size + index)]

    def pair(self, step: int, index: int) -> Pair:
        """Number `index` of the batch of `step`: index from 0 to batch_size - 1, step from 0.

        Raises TrainingError when no crop can be read any more.
        """
        return self.pair_of_person(step, index)[0]

    def pair_of_person(self, step: int, index: int) -> tuple[Pair, int]:
        """The same, and who is on its target: the place among `crops.people`."""
        generator = self._chance(step, index)
        source, roomy = self._readable(self._visit(step * self.batch_size + index), self._train, self._roomy)
        target = self._partner(source, generator)
        cut = draw_cut(generator, self.recipe.flip)
        other = draw_cut(generator, False)
        noise = int(generator.integers(_SEEDS))
        given = shown = cut_out(roomy, cut, self.recipe.width)
        if target != source:
            # two pictures have nothing to line up, so each is cut by its own chance; mirrored they are together
            target, roomy = self._readable(target, self._train_groups[source], self._roomy)
            shown = cut_out(roomy, Cut(other.across, other.down, cut.flip), self.recipe.width)
        given, shown = augment(self.recipe.augmentation, given, shown, generator, target == source)
        return self._filtered(given, shown, noise), self.crops.people.index(self.crops.persons[target])

    def small_pair(self, step: int, index: int, small: Small) -> SmallPair:
        """As pair_of_person, for a network that sees less: cut by chance from what is kept of filtered crops.

        A crop is decoded and filtered when it is first asked for, as it is and augmented; where that draws by chance,
        again every _FRESH rounds. Both sides are cut alike where they are of one crop.
        """
        generator = self._chance(step, index)
        position = step * self.batch_size + index
        age = position // len(self._train) // _FRESH
        augmentation = self.recipe.augmentation
        changed = augmentation is not None and generator.random() < augmentation.share
        source, (given, shown) = self._readable(
            self._visit(position), self._train, lambda crop: self._small(crop, age, small, changed)
        )
        target = self._partner(source, generator)
        cut = draw_cut(generator, self.recipe.flip)
        other = draw_cut(generator, False)
        if target != source:
            both = changed and augmentation is not None and augmentation.both
            group = self._train_groups[source]
            target, (_, shown) = self._readable(target, group, lambda crop: self._small(crop, age, small, both))
        else:
            other = cut
        width = self.recipe.width // small.shrink
        return SmallPair(
            cut_out(given, cut, width),
            cut_out(shown, Cut(other.across, other.down, cut.flip), width),
            self.crops.people.index(self.crops.persons[target]),
            generator,
        )

    def _small(self, crop: int, age: int, small: Small, changed: bool) -> tuple[Layers, Layers]:
        """What is kept of both sides of a crop, augmented or not; made anew when chance is to draw again."""
        age = age if changed or self._has_chance else 0
        kept = self._small_kept.get((crop, changed))
        if kept is not None and kept[0] == age:
            return kept[1]
        chance = np.random.Generator(np.random.PCG64([self._seed, 3, crop, age]))
        given = shown = make_roomy(self.crops.picture(crop), self.recipe.jitter, self.recipe.width)
        if changed and self.recipe.augmentation is not None:
            always = dataclasses.replace(self.recipe.augmentation, share=1.0)
            given, shown = augment(always, given, shown, chance, True)
        given, shown = self._filtered(given, shown, int(chance.integers(_SEEDS)))
        layers = small.given(given), small.shown(shown)
        if kept is not None or (len(self._small_kept) + 1) * sum(one.nbytes for one in layers) <= _ROOM:
            self._small_kept[crop, changed] = age, layers
        return layers

    def _chance(self, step: int, index: int) -> np.random.Generator:
        """For all that is drawn for one pair."""
        if not 0 <= index < self.batch_size:
            raise ValueError(f"index {index} is outside a batch of {self.batch_size}: tell PairSource its batch_size")
        return np.random.Generator(np.random.PCG64([self._seed, 1, step, index]))

    def held_out_pair(self, number: int) -> Pair:
        """Held-out pair 0 to held_out_count - 1: neither cut by chance nor mirrored, always the same."""
        source = self._held_out[number]
        target = self._held_out_partner(source)
        noise = int(np.random.Generator(np.random.PCG64([self._seed, 2, number])).integers(_SEEDS))
        return self._plain(source, target, noise)

    def pinned_pair(self, crop: int) -> Pair:
        """Both sides of crop number `crop` itself, neither cut by chance nor mirrored."""
        return self._plain(crop, crop, crop)

    def _plain(self, source: int, target: int, noise: int) -> Pair:
        given = shown = to_network_input(self.crops.picture(source), self.recipe.width)
        if target != source:
            shown = to_network_input(self.crops.picture(target), self.recipe.width)
        return self._filtered(given, shown, noise)

    def _filtered(self, given: Picture, shown: Picture, noise: int) -> Pair:
        return filter_pair(self.recipe, given, shown, noise)

    def _readable(self, crop: int, others: tuple[int, ...], read: Callable[[int], T]) -> tuple[int, T]:
        """The crop as it is read, ready to be cut from; in place of a damaged one the next of the others."""
        if crop not in self.broken:
            try:
                return crop, read(crop)
            except (BottegaError, OSError):
                self.broken.add(crop)
        start = others.index(crop)
        for other in (*others[start + 1 :], *others[:start]):
            if other not in self.broken:
                return self._readable(other, others, read)
        raise TrainingError("none of the crops can be read any more", remedy="Start a new run; it cuts them again")

    def _is_whole(self, crop: int) -> bool:
        try:
            self.crops.picture(crop)
        except (BottegaError, OSError):
            self.broken.add(crop)
        return crop not in self.broken

    def _roomy(self, crop: int) -> Picture:
        """The crop ready to be cut from: resizing takes 2 ms, so as many as fit into _ROOM are kept."""
        kept = self._kept.get(crop)
        if kept is not None:
            return kept
        roomy = make_roomy(self.crops.picture(crop), self.recipe.jitter, self.recipe.width)
        if (len(self._kept) + 1) * roomy.nbytes <= _ROOM:
            self._kept[crop] = roomy
        return roomy

    def _visit(self, position: int) -> int:
        """The crop at that place of the endless shuffled order."""
        lap, place = divmod(position, len(self._train))
        return self._train[int(_shuffle(self._seed, lap, len(self._train))[place])]

    def _partner(self, crop: int, generator: np.random.Generator) -> int:
        """The crop the target is made from: never the same one where pairs should differ and another exists."""
        group = self._train_groups[crop]
        place = int(generator.random() * (len(group) - 1))
        return group[place + (place >= self._place_of[crop])] if len(group) > 1 else crop

    def _held_out_partner(self, crop: int) -> int:
        """The next held-out crop it may be painted towards; where there is none, one that was learned from."""
        targets = self._held_out_targets(crop)
        if len(targets) == 1 and differs(self.recipe.pairing):
            targets = allowed_targets(self.recipe.pairing, self._train, self._train, self.crops.persons)(crop)
        return next_target(targets, crop)


def filter_pair(recipe: Recipe, given: Picture, shown: Picture, seed: int) -> Pair:
    """Both sides through their chains. seed: of seeded filters, and of the noise that Pairing.NOISE has for `given`."""
    return filter_input(recipe, given, seed), apply_chain(shown, recipe.target, seed)


@lru_cache(maxsize=8)
def _shuffle(seed: int, lap: int, count: int) -> npt.NDArray[np.int64]:
    """The order in which the lap'th round visits the crops."""
    return np.random.Generator(np.random.PCG64([seed, 0, lap])).permutation(count)
