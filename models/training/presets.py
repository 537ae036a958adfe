"""Ready sets of settings: the best that was measured for a recipe, and the author's own way. No torch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from models.params import Param
from models.records import Recipe
from models.training.config import SETTINGS, TrainConfig
from models.training.usual import usual_generator, with_generator


@dataclass(frozen=True, slots=True)
class Preset:
    """title, help: for people; generator: the one that a recipe has in it, which brings the settings usual for it."""

    title: str
    help: str
    generator: Callable[[Recipe], str]


_PUBLISHED = str(SETTINGS["generator"].default)

PRESETS = {
    "usual": Preset("Best known", "What measured best for this recipe at the same minutes", usual_generator),
    "published": Preset(
        "As published",
        "The author's own way, to the letter: U-Net, a critic from the first step, one picture at a time",
        lambda _recipe: _PUBLISHED,
    ),
}

PRESET = Param(
    "preset",
    "choice",
    "usual",
    choices=tuple(PRESETS),
    titles=tuple(one.title for one in PRESETS.values()),
    helps=tuple(one.help for one in PRESETS.values()),
    help="A ready set of settings; each can still be said by itself",
)


_METHOD = ("discriminator", "beta1", "l1_weight", "ema")
"""What both have in common, besides what generators have values of their own for."""


def with_preset(config: TrainConfig, recipe: Recipe, name: str) -> TrainConfig:
    """The settings with those of the preset; the others stay."""
    method: dict[str, Any] = {one: SETTINGS[one].default for one in _METHOD}
    return with_generator(replace(config, **method), PRESETS[name].generator(recipe))


def preset_of(config: TrainConfig, recipe: Recipe) -> str:
    """The name of the preset whose values these are; empty for settings of one's own."""
    return next((name for name in PRESETS if with_preset(config, recipe, name) == config), "")
