"""Filters in use: one step, several in a row, and their short notation ("blur:kernel=5,gray") both ways."""

from __future__ import annotations

import numpy as np

from models.errors import UsageError
from models.filter_records import FilterStep
from models.filters.filter import FILTERS, FilterFunction
from models.params import Value, check_values
from models.records import Chain, Picture

MAX_STEPS = 16
"""More filters in a row than anyone needs; bounds what a file from outside can ask for."""

_BYTE = np.dtype(np.uint8)


def step(name: str, /, **values: object) -> FilterStep:
    """The filter of that name with these values, checked; values equal to the defaults are left out.

    Raises UnknownNameError, ParameterError.
    """
    params = FILTERS.get(name).params
    checked = check_values(params, values)
    changed = {param.name: checked[param.name] for param in params if checked[param.name] != param.default}
    return FilterStep(name, tuple(sorted(changed.items())))


def apply_step(picture: Picture, filter_step: FilterStep, seed: int = 0) -> Picture:
    """A new picture of the same shape. seed: which noise a seeded filter draws; others don't look at it.

    Raises UnknownNameError, ParameterError; ValueError when the picture is not RGB uint8 (H, W, 3).
    """
    return _call(FILTERS.get(filter_step.name).function, picture, filter_step, seed)


def apply_lasting(picture: Picture, filter_step: FilterStep, seed: int = 0) -> Picture:
    """A new picture that shows only what the same step does for good, with the same seed; raises as apply_step."""
    lasting = FILTERS.get(filter_step.name).lasting
    return picture.copy() if lasting is None else _call(lasting, picture, filter_step, seed)


def _call(function: FilterFunction, picture: Picture, filter_step: FilterStep, seed: int) -> Picture:
    if picture.dtype != _BYTE or picture.ndim != 3 or picture.shape[2] != 3 or picture.size == 0:
        raise ValueError(f"a picture is uint8 (H, W, 3), not {picture.dtype} {picture.shape}")
    chosen = FILTERS.get(filter_step.name)
    values: dict[str, Value | tuple[int, int]] = {**check_values(chosen.params, dict(filter_step.values))}
    if chosen.seeded:
        # both numbers count: the recipe's own seed chooses the family, the caller's one the member
        values["seed"] = (int(values["seed"]), seed % 2**63)  # type: ignore[arg-type]
    return function(np.ascontiguousarray(picture), **values)


def apply_chain(picture: Picture, chain: Chain, seed: int = 0) -> Picture:
    """The picture through every step in turn; an empty chain gives a copy."""
    result = picture
    for filter_step in chain:
        result = apply_step(result, filter_step, seed)
    return result if chain else picture.copy()


def parse_chain(text: str) -> Chain:
    """The chain that "blur:kernel=5:sigma=2,gray" stands for. Raises UsageError and its kinds."""
    parts = [part.strip() for part in text.split(",")]
    if not all(parts):
        raise UsageError(f"{text!r} is not a list of filters", remedy="Write them like gray or blur:kernel=5,gray")
    if len(parts) > MAX_STEPS:
        raise UsageError(f"{len(parts)} filters in a row are too many", remedy=f"Use at most {MAX_STEPS}")
    return tuple(_parse_step(part) for part in parts)


def _parse_step(text: str) -> FilterStep:
    name, *given = (word.strip() for word in text.split(":"))
    values: dict[str, object] = {}
    for word in given:
        key, equals, value = word.partition("=")
        if not equals or not key.strip():
            raise UsageError(f"{word!r} is not a setting of {name}", remedy="Write it like kernel=5")
        values[key.strip()] = value.strip()
    return step(name, **values)


def format_chain(chain: Chain) -> str:
    """The chain in the notation of parse_chain."""
    return ",".join(":".join([part.name, *(f"{key}={value}" for key, value in part.values)]) for part in chain)


def title_chain(chain: Chain) -> str:
    """The chain in words for a person: "Blur, then Gray"."""
    return ", then ".join(FILTERS.get(part.name).title for part in chain) or FILTERS.get("original").title
