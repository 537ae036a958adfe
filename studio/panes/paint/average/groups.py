"""Whose faces can be averaged: everyone, each person, the subsets of recipes. Pure; any thread may ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.average_records import AveragedFace
from models.project import Project
from models.recipes.subset import chooser, has_subset
from models.records import CutFrom, Recipe
from models.workflow.average_faces import Sources, averageable, sources_of
from models.workflow.gather_crops import store_of
from models.workflow.project_crops import ProjectCrop, know_crops

EVERYONE = "everyone"
_PERSON, _SUBSET, PAINTED = "person ", "subset ", "painted "


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """key: tells groups apart; crops: of its faces, without doubtful ones nobody has looked at; ready: those whose crop

    is in the store, so that no photo has to be decoded.
    """

    key: str
    name: str
    crops: tuple[ProjectCrop, ...] = field(repr=False)
    ready: Sources = field(repr=False)

    @property
    def person(self) -> str:
        """Whose faces they are, where that is one person."""
        return self.name if self.key.startswith(_PERSON) else ""

    @property
    def is_subset(self) -> bool:
        return self.key.startswith((_SUBSET, PAINTED))

    def everything(self) -> Sources:
        """All its faces, ready or not."""
        return averageable(crop.source for crop in self.crops)


def _group(key: str, name: str, crops: Sequence[ProjectCrop]) -> Group:
    return Group(key, name, tuple(crops), averageable(crop.source for crop in crops if crop.measured))


def list_groups(crops: Sequence[ProjectCrop], recipes: Sequence[Recipe]) -> list[Group]:
    """Everyone, the people by name, and the subset of each of these recipes that has one and is not empty."""
    sure = [crop for crop in crops if not crop.doubtful]
    people: dict[str, list[ProjectCrop]] = {}
    for crop in sure:
        people.setdefault(crop.person, []).append(crop)
    by_name = sorted(people.items(), key=lambda item: item[0].casefold())
    groups = [_group(EVERYONE, "Everyone", sure)] if len(by_name) > 1 else []
    groups += [_group(f"{_PERSON}{name}", name, theirs) for name, theirs in by_name]
    for recipe in filter(has_subset, recipes):
        is_chosen = chooser(recipe, people)
        chosen = tuple(crop for crop in sure if is_chosen(crop.person, crop.number, crop.facts))
        if chosen:
            groups.append(_group(f"{_SUBSET}{recipe.title}", recipe.title, chosen))
    return groups


def painted_group(project: Project, letter: str, faces: Sequence[AveragedFace], groups: Sequence[Group]) -> Group:
    """The group with exactly these faces, else one of its own. Raises UsageError when their photos are not here."""
    sources = sources_of(project, faces)
    same = next((group for group in groups if {crop.source.key for crop in group.crops} == sources.keys()), None)
    crops = know_crops(store_of(project, CutFrom.FACES), sources.values())
    return same or Group(f"{PAINTED}{letter}", f"As painted, {letter}", crops, sources)


def first_two(groups: Sequence[Group]) -> tuple[str, str]:
    """The keys to begin with: the two people with the most faces, or the one there is."""
    people = sorted((group for group in groups if group.person), key=lambda group: -len(group.crops))
    keys = [group.key for group in people[:2]] or [group.key for group in groups[:1]]
    return (keys[0], keys[1]) if len(keys) > 1 else ("".join(keys), "")


def who(first: Group, second: Group | None) -> str:
    """ "Anna", "Anna and Bert"."""
    return first.name if second is None else f"{first.name} and {second.name}"
