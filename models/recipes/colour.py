"""Whether a recipe teaches colour: it must come out, and what goes in does not tell it. Knows no filter by name."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from models.filters import apply_chain, step
from models.recipes.filtering import filter_input
from models.records import Picture, Recipe

_GRAY = step("gray")


@lru_cache(maxsize=64)
def learns_colour(recipe: Recipe) -> bool:
    """Whether a picture without colour would teach this recipe something wrong.

    Tried on a picture: its colours change what comes out, and nothing of what goes in.
    """
    coloured = _colours()
    gray = apply_chain(coloured, (_GRAY,))
    told = not np.array_equal(filter_input(recipe, coloured, 0), filter_input(recipe, gray, 0))
    wanted = not np.array_equal(apply_chain(coloured, recipe.target), apply_chain(gray, recipe.target))
    return wanted and not told


def _colours() -> Picture:
    """Many colours, soft and with edges."""
    across, down = np.meshgrid(np.arange(64), np.arange(80))
    channels = (across * 4, down * 3, (across // 16 + down // 16) % 2 * 200 + 20)
    return np.stack(channels, axis=-1).astype(np.uint8)
