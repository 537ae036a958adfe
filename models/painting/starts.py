"""What a training may begin from: encoders of the same recipe and the same networks. Reads headers only: no torch."""

from __future__ import annotations

from pathlib import Path

import resources
from models.painting.shelf import list_encoders
from models.records import EncoderHeader, Recipe
from models.training.config import TrainConfig


def list_starts(recipe: Recipe, config: TrainConfig, own: Path | None = None) -> list[EncoderHeader]:
    """Those that fit, the usual one first: shipped ones, the same for everyone, then a project's own, newest first."""
    fitting = [header for header in list_encoders(own) if not misfit(header, recipe, config)]
    return sorted(fitting, key=lambda header: not is_shipped(header))


def usual_start(recipe: Recipe, config: TrainConfig) -> EncoderHeader | None:
    """What a training begins from when nothing is said: a shipped one, so that the same words train the same."""
    return next(iter(list_starts(recipe, config)), None) if config.warm_start else None


def misfit(header: EncoderHeader, recipe: Recipe, config: TrainConfig) -> str:
    """Why this training can't begin from that encoder; empty when it can."""
    if header.generator != config.generator:
        return f"its network is {header.generator}, not {config.generator}"
    if header.base_channels != config.base_channels:
        return f"its size is {header.size}, not {config.size}"
    if header.recipe.width != recipe.width:
        return f"its pictures are {header.recipe.width} px wide, not {recipe.width}"
    made = (header.recipe.input, header.recipe.target, header.recipe.pairing)
    if made != (recipe.input, recipe.target, recipe.pairing):
        return f"it has learned {header.recipe.title}, not {recipe.title}"
    return ""


def is_shipped(header: EncoderHeader) -> bool:
    return header.path.parent == resources.path("encoders")
