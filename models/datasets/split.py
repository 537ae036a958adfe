"""Which crops are learned from and which are held out to judge by: by name, so that every run agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.errors import TrainingError
from models.records import Pairing, Recipe


def split_crops(
    names: Sequence[str], persons: Sequence[str], recipe: Recipe, held_out: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Indices of (learned from, held out), each ordered by photo name, in capitals or not.

    The last held_out by name are held out, never more than a fifth of the recipe's people's crops.
    Raises TrainingError when what is left can't make the recipe's pairs.
    """
    chosen = [index for index, person in enumerate(persons) if not recipe.people or person in recipe.people]
    ordered = sorted(chosen, key=lambda index: (names[index].casefold(), names[index], index))
    kept = len(ordered) - max(0, min(held_out, len(ordered) // 5))
    train, rest = tuple(ordered[:kept]), tuple(ordered[kept:])
    _check_pairs([persons[index] for index in train], recipe)
    return train, rest


def _check_pairs(persons: Sequence[str], recipe: Recipe) -> None:
    if not persons:
        raise TrainingError(
            f"there are no crops to learn {recipe.title} from", remedy="Add photos of its people and find their faces"
        )
    if recipe.pairing is Pairing.PERSON and max(Counter(persons).values()) < 2:
        raise TrainingError(
            f"{recipe.title} needs at least two crops of the same person to learn from",
            why=f"each of the {len(persons)} has another person" if len(persons) > 1 else "there is only one",
            remedy="Add more pictures of one person, or give them the same name",
        )
    if recipe.pairing is Pairing.RANDOM and len(persons) < 2:
        raise TrainingError(
            f"{recipe.title} needs at least two crops to learn from",
            why="there is only one",
            remedy="Add more photos and find their faces",
        )
