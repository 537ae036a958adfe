"""Pictures of recipes on the user's own faces, made as training makes them. No widget; any thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.datasets import filter_pair
from models.records import Picture, Recipe
from models.workflow.project_crops import ProjectCrop, choose_crops, find_partners
from studio.state.collection import first_shown
from studio.state.crops import Crops


def preview_cards(crops: Crops, recipes: Mapping[str, Recipe]) -> dict[str, tuple[Picture, Picture]]:
    """A pair per recipe, on the first crop it learns from that can be read."""
    found = {}
    for key, recipe in recipes.items():
        everyone = crops.collection.of(recipe.cut_from) or crops.collection.of()
        pairs = _pairs(crops, recipe, everyone, 1)
        if pairs:
            found[key] = pairs[0][1:]
    return found


def preview_faces(crops: Crops, recipe: Recipe, count: int) -> list[tuple[str, Picture, Picture]]:
    """(key, what goes in, what must come out) of up to `count` crops spread over all that can be read."""
    return _pairs(crops, recipe, crops.collection.of(recipe.cut_from), count)


def _pairs(
    crops: Crops, recipe: Recipe, everyone: Sequence[ProjectCrop], count: int
) -> list[tuple[str, Picture, Picture]]:
    chosen, partner = choose_crops(recipe, everyone), find_partners(recipe, everyone)
    first = first_shown(chosen)
    if first is None:
        return []
    start, step = chosen.index(first), max(1, len(chosen) // count)
    found: list[tuple[str, Picture, Picture]] = []
    for number in range(0, len(chosen), step):
        if len(found) == count:
            break
        index = (start + number) % len(chosen)
        crop = chosen[index]
        try:
            given, shown = crops.picture(crop, recipe.width), crops.picture(partner(crop), recipe.width)
        except Exception:  # a missing photo is named in Photos; here the next face steps in
            continue
        found.append((crop.key, *filter_pair(recipe, given, shown, index)))
    return found
