"""Whether a recipe takes something out of its pictures, to be painted in. Knows the filter that does."""

from __future__ import annotations

from models.filters.mask import is_mask
from models.records import Recipe


def learned_holes(recipe: Recipe) -> bool:
    """Whether an encoder of that recipe learned to paint what was taken out."""
    return any(is_mask(step) for step in recipe.input)
