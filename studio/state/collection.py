"""All crops of the project at one moment, and what there is of them to learn a recipe from. Plain values, no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.project import Project
from models.recipes import RECIPES, Supply, count_supply
from models.recipes.colour import learns_colour
from models.recipes.fitting import fit_recipe, usual_cut
from models.recipes.subset import has_subset
from models.records import CutFrom, Recipe
from models.workflow.project_crops import ProjectCrop, read_crops

_COUNTED = 32
"""Recipes whose supply is remembered: the line over a pane asks for it again and again."""


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """Crops by what they are cut from. supplies: of recipes that learn from everybody, counted, by what they are cut

    from and whether they teach colour; counted: of the other recipes that were asked for last.
    """

    crops: Mapping[CutFrom, tuple[ProjectCrop, ...]] = field(default_factory=dict)
    supplies: Mapping[tuple[CutFrom, bool], Supply] = field(default_factory=dict)
    counted: dict[Recipe, Supply] = field(default_factory=dict)

    @property
    def has_faces(self) -> bool:
        return bool(self.crops.get(CutFrom.FACES))

    @property
    def cut_from(self) -> CutFrom:
        """What is looked at where no recipe says otherwise."""
        return usual_cut(self.has_faces)

    def of(self, cut_from: CutFrom | None = None) -> tuple[ProjectCrop, ...]:
        return self.crops.get(cut_from or self.cut_from, ())

    def fit(self, recipe: Recipe) -> Recipe:
        """The recipe on the crops there are."""
        return fit_recipe(recipe, self.has_faces)

    def supply(self, recipe: Recipe) -> Supply:
        """What there is to learn this recipe from: known for one without a subset, else counted in 0.1 s of 10,000."""
        plain = (recipe.cut_from, learns_colour(recipe))
        if plain in self.supplies and not has_subset(recipe) and not recipe.doubtful:
            return self.supplies[plain]
        supply = self.counted.get(recipe)
        if supply is None:
            supply = count_supply(recipe, [crop.learnable() for crop in self.of(recipe.cut_from)])
            if len(self.counted) >= _COUNTED:
                self.counted.clear()
            self.counted[recipe] = supply
        return supply

    def people(self, cut_from: CutFrom) -> list[tuple[str, int]]:
        """(name, crops) of everyone, by name."""
        return sorted(Counter(crop.person for crop in self.of(cut_from)).items(), key=lambda item: item[0].casefold())


def read_collection(project: Project) -> Collection:
    """What the project has now; any thread."""
    collection = Collection({cut_from: read_crops(project, cut_from) for cut_from in CutFrom})
    plain = [replace(RECIPES.get(name), cut_from=collection.cut_from) for name in ("autoencoder", "colourise")]
    supplies = {(one.cut_from, learns_colour(one)): collection.supply(one) for one in plain}
    return replace(collection, supplies=supplies)


def first_shown(crops: Sequence[ProjectCrop]) -> ProjectCrop | None:
    """The crop to begin with: the first one alone on its photo, where a false box is least likely."""
    boxes = Counter(crop.photo_id for crop in crops)
    return next((crop for crop in crops if boxes[crop.photo_id] == 1), crops[0] if crops else None)
