"""One recipe as a file that people can read and pass on: NAME.recipe.json. The reader believes nothing it is given."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.errors import BottegaError, UsageError
from models.files import atomic_write
from models.recipes.recipe_json import recipe_from_json, recipe_to_json
from models.records import Recipe
from models.schema import printable

SUFFIX = ".recipe.json"
VERSION = 1
MAX_BYTES = 1_000_000
"""A recipe takes 1 kB; ten thousand names of people take 600 kB."""

_KEY = "bottega_recipe"
_WHAT = "this recipe can't be used"
_REMEDY = "Ask for a fresh copy, or make the recipe anew in the Filters pane"


def write_recipe(path: Path, recipe: Recipe) -> None:
    """Write the recipe whole or not at all, as indented UTF-8 JSON.

    `picked` stays behind: its numbers mean something in one project only. Characters that can't be shown are left out.
    Raises UsageError for what could not be read again, DiskFullError, OSError.
    """
    values: dict[str, Any] = {_KEY: VERSION, **recipe_to_json(_showable(recipe))}
    del values["picked"]
    recipe_from_json({key: value for key, value in values.items() if key != _KEY})
    data = (json.dumps(values, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode("utf-8")
    if len(data) > MAX_BYTES:
        raise UsageError(
            "this recipe is too large for a file",
            path=path,
            why=f"it takes {len(data):,} bytes",
            remedy="Choose fewer people by name",
        )
    atomic_write(path, data)


def read_recipe(path: Path) -> Recipe:
    """The recipe in the file, every field checked; nothing is picked by hand in it. Raises UsageError."""
    values = _as_object(path, _read_bytes(path))
    _check_version(path, values.pop(_KEY, None))
    if "picked" in values:
        raise _unfit(path, "picked: the numbers of faces mean something in one project only")
    try:
        recipe = recipe_from_json(values)
        for text in (recipe.name, recipe.title, recipe.help.replace("\n", " "), *recipe.people):
            printable(text)
    except BottegaError as error:
        raise _unfit(path, error.why or error.reason) from error
    except ValueError as error:
        raise _unfit(path, str(error)) from error
    return recipe


def _showable(recipe: Recipe) -> Recipe:
    """The recipe with words that the reader takes."""
    return replace(
        recipe,
        name=_clean(recipe.name) or "custom",
        title=_clean(recipe.title),
        help="\n".join(_clean(line) for line in recipe.help.split("\n")),
        people=tuple(_clean(name) for name in recipe.people),
    )


def _clean(text: str) -> str:
    """One line without what can't be shown; any kind of space becomes a plain one."""
    return "".join(" " if one.isspace() else one for one in text if one.isspace() or one.isprintable())


def _read_bytes(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _unfit(path, "it is not a regular file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        remedy = "Look whether the file is there and may be read"
        raise UsageError("can't read this recipe", path=path, why=why, remedy=remedy) from error
    if len(data) > MAX_BYTES:
        raise _unfit(path, f"it is larger than {MAX_BYTES // 1_000_000} MB, which no recipe is")
    return data


def _as_object(path: Path, data: bytes) -> dict[str, Any]:
    try:
        # editors on Windows put a mark before the first character
        values = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_without_doubles, parse_constant=_refuse_number)
    except UnicodeDecodeError as error:
        raise _unfit(path, f"it is not UTF-8 text (byte {error.start})") from error
    except json.JSONDecodeError as error:
        raise _unfit(path, f"it is not JSON: line {error.lineno}, column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise _unfit(path, "lists stand in lists in it, deeper than any recipe needs") from error
    except ValueError as error:
        raise _unfit(path, str(error).partition(";")[0]) from error
    if not isinstance(values, dict):
        raise _unfit(path, "it is JSON, but no recipe")
    return values


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two values under one name: which one counts is a matter of taste among readers, so neither does."""
    values: dict[str, Any] = {}
    for name, value in pairs:
        if name in values:
            raise ValueError(f"{name[:40]!r} stands in it twice")
        values[name] = value
    return values


def _refuse_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _check_version(path: Path, version: object) -> None:
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise _unfit(path, f"it does not say {_KEY!r}: {VERSION}, so it is some other file")
    if version > VERSION:
        raise UsageError(
            "a newer Bottega wrote this recipe",
            path=path,
            remedy="Update Bottega to read it",
            why=f"it has version {str(version)[:20]}, this Bottega reads {VERSION}",
        )


def _unfit(path: Path, why: str) -> UsageError:
    return UsageError(_WHAT, path=path, why=why, remedy=_REMEDY)
