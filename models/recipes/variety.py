"""How the pictures of a recipe are varied while they are learned from, as parameters for forms. Imports no pydantic."""

from __future__ import annotations

from dataclasses import replace

from models.filter_records import Augmentation, FilterStep
from models.params import Param
from models.records import Recipe

MAX_JITTER = 64
"""px of 256x320: a quarter larger, beyond which little of the face is left in the cut."""

FLIP = Param("flip", "bool", True, help="Show every other picture as in a mirror", label="Mirrored, half of them")

JITTER = Param(
    "jitter",
    "int",
    16,
    0,
    MAX_JITTER,
    "How many px larger than 256 a picture is before a part of its size is cut from it by chance",
    label="Shifted by up to",
    unit="px",
)

OLD = Param(
    "old",
    "float",
    0.0,
    0.0,
    1.0,
    "How many of the pictures are made old by chance while they are learned from; those it is judged by never are",
    label="Made old, a share of",
    step=0.05,
)


def share_old(recipe: Recipe) -> float:
    """How many of its pictures are changed, from 0 to 1."""
    return recipe.augmentation.share if recipe.augmentation is not None else 0.0


def with_old(recipe: Recipe, share: float) -> Recipe:
    """The recipe with another share of its pictures changed: in its own way, or made old where it has none."""
    if share == share_old(recipe):
        return recipe
    now = recipe.augmentation or Augmentation(FilterStep("old"), 0.0)
    return replace(recipe, augmentation=replace(now, share=share))
