"""Say what a file is: an encoder, a recipe, a painting made here, or a photo."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from models.errors import PictureError
from models.events import Described, Event
from models.filters import format_chain
from models.gallery.painting_file import read_painting_recipe
from models.images import count_pages, decode_photo, read_file
from models.painting.encoder_file import SUFFIX, read_network
from models.photos.facts import measure
from models.recipes import recipe_file
from models.recipes.variety import share_old


def describe_file(path: Path) -> Generator[Event]:
    """Yields one Described; raises PictureError, EncoderError or UsageError in words."""
    if not path.is_file():
        raise PictureError("there is no such file", path=path)
    if path.suffix == SUFFIX:
        yield Described(path, "encoder", _encoder_facts(path))
        return
    if path.name.endswith(recipe_file.SUFFIX):
        yield Described(path, "recipe", _recipe_facts(path))
        return
    data = read_file(path)
    photo = decode_photo(path, data)
    facts: dict[str, Any] = {
        "width": photo.width,
        "height": photo.height,
        "format": photo.format,
        "photos": count_pages(path, data),
        "sha256": photo.sha256,
        **asdict(measure(photo.picture, photo.taken, photo.rotated)),
    }
    recipe = read_painting_recipe(path)
    if recipe is None:
        yield Described(path, "photo", facts)
    else:
        yield Described(path, "painting", {"width": photo.width, "height": photo.height, **asdict(recipe)})


def _encoder_facts(path: Path) -> dict[str, Any]:
    header, _ = read_network(path)  # as painting reads it: what this says of an encoder holds there
    return {
        "title": header.title,
        "recipe": header.recipe.name,
        "input": [step.name for step in header.recipe.input],
        "target": [step.name for step in header.recipe.target],
        "pairing": header.recipe.pairing,
        "cut_from": header.recipe.cut_from,
        "size": header.size,
        "base_channels": header.base_channels,
        "scores": asdict(header.scores) if header.scores is not None else None,
        **header.summary,
        "licence": header.licence,
        "sha256": header.sha256,
    }


def _recipe_facts(path: Path) -> dict[str, Any]:
    recipe = recipe_file.read_recipe(path)
    return {
        "title": recipe.title,
        "input": format_chain(recipe.input),
        "target": format_chain(recipe.target),
        "pairing": recipe.pairing,
        "cut_from": recipe.cut_from,
        "people": list(recipe.people),
        "ranges": [f"{one.name} {one.low:g} to {one.high:g}" for one in recipe.ranges],
        "flip": recipe.flip,
        "jitter": recipe.jitter,
        "made old": share_old(recipe),
        "width": recipe.width,
        "help": recipe.help,
    }
