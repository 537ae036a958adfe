"""What a new training is told on the command line: the words that `train` and `queue` share."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Generator, Sequence

from models.errors import UsageError
from models.events import Event, Noted
from models.person_names import names_in_list, need_name
from models.project import Project
from models.records import CutFrom, Recipe
from models.training.config import SETTINGS, TrainConfig
from models.training.presets import PRESET, PRESETS
from models.training.usual import usual_config
from models.verbs.verb import add_params, given


def add_settings(command: argparse.ArgumentParser) -> None:
    """What a new training is told: its recipe, and how it is trained."""
    words = "a ready recipe, the title of one of the project's own, or a .recipe.json file (default colourise)"
    command.add_argument("--recipe", metavar="NAME", help=words)
    add_params(command, (PRESET, *SETTINGS.values()))
    words = "begin from nothing, not from a shipped encoder: --no-warm-start"
    command.add_argument("--from-scratch", dest="warm_start", action="store_const", const=False, help=words)
    words = "mirror half of the pictures, or none (default: as the recipe says)"
    command.add_argument("--flip", action=argparse.BooleanOptionalAction, help=words)
    words = "how many of the pictures are made old by chance, 0 to 1 (default: as the recipe says)"
    command.add_argument("--old", metavar="SHARE", help=words)
    words = "learn from faces or whole photos (default: faces if any)"
    command.add_argument("--cut", choices=[cut.value for cut in CutFrom], help=words)
    command.add_argument("--people", metavar="A,B", help="learn only from these people")
    words = "learn only from this person; may be said again for another"
    command.add_argument("--person", metavar="NAME", action="append", help=words)
    words = "learn from doubtful faces too, though nobody has looked at them (default: as the recipe says, mostly not)"
    command.add_argument("--doubtful", action=argparse.BooleanOptionalAction, help=words)


def recipe_said(arguments: argparse.Namespace, project: Project) -> Generator[Event, None, Recipe]:
    """The recipe that was named, on the crops there are unless --cut says which."""
    from models.recipes.variety import OLD, with_old
    from models.workflow.find_recipe import find_recipe
    from models.workflow.project_crops import fit_to_project

    recipe = find_recipe(arguments.recipe or "colourise", project)
    if arguments.flip is not None:
        recipe = dataclasses.replace(recipe, flip=arguments.flip)
    if arguments.old is not None:
        recipe = with_old(recipe, float(OLD.check(arguments.old)))
    if arguments.doubtful is not None:
        recipe = dataclasses.replace(recipe, doubtful=arguments.doubtful)
    each = getattr(arguments, "person", None) or []
    if arguments.people is not None or each:
        people = _people_said(arguments.people or "", each, project.people.names())
        recipe = dataclasses.replace(recipe, people=people)
    if arguments.cut is not None:
        return dataclasses.replace(recipe, cut_from=CutFrom(arguments.cut))
    fitted = fit_to_project(project, recipe)
    if fitted != recipe:
        yield Noted(f"no face was found yet, so {recipe.title} learns from whole photos")
    return fitted


def _people_said(listed: str, each: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Those of --people and of every --person. Raises UnknownNameError, and UsageError where nobody was named."""
    people = tuple(dict.fromkeys((*names_in_list(listed, known), *(need_name(name, known) for name in each))))
    if not people:
        raise UsageError("--people names nobody", remedy="Leave it out to learn from everyone")
    return people


def config_said(arguments: argparse.Namespace, recipe: Recipe) -> TrainConfig:
    """The settings that were said, others as is usual for the recipe, or as the preset says."""
    preset = str(PRESET.check(arguments.preset or PRESET.default))
    return usual_config(recipe, {"generator": PRESETS[preset].generator(recipe)} | given(arguments, tuple(SETTINGS)))


def settings_said(arguments: argparse.Namespace, *, but: tuple[str, ...] = ()) -> str:
    """The words of add_settings that were said, as they were said."""
    others = ("recipe", "flip", "old", "cut", "people", "person", "doubtful", "preset")
    names = tuple(name for name in (*others, *SETTINGS) if name not in but)
    return ", ".join(f"--{name.replace('_', '-')}" for name in given(arguments, names))
