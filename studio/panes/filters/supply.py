"""Whether the project's crops are enough for a recipe: counts in words for the data meter. No widget; any thread."""

from __future__ import annotations

from dataclasses import dataclass

from models.project import Project
from models.recipes import check_recipe, count_near_duplicates, judge_supply
from models.records import CutFrom, Recipe
from studio.face_crops import Source

_LIGHTS = {"enough": "confirmed", "few": "suggested", "too few": "rejected"}


@dataclass(frozen=True, slots=True)
class SupplyReport:
    """facts: rows (label, value, tooltip); sentence: what a person should know; light: the colour token."""

    facts: tuple[tuple[str, ...], ...]
    sentence: str
    light: str


def near_duplicates(project: Project, sources: list[Source]) -> int:
    """How many of the sources' photos all but repeat another."""
    wanted = {source.photo_id for source in sources}
    return count_near_duplicates(
        photo.facts.perceptual_hash for photo in project.photos.all() if photo.id in wanted
    )


def report_supply(recipe: Recipe, people: dict[str, int], duplicates: int) -> SupplyReport:
    """The meter for this recipe."""
    supply = judge_supply(recipe, people)
    count, groups = sum(people.values()), len(people)
    thing = "Faces" if recipe.cut_from is CutFrom.FACES else "Whole photos"
    group = "group" if groups == 1 else "groups"
    facts = (
        (thing, f"{count:,} in {groups} {group}", "Groups are people, by default the folders the photos came from"),
        ("Near-duplicates", f"{duplicates:,}", "Photos that all but repeat another and teach little"),
        ("Verdict", supply),
    )
    return SupplyReport(facts, " ".join(check_recipe(recipe, people)), _LIGHTS[supply])
