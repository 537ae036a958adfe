"""Which crops a recipe learns from: by person, by ranges of what was measured of them, or picked by hand. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from models.person_names import same_names
from models.recipes.colour import learns_colour
from models.records import PhotoFacts, Recipe

LeftOut = Literal["", "gray", "doubtful"]
"""Why a recipe can't learn from a crop, whoever is on it."""

FACTS = ("mean_red", "mean_green", "mean_blue", "brightness", "sharpness", "year")
"""What a range may be about; all but the year are measured on the crop itself."""


def fact_of(facts: PhotoFacts, name: str) -> float | None:
    """The number a range of that name looks at; None where it is not known (a photo without a date)."""
    if name == "year":
        text = (facts.taken or "")[:4]
        return float(text) if text.isdecimal() else None
    value: float = getattr(facts, name)
    return value


def known_fact(name: str) -> str:
    """The name itself; raises ValueError for a fact that no crop has."""
    if name not in FACTS:
        raise ValueError(f"there is no fact called {name!r}; there are {', '.join(FACTS)}")
    return name


def chooser(recipe: Recipe, everyone: Iterable[str] = ()) -> Callable[[str, int, PhotoFacts], bool]:
    """Tells whether the recipe learns from a crop, by its person, its number and its facts.

    everyone: the people there are, by whom its names are understood; number: of its face, or of its photo where whole
    photos are cut.
    """
    people = frozenset(same_names(recipe.people, sorted(set(everyone))) if recipe.people else ())
    picked = frozenset(recipe.picked)

    def chosen(person: str, number: int, facts: PhotoFacts) -> bool:
        if (people and person not in people) or (picked and number not in picked):
            return False
        values = ((fact_of(facts, one.name), one) for one in recipe.ranges)
        return all(value is not None and one.low <= value <= one.high for value, one in values)

    return chosen


def barrier(recipe: Recipe) -> Callable[[int, bool, bool], LeftOut]:
    """Tells why a crop is left out of the recipe, by its number, whether its photo is gray, whether it is doubtful.

    "" for most. One that was picked by hand was looked at.
    """
    colour, picked = learns_colour(recipe), frozenset(recipe.picked)

    def left_out(number: int, gray: bool, doubtful: bool) -> LeftOut:
        if gray and colour:
            return "gray"
        return "doubtful" if doubtful and not recipe.doubtful and number not in picked else ""

    return left_out


def has_subset(recipe: Recipe) -> bool:
    """Whether the recipe leaves anyone out."""
    return bool(recipe.people or recipe.ranges or recipe.picked)
