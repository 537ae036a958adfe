"""Pairs (input, target) of a recipe, each fully determined by seed, step and place in the batch. Knows no torch."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from models.datasets.augmentation import Cut, cut_out, draw_cut, make_roomy
from models.datasets.crops_file import CropSet
from models.datasets.split import split_crops
from models.faces.crops import training_picture
from models.filters import apply_chain
from models.records import Pairing, Picture, Recipe

Pair = tuple[Picture, Picture]
"""(input, target), each RGB uint8 (320, 256, 3)."""

_SEEDS = 2**63
_ROOM = 512 * 2**20
"""Bytes of memory for crops ready to be cut from: 1,900 crops; 416 take 115 MB."""


class PairSource:
    """The pairs a training asks for, in any order, any number of times: the same question has the same answer.

    Crops come in a shuffled order that visits all of them once before any comes again, batch after batch;
    batch_size tells how far a step advances in it. Raises TrainingError when the crops are too few for the recipe.
    """

    def __init__(
        self, crops: CropSet, recipe: Recipe, seed: int, *, held_out: int = 20, batch_size: int = 1
    ) -> None:
        self.crops = crops
        self.recipe = recipe
        self.batch_size = batch_size
        self._seed = seed % _SEEDS
        self._train, self._held_out = split_crops(crops.names, crops.persons, recipe, held_out)
        self._kept: dict[int, Picture] = {}
        self._train_groups = self._group(self._train)
        self._held_out_groups = self._group(self._held_out)

    @property
    def train_count(self) -> int:
        return len(self._train)

    @property
    def held_out_count(self) -> int:
        return len(self._held_out)

    @property
    def held_out_names(self) -> tuple[str, ...]:
        """File names of the photos of the held-out crops, in the order of held_out_pair."""
        return tuple(self.crops.names[index] for index in self._held_out)

    def pair(self, step: int, index: int) -> Pair:
        """Number `index` of the batch of `step`: index from 0 to batch_size - 1, step from 0."""
        if not 0 <= index < self.batch_size:
            raise ValueError(f"index {index} is outside a batch of {self.batch_size}: tell PairSource its batch_size")
        generator = np.random.Generator(np.random.PCG64([self._seed, 1, step, index]))
        source = self._visit(step * self.batch_size + index)
        target = self._partner(source, generator)
        cut = draw_cut(generator, self.recipe.flip)
        other = draw_cut(generator, False)
        noise = int(generator.integers(_SEEDS))
        seen = shown = cut_out(self._roomy(source), cut)
        if self.recipe.pairing is not Pairing.SAME:
            # two pictures have nothing to line up, so each is cut by its own chance; mirrored they are together
            shown = cut_out(self._roomy(target), Cut(other.across, other.down, cut.flip))
        return apply_chain(seen, self.recipe.input, noise), apply_chain(shown, self.recipe.target, noise)

    def held_out_pair(self, number: int) -> Pair:
        """Held-out pair 0 to held_out_count - 1: neither cut by chance nor mirrored, always the same."""
        source = self._held_out[number]
        target = self._held_out_partner(source)
        noise = int(np.random.Generator(np.random.PCG64([self._seed, 2, number])).integers(_SEEDS))
        seen = shown = training_picture(self.crops.picture(source))
        if target != source:
            shown = training_picture(self.crops.picture(target))
        return apply_chain(seen, self.recipe.input, noise), apply_chain(shown, self.recipe.target, noise)

    def _roomy(self, crop: int) -> Picture:
        """The crop ready to be cut from: resizing takes 2 ms, so as many as fit into _ROOM are kept."""
        if crop in self._kept:
            return self._kept[crop]
        roomy = make_roomy(self.crops.picture(crop), self.recipe.jitter)
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
        return group[place + (place >= group.index(crop))] if len(group) > 1 else crop

    def _held_out_partner(self, crop: int) -> int:
        """The next held-out crop of its group; a person alone among them is judged by a crop learned from."""
        group = self._held_out_groups[crop]
        if len(group) > 1 or self.recipe.pairing is Pairing.SAME:
            return group[(group.index(crop) + 1) % len(group)]
        person = self.crops.persons[crop]
        same = (index for index in self._train if self.crops.persons[index] == person)
        return next(same if self.recipe.pairing is Pairing.PERSON else iter(self._train), crop)

    def _group(self, indices: tuple[int, ...]) -> dict[int, tuple[int, ...]]:
        """For each crop those its target may be made from, itself among them."""
        if self.recipe.pairing is Pairing.SAME:
            return {index: (index,) for index in indices}
        if self.recipe.pairing is Pairing.RANDOM:
            return dict.fromkeys(indices, indices)
        people: dict[str, list[int]] = {}
        for index in indices:
            people.setdefault(self.crops.persons[index], []).append(index)
        groups = {person: tuple(members) for person, members in people.items()}
        return {index: groups[self.crops.persons[index]] for index in indices}


@lru_cache(maxsize=8)
def _shuffle(seed: int, lap: int, count: int) -> npt.NDArray[np.int64]:
    """The order in which the lap'th round visits the crops."""
    return np.random.Generator(np.random.PCG64([seed, 0, lap])).permutation(count)
