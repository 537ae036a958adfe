"""What is usual for a recipe and for a generator: the settings where nothing else is said. No torch."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from models.network_names import GENERATOR_NAMES, generator_named
from models.recipes import is_colourising
from models.records import Pairing, Recipe
from models.training.config import SETTINGS, TrainConfig, config_from

_USUAL = {one.name: {usual.name: usual.value for usual in one.usual} for one in GENERATOR_NAMES}


def with_generator(config: TrainConfig, generator: str) -> TrainConfig:
    """The settings with that generator; those which some generator has values of its own for are as is usual for it."""
    names = {name for values in _USUAL.values() for name in values}
    usual: dict[str, Any] = {name: SETTINGS[name].default for name in names} | _USUAL.get(generator, {})
    return dataclasses.replace(config, generator=generator, **usual)


def usual_generator(recipe: Recipe) -> str:
    """The one that paints only colours where a recipe wants no more, that as published where no one true picture can

    be copied, else the one that copies first.
    """
    if is_colourising(recipe):
        return next(one.name for one in GENERATOR_NAMES if one.colour_only)
    if recipe.pairing is not Pairing.SAME:
        return str(SETTINGS["generator"].default)
    return next(one.name for one in GENERATOR_NAMES if one.copies_first)


def can_paint(generator: str, recipe: Recipe) -> bool:
    """Whether that network can paint what the recipe wants: one that paints only colours can't draw."""
    named = generator_named(generator)
    return named is None or not named.colour_only or is_colourising(recipe)


def usual_config(recipe: Recipe, values: Mapping[str, object]) -> TrainConfig:
    """These settings, others as is usual for recipe and generator. Raises ParameterError, naming the setting."""
    given = config_from(values)
    config = with_generator(given, given.generator if "generator" in values else usual_generator(recipe))
    return dataclasses.replace(config, **{name: getattr(given, name) for name in values})
