"""A recipe as it can be learned here and now: from faces, or from whole photos while no face was found. Pure."""

from __future__ import annotations

from dataclasses import replace

from models.records import CutFrom, Recipe


def usual_cut(has_faces: bool) -> CutFrom:
    """What is learned from where nobody said otherwise."""
    return CutFrom.FACES if has_faces else CutFrom.WHOLE


def fit_recipe(recipe: Recipe, has_faces: bool) -> Recipe:
    """The recipe on the crops there are: while no face was found, those of faces look at whole photos.

    Not those of picked faces, whose numbers would mean other photos: they are told that there are no faces.
    """
    return recipe if has_faces or recipe.picked else replace(recipe, cut_from=CutFrom.WHOLE)
