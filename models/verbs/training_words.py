"""What a new training is told on the command line: the words that `train` and `queue` share."""

from __future__ import annotations

import argparse
import dataclasses

from models.project import Project
from models.records import CutFrom, Recipe
from models.training.config import BASE_CHANNELS, TrainConfig
from models.verbs.verb import given

_TRAIN_FLAGS: dict[str, type] = {
    "epochs": int,
    "batches": int,
    "batch_size": int,
    "device": str,
    "seed": int,
    "minutes": float,
    "held_out": int,
    "learning_rate": float,
    "discriminator": str,
    "precision": str,
    "checkpoint_seconds": float,
}


def add_settings(command: argparse.ArgumentParser) -> None:
    """What a new training is told: its recipe, and how it is trained."""
    words = "a ready recipe, the title of one of the project's own, or a .recipe.json file (default colourise)"
    command.add_argument("--recipe", metavar="NAME", help=words)
    command.add_argument("--size", choices=list(BASE_CHANNELS), help="of the network (default studio)")
    for name, kind in _TRAIN_FLAGS.items():
        default = getattr(TrainConfig(), name)
        words = f"(default {default})" if default is not None else "a time budget"
        command.add_argument(f"--{name.replace('_', '-')}", type=kind, metavar="VALUE", help=words)
    command.add_argument("--cut", choices=[cut.value for cut in CutFrom], help="learn from faces or whole photos")
    command.add_argument("--people", metavar="A,B", help="learn only from these people")


def recipe_said(arguments: argparse.Namespace, project: Project) -> Recipe:
    from models.workflow.find_recipe import find_recipe

    recipe = find_recipe(arguments.recipe or "colourise", project)
    if arguments.cut is not None:
        recipe = dataclasses.replace(recipe, cut_from=CutFrom(arguments.cut))
    if arguments.people:
        people = tuple(name.strip() for name in arguments.people.split(","))
        recipe = dataclasses.replace(recipe, people=people)
    return recipe


def config_said(arguments: argparse.Namespace) -> TrainConfig:
    return dataclasses.replace(TrainConfig(), **given(arguments, ("size", *_TRAIN_FLAGS)))


def settings_said(arguments: argparse.Namespace, *, but: tuple[str, ...] = ()) -> str:
    """The words of add_settings that were said, as they were said."""
    names = tuple(name for name in ("recipe", "size", "cut", "people", *_TRAIN_FLAGS) if name not in but)
    return ", ".join(f"--{name.replace('_', '-')}" for name in given(arguments, names))
