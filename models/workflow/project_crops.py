"""The crops of a project as they are known by now: which a recipe learns from, and with which they are paired.

The command line, training and every preview of the window ask here. Opens no picture, loads no torch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.datasets import CropStore, Entry
from models.datasets.partners import allowed_targets, differs, next_target
from models.project import Project
from models.recipes import Learnable
from models.recipes.fitting import fit_recipe
from models.recipes.subset import barrier, chooser
from models.records import CutFrom, Pairing, PhotoFacts, Recipe
from models.workflow.gather_crops import CropSource, facts_of, list_crops, store_of


@dataclass(frozen=True, slots=True)
class ProjectCrop:
    """One crop. facts: measured on it, or on its photo while it is not measured."""

    source: CropSource
    facts: PhotoFacts
    measured: bool

    @property
    def key(self) -> str:
        """ "f12" of a face, "p7" of a whole photo."""
        return f"{'p' if self.source.face is None else 'f'}{self.source.number}"

    @property
    def number(self) -> int:
        return self.source.number

    @property
    def person(self) -> str:
        return self.source.person

    @property
    def path(self) -> Path:
        return self.source.photo.path

    @property
    def photo_id(self) -> int:
        return self.source.photo.id

    @property
    def gray(self) -> bool:
        """Whether its photo has no colour."""
        return self.source.photo.facts.gray

    @property
    def doubtful(self) -> bool:
        return self.source.doubtful

    def learnable(self) -> Learnable:
        own = (self.person, self.number, self.facts)
        return Learnable(*own, self.path.parent, self.photo_id, self.gray, self.doubtful)

    def entry(self, chosen: bool) -> Entry:
        """How a run lists it."""
        return self.source.entry(self.facts if self.measured else None, chosen)


def know_crops(store: CropStore, sources: Iterable[CropSource]) -> tuple[ProjectCrop, ...]:
    """These crops with what the store has measured of them."""
    known = ((source, facts_of(store, source)) for source in sources)
    return tuple(ProjectCrop(source, facts or source.photo.facts, facts is not None) for source, facts in known)


def read_crops(project: Project, cut_from: CutFrom) -> tuple[ProjectCrop, ...]:
    """Every crop that may be learned from, in the order of photos and faces."""
    return know_crops(store_of(project, cut_from), list_crops(project, cut_from))


def fit_to_project(project: Project, recipe: Recipe) -> Recipe:
    """The recipe on the crops this project has: see fit_recipe."""
    return fit_recipe(recipe, bool(project.faces.usable()))


def admit_crops(recipe: Recipe, crops: Sequence[ProjectCrop]) -> list[ProjectCrop]:
    """Those it can learn from, whoever they show: neither boxes likely to be no faces, nor grays to learn colour from.

    The others it does not paint towards either.
    """
    left_out = barrier(recipe)
    return [crop for crop in crops if not left_out(crop.number, crop.gray, crop.doubtful)]


def choose_crops(recipe: Recipe, crops: Sequence[ProjectCrop]) -> list[ProjectCrop]:
    """Those the recipe learns from."""
    is_chosen = chooser(recipe, (crop.person for crop in crops))
    return [crop for crop in admit_crops(recipe, crops) if is_chosen(crop.person, crop.number, crop.facts)]


def list_entries(recipe: Recipe, crops: Sequence[ProjectCrop]) -> list[tuple[ProjectCrop, Entry]]:
    """What a run of the recipe lists: those outside its subset marked, or left out where they are no targets."""
    is_chosen = chooser(recipe, (crop.person for crop in crops))
    admitted = admit_crops(recipe, crops)
    told = ((crop, is_chosen(crop.person, crop.number, crop.facts)) for crop in admitted)
    return [(crop, crop.entry(chosen)) for crop, chosen in told if chosen or recipe.pairing is Pairing.RANDOM]


def find_partners(recipe: Recipe, crops: Sequence[ProjectCrop]) -> Callable[[ProjectCrop], ProjectCrop]:
    """Tells whose picture a crop is painted towards: the next one that training allows, as where it is judged.

    While the recipe's subset is empty, as if it had none.
    """
    if not differs(recipe.pairing):
        return lambda crop: crop
    is_chosen, crops = chooser(recipe, [crop.person for crop in crops]), admit_crops(recipe, crops)
    learned = [at for at, crop in enumerate(crops) if is_chosen(crop.person, crop.number, crop.facts)]
    everyone = range(len(crops))
    targets = allowed_targets(recipe.pairing, learned or everyone, everyone, [crop.person for crop in crops])
    places = {crop.key: at for at, crop in enumerate(crops)}

    def partner(crop: ProjectCrop) -> ProjectCrop:
        at = places.get(crop.key)
        return crop if at is None else crops[next_target(targets(at), at)]

    return partner
