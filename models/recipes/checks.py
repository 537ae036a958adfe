"""Whether there is enough to learn a recipe from, in sentences for the data meter. Counts only; opens no picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from models.filter_records import FilterStep
from models.recipes.supply import Supply
from models.records import Chain, CutFrom, Pairing, Recipe
from models.words import plural

Verdict = Literal["enough", "few", "too few"]

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


def shows_colours(recipe: Recipe) -> bool:
    """Whether the target is the very picture that goes in, in its own colours."""
    return recipe.pairing is Pairing.SAME and _without_original(recipe.target) == ()


def _without_original(chain: Chain) -> Chain:
    return tuple(part for part in chain if part.name != "original")


def assess_supply(recipe: Recipe, supply: Supply) -> Verdict:
    """ "too few" also when nobody has the second picture that the recipe's pairs need."""
    usable = supply.crops - supply.flat
    if usable < FEW or not _can_pair(recipe, supply):
        return "too few"
    return "few" if usable < ENOUGH else "enough"


def check_recipe(recipe: Recipe, supply: Supply) -> list[str]:
    """What a person should know before training; the first sentence is the verdict."""
    sentences = [_verdict(recipe, supply), *_about_left_out(recipe, supply)]
    missing = [name or "unsorted people" for name in recipe.people if not supply.everyone.get(name)]
    sentences += [f"No pictures of {name}." for name in missing]
    alone = sorted(name for name, count in supply.people.items() if count == 1)
    if recipe.pairing is Pairing.PERSON and alone and _can_pair(recipe, supply):
        sentences.append(_about_alone(alone))
    sentences += [_about_namesakes(name, folders) for name, folders in list(supply.namesakes.items())[:2]]
    if supply.photos == 1:
        sentences.append("All come from one photo, so nothing can be held out to judge by.")
    if supply.near_duplicates:
        sentences.append(_about_duplicates(supply.near_duplicates, supply.crops))
    if supply.blurred:
        share = _share(supply.blurred, supply.crops)
        sentences.append(f"{plural(supply.blurred, 'picture')}{share} {_is(supply.blurred)} blurred.")
    if supply.flat:
        sentences.append(f"{plural(supply.flat, 'picture')} {_is(supply.flat)} one flat colour: nothing to learn from.")
    return sentences


def _can_pair(recipe: Recipe, supply: Supply) -> bool:
    if recipe.pairing is Pairing.PERSON:
        return any(count > 1 for count in supply.people.values())
    if recipe.pairing is Pairing.SUBSET:
        return supply.crops > 1
    if recipe.pairing is Pairing.RANDOM:
        return supply.crops > 0 and sum(supply.everyone.values()) > 1
    return supply.crops > 0


def _verdict(recipe: Recipe, supply: Supply) -> str:
    count = supply.crops
    noun = _noun(recipe)
    things = plural(count, noun)
    if count == 0 and (supply.gray or supply.doubtful):
        return f"No {noun}s are left to learn {recipe.title} from."
    if count == 0 and (there := sum(supply.everyone.values())):
        return f"Its subset is empty: choose some of the {plural(there, noun)} there are."
    if count == 0:
        return f"No {noun}s to learn from yet."
    if not _can_pair(recipe, supply):
        needs = "two pictures of the same person" if recipe.pairing is Pairing.PERSON else "two pictures"
        return f"{things}: too few for {recipe.title}, which needs at least {needs}."
    return {
        "enough": f"{things}: enough for {recipe.title}.",
        "few": f"{things}: few for {recipe.title}; it works, and more would help (from {ENOUGH} it is comfortable).",
        "too few": f"{things}: too few for {recipe.title}; it will learn these by heart. Bring at least {FEW}.",
    }[assess_supply(recipe, supply)]


def _noun(recipe: Recipe) -> str:
    return "face" if recipe.cut_from is CutFrom.FACES else "photo"


def _about_left_out(recipe: Recipe, supply: Supply) -> list[str]:
    sentences = []
    if supply.gray:
        things = plural(supply.gray, _noun(recipe))
        them = "it" if supply.gray == 1 else "them"
        sentences.append(f"{things} without colour {_is(supply.gray)} left out: no colour can be learned from {them}.")
    if supply.doubtful:
        what = "learned from too" if recipe.doubtful else "left out"
        faces = plural(supply.doubtful, "doubtful face")
        sentences.append(f"{faces} nobody has looked at {_is(supply.doubtful)} {what}.")
    return sentences


def _about_alone(alone: list[str]) -> str:
    if len(alone) == 1:
        return f"{alone[0]} has only one picture, which is paired with itself."
    names = ", ".join(alone[:3]) + (f" and {len(alone) - 3} more" if len(alone) > 3 else "")
    return f"{len(alone)} people have only one picture, which is paired with itself: {names}."


def _about_namesakes(name: str, folders: Sequence[Path]) -> str:
    where = " and ".join(f"{folder.parent.name}/{folder.name}" for folder in folders[:2])
    return f"{name} stands for {len(folders)} folders ({where}): if they are two people, rename one in Photos."


def _about_duplicates(near_duplicates: int, count: int) -> str:
    verbs = "repeats another and teaches" if near_duplicates == 1 else "repeat another and teach"
    return f"{plural(near_duplicates, 'picture')}{_share(near_duplicates, count)} all but {verbs} little."


def _share(number: int, count: int) -> str:
    return f" ({100 * number / count:.0f} %)" if count else ""


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
