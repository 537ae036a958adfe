"""Which crops are learned from and which are held out to judge by: by photo name, so that every run agrees."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from models.datasets.crop_set import CropSet
from models.errors import TrainingError
from models.records import Pairing, Recipe


@dataclass(frozen=True, slots=True)
class Split:
    """Places of crops in their set, each part ordered by photo name. targets: all that may be painted towards while

    learning: the learned ones, and for Pairing.RANDOM also those outside the recipe's subset.
    """

    learned: tuple[int, ...]
    held_out: tuple[int, ...]
    targets: tuple[int, ...]


def split_crops(crops: CropSet, recipe: Recipe, held_out: int) -> Split:
    """The last held_out chosen crops by photo name are held out, never more than a fifth of them.

    A group (one photo, near-duplicates) is never divided: it is held out whole where it fits, else learned from. So is
    one with a box in it that may be no face.
    Raises TrainingError when what is left can't make the recipe's pairs.
    """
    ordered = sorted(range(len(crops)), key=lambda index: (crops.names[index].casefold(), crops.names[index], index))
    chosen = [index for index in ordered if crops.chosen[index]]
    members = Counter(crops.groups[index] for index in chosen)
    room = max(0, min(held_out, len(chosen) // 5))
    out: set[int] = set()
    unsure = {crops.groups[index] for index in chosen if crops.doubtful and crops.doubtful[index]}
    for index in reversed(chosen):
        group = crops.groups[index]
        if group not in out | unsure and members[group] <= room:
            out.add(group)
            room -= members[group]
    learned = tuple(index for index in chosen if crops.groups[index] not in out)
    targets = learned
    if recipe.pairing is Pairing.RANDOM:
        targets = tuple(index for index in ordered if crops.groups[index] not in out)
    _check_pairs([crops.persons[index] for index in learned], len(targets), recipe)
    return Split(learned, tuple(index for index in chosen if crops.groups[index] in out), targets)


def _check_pairs(persons: list[str], targets: int, recipe: Recipe) -> None:
    if not persons:
        raise TrainingError(
            f"there are no crops to learn {recipe.title} from", remedy="Choose more people or photos, or find faces"
        )
    if recipe.pairing is Pairing.PERSON and max(Counter(persons).values()) < 2:
        raise TrainingError(
            f"{recipe.title} needs at least two crops of the same person to learn from",
            why=f"each of the {len(persons)} has another person" if len(persons) > 1 else "there is only one",
            remedy="Add more pictures of one person, or give them the same name",
        )
    if recipe.pairing in (Pairing.SUBSET, Pairing.RANDOM) and targets < 2:
        raise TrainingError(
            f"{recipe.title} needs at least two crops to learn from",
            why="there is only one",
            remedy="Add more photos and find their faces",
        )
