"""What a recipe makes of the project's crops, drawn as training draws it. No widget; any thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.datasets import CropSet, filter_pair, preview_crops, preview_pairs
from models.errors import TrainingError
from models.project import Project
from models.recipes import Supply
from models.recipes.colour import learns_colour
from models.recipes.subset import FACTS, fact_of
from models.records import CutFrom, Pairing, Picture, Recipe
from models.workflow.gather_crops import crop_reader, store_of
from models.workflow.project_crops import ProjectCrop, find_partners, list_entries
from studio.state.collection import Collection
from studio.state.crops import Crops

TWELVE = 12


@dataclass(frozen=True, slots=True)
class Preview:
    """What a recipe makes of the crops there are. pairs: the first a training would see, none when they are too few."""

    recipe: Recipe
    supply: Supply
    pairs: list[tuple[Picture, Picture]]


class CropSets:
    """The crops of the last subset, so that a slider of a filter does not sort ten thousand of them again."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._crops: CropSet | None = None

    def get(self, project: Project, collection: Collection, recipe: Recipe) -> CropSet:
        parts = (
            recipe.cut_from,
            recipe.people,
            recipe.ranges,
            recipe.picked,
            recipe.width,
            recipe.pairing is Pairing.RANDOM,
            recipe.doubtful,
            learns_colour(recipe),
        )
        if self._crops is None or self._of[1:] != parts or self._of[0] is not collection:
            self._of, self._crops = (collection, *parts), list_set(project, collection, recipe)
        return self._crops


def list_set(project: Project, collection: Collection, recipe: Recipe) -> CropSet:
    """The crops that a run of this recipe would list."""
    listed = list_entries(recipe, collection.of(recipe.cut_from))
    store = store_of(project, recipe.cut_from, recipe.width)
    read = crop_reader(store, [crop.source for crop, _ in listed])
    return preview_crops(recipe, [entry for _, entry in listed], read)


def preview_recipe(project: Project, collection: Collection, recipe: Recipe, seed: int, sets: CropSets) -> Preview:
    """The twelve pairs, and what there is to learn from."""
    supply = collection.supply(recipe)
    try:
        pairs = preview_pairs(sets.get(project, collection, recipe), recipe, seed, TWELVE)
    except TrainingError:  # the verdict says that they are too few
        pairs = []
    return Preview(recipe, supply, pairs)


def preview_step(crops: Crops, recipe: Recipe, crop: ProjectCrop) -> tuple[Picture | None, Picture | None]:
    """One crop through the recipe, neither mirrored nor shifted."""
    other = find_partners(recipe, crops.collection.of(recipe.cut_from))(crop)
    try:
        return filter_pair(recipe, crops.picture(crop, recipe.width), crops.picture(other, recipe.width), 0)
    except Exception:  # a missing photo is named in the bank
        return None, None


def preview_cards(
    crops: Crops, recipes: Mapping[str, Recipe], crop: ProjectCrop
) -> dict[str, tuple[Picture | None, Picture | None]]:
    """The same of every recipe, small."""
    return {key: preview_step(crops, replace(recipe, width=256), crop) for key, recipe in recipes.items()}


def know_collection(collection: Collection, cut_from: CutFrom) -> tuple[list[tuple[str, int]], dict[str, list[float]]]:
    """(name, crops) of everyone, and what every crop has of each fact."""
    every = [crop.facts for crop in collection.of(cut_from)]
    values = {name: [value for facts in every if (value := fact_of(facts, name)) is not None] for name in FACTS}
    return collection.people(cut_from), values
