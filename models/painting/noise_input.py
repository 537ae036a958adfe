"""The noise that an encoder is fed with: of a seed, or on the way from one seed to others. No torch."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from models.errors import UsageError
from models.filters import apply_step, step
from models.paint_records import NoiseStep
from models.recipes.filtering import filter_input
from models.records import Pairing, Picture, Recipe

MAX_STEPS = 64
_MIDDLE = 127.5


def noise_input(recipe: Recipe, seed: int, walk: Sequence[NoiseStep] = ()) -> Picture:
    """RGB uint8 in the recipe's size. An encoder that learned from noise gets its own kind.

    Raises UsageError for steps that make no sense.
    """
    check_walk(walk)
    noise = _noise_of(recipe, seed)
    for one in walk:
        noise = go_towards(noise, _noise_of(recipe, one.seed), one.share)
    return noise


def check_walk(walk: Sequence[NoiseStep]) -> None:
    """Raises UsageError for steps that make no sense."""
    if len(walk) > MAX_STEPS:
        raise UsageError(f"{len(walk)} steps through noise are too many", remedy=f"Take at most {MAX_STEPS}")
    for one in walk:
        if not 0 <= one.share <= 1:
            raise UsageError(f"a step can't go {one.share:g} of its way", remedy="It goes from 0 to 1")


def go_towards(start: Picture, goal: Picture, share: float) -> Picture:
    """cos(share * 90 degrees) * start + sin(...) * goal around the middle gray.

    Independent normal values of many dimensions stand at right angles and are equally long: on this arc every picture
    is as much noise as its ends, where a straight line would be flatter in the middle (White 2016, slerp).
    """
    angle = share * math.pi / 2
    mixed = math.cos(angle) * (start - np.float32(_MIDDLE)) + math.sin(angle) * (goal - np.float32(_MIDDLE))
    return np.clip(np.rint(mixed + np.float32(_MIDDLE)), 0, 255).astype(np.uint8)


def _noise_of(recipe: Recipe, seed: int) -> Picture:
    blank = np.zeros((recipe.size[1], recipe.size[0], 3), np.uint8)
    learned = recipe.pairing is Pairing.NOISE or any(part.name == "noise" for part in recipe.input)
    return filter_input(recipe, blank, seed) if learned else apply_step(blank, step("noise"), seed)
