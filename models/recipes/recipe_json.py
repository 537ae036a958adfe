"""Recipes as plain JSON values, both ways. What comes in is from outside: checked whole before anything believes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.errors import UsageError
from models.filter_records import Augmentation
from models.filters.chain_json import chain_from_file, chain_to_json
from models.records import FactRange, Recipe
from models.schema import first_reason

if TYPE_CHECKING:
    from models.recipes.schema import AugmentationInFile


def recipe_to_json(recipe: Recipe) -> dict[str, Any]:
    """The recipe as values that json.dumps takes; what it does not use is left out, for readers that don't know it."""
    values: dict[str, Any] = {
        "name": recipe.name,
        "title": recipe.title,
        "input": chain_to_json(recipe.input),
        "target": chain_to_json(recipe.target),
        "pairing": recipe.pairing.value,
        "cut_from": recipe.cut_from.value,
        "people": list(recipe.people),
        "flip": recipe.flip,
        "jitter": recipe.jitter,
        "help": recipe.help,
        "ranges": [{"name": one.name, "low": one.low, "high": one.high} for one in recipe.ranges],
        "picked": list(recipe.picked),
        "width": recipe.width,
    }
    if recipe.doubtful:
        values["doubtful"] = True
    if recipe.augmentation is not None:
        values["augmentation"] = _augmentation_to_json(recipe.augmentation)
    return values


def recipe_from_json(obj: object) -> Recipe:
    """The recipe that recipe_to_json wrote.

    Raises UsageError when a field is missing, unknown, of the wrong kind or too large, and its kinds
    UnknownNameError and ParameterError for a filter or a value that doesn't exist here.
    """
    from pydantic import ValidationError

    from models.recipes.schema import RecipeInFile

    try:
        read = RecipeInFile.model_validate(obj)
    except ValidationError as error:
        raise UsageError("this is not a recipe", why=first_reason(error)) from None
    return Recipe(
        name=read.name,
        title=read.title,
        input=chain_from_file(read.input),
        target=chain_from_file(read.target),
        pairing=read.pairing,
        cut_from=read.cut_from,
        people=tuple(read.people),
        flip=read.flip,
        jitter=read.jitter,
        help=read.help,
        ranges=tuple(FactRange(one.name, one.low, one.high) for one in read.ranges),
        picked=tuple(read.picked),
        width=read.width,
        doubtful=read.doubtful,
        augmentation=_augmentation_from_file(read.augmentation),
    )


def _augmentation_to_json(augmentation: Augmentation) -> dict[str, Any]:
    step, both = chain_to_json((augmentation.step,))[0], {"both": True} if augmentation.both else {}
    return {"step": step, "share": augmentation.share, **both}


def _augmentation_from_file(read: AugmentationInFile | None) -> Augmentation | None:
    if read is None:
        return None
    return Augmentation(chain_from_file((read.step,))[0], float(read.share), read.both)
