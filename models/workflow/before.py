"""The photo that a painting was made from, as it lay then, to be shown against it."""

from __future__ import annotations

from dataclasses import replace

from models.errors import BottegaError
from models.photos.originals import read_original
from models.project import Project
from models.records import PaintingRecipe, Picture


def read_before(project: Project, recipe: PaintingRecipe, after: Picture) -> Picture | None:
    """None for noise, and where the photo is not in the project, not on the disk any more, or of another shape."""
    photo = project.photos.by_sha(recipe.source_sha256) if recipe.source_sha256 else None
    try:
        # as it lay when it was painted, whatever became of it since
        before = read_original(replace(photo, turn=recipe.turn)) if photo is not None else None
    except BottegaError:
        return None
    return before if before is not None and before.shape == after.shape else None
