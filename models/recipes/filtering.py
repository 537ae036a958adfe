"""What a recipe makes of a picture that goes in: the one function that training, previews and painting call."""

from __future__ import annotations

from models.filters import apply_chain, apply_step, step
from models.records import Pairing, Picture, Recipe

_NOISE = step("noise")


def filter_input(recipe: Recipe, picture: Picture, seed: int) -> Picture:
    """The picture through the input chain, or noise of its shape through it where the recipe learns from noise.

    seed: of seeded filters, and of that noise. A new array of the same shape.
    """
    if recipe.pairing is Pairing.NOISE:
        picture = apply_step(picture, _NOISE, seed)
    return apply_chain(picture, recipe.input, seed)
