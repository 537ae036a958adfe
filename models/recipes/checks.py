"""Whether there is enough to learn a recipe from, in sentences for the data meter. Counts only; opens no picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import numpy as np

from models.photos.duplicates import NEAR_BITS
from models.records import Chain, CutFrom, FilterStep, Pairing, Recipe

Supply = Literal["enough", "few", "too few"]

ENOUGH = 200
"""Crops from which a colouriser of use was learned (416 gave +3.3 dB in ten minutes; half of that still improves)."""

FEW = 40
"""Below this an encoder learns the crops by heart."""


def is_colourising(recipe: Recipe) -> bool:
    """Whether the input is the target's own luma, so that painting may put the photo's luma back."""
    return (
        recipe.pairing is Pairing.SAME
        and _without_original(recipe.target) == ()
        and _without_original(recipe.input) == (FilterStep("gray"),)
    )


def _without_original(chain: Chain) -> Chain:
    return tuple(part for part in chain if part.name != "original")


def judge_supply(recipe: Recipe, crops_by_person: Mapping[str, int]) -> Supply:
    """ "too few" also when nobody has the second picture that the recipe's pairs need."""
    chosen = _of_people(recipe, crops_by_person)
    count = sum(chosen.values())
    if count < FEW or not _can_pair(recipe, chosen):
        return "too few"
    return "few" if count < ENOUGH else "enough"


def check_recipe(recipe: Recipe, crops_by_person: Mapping[str, int], near_duplicates: int = 0) -> list[str]:
    """What a person should know before training; the first sentence is the verdict.

    crops_by_person: how many crops each person has; near_duplicates: how many of them all but repeat another.
    """
    chosen = _of_people(recipe, crops_by_person)
    sentences = [_verdict(recipe, chosen)]
    sentences += [f"No pictures of {name}." for name in recipe.people if not crops_by_person.get(name)]
    alone = sorted(name for name, count in chosen.items() if count == 1)
    if recipe.pairing is Pairing.PERSON and alone and _can_pair(recipe, chosen):
        sentences.append(_about_alone(alone))
    if near_duplicates:
        sentences.append(_about_duplicates(near_duplicates, sum(chosen.values())))
    return sentences


def _of_people(recipe: Recipe, crops_by_person: Mapping[str, int]) -> dict[str, int]:
    return {
        name: count
        for name, count in crops_by_person.items()
        if count > 0 and (not recipe.people or name in recipe.people)
    }


def _can_pair(recipe: Recipe, chosen: Mapping[str, int]) -> bool:
    if recipe.pairing is Pairing.SAME:
        return bool(chosen)
    if recipe.pairing is Pairing.PERSON:
        return any(count > 1 for count in chosen.values())
    return sum(chosen.values()) > 1


def _verdict(recipe: Recipe, chosen: Mapping[str, int]) -> str:
    count = sum(chosen.values())
    noun = "face" if recipe.cut_from is CutFrom.FACES else "photo"
    things = _count(count, noun)
    if not _can_pair(recipe, chosen):
        if count == 0:
            return f"No {noun}s to learn from yet."
        needs = "two pictures of the same person" if recipe.pairing is Pairing.PERSON else "two pictures"
        return f"{things}: too few for {recipe.title}, which needs at least {needs}."
    return {
        "enough": f"{things}: enough for {recipe.title}.",
        "few": f"{things}: few for {recipe.title}; it works, and more would help (from {ENOUGH} it is comfortable).",
        "too few": f"{things}: too few for {recipe.title}; it will learn these by heart. Bring at least {FEW}.",
    }[judge_supply(recipe, chosen)]


def _about_alone(alone: list[str]) -> str:
    if len(alone) == 1:
        return f"{alone[0]} has only one picture, which is paired with itself."
    names = ", ".join(alone[:3]) + (f" and {len(alone) - 3} more" if len(alone) > 3 else "")
    return f"{len(alone)} people have only one picture, which is paired with itself: {names}."


def _about_duplicates(near_duplicates: int, count: int) -> str:
    share = f" ({100 * near_duplicates / count:.0f} %)" if count else ""
    verb = "repeats" if near_duplicates == 1 else "repeat"
    return f"{_count(near_duplicates, 'picture')}{share} all but {verb} another and teach little."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def count_near_duplicates(hashes: Iterable[str]) -> int:
    """How many of the photos all but repeat an earlier one; hashes: 64-bit difference hashes in hex."""
    seen = np.array([int(text, 16) for text in hashes], np.uint64)
    return sum(
        bool((np.bitwise_count(seen[:index] ^ seen[index]) <= NEAR_BITS).any()) for index in range(1, len(seen))
    )
