"""The figures of a photo that have a range: date taken, brightness, sharpness; where they lie, how they are said."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from models.records import Photo
from studio.state.photo_rows import PhotoRow


@dataclass(frozen=True, slots=True)
class Axis:
    """A figure that every photo has, or none. value: on the scale of the slider; words: of a range on that scale."""

    title: str
    value: Callable[[Photo], float | None]
    words: Callable[[float, float], str]


@lru_cache(20_000)
def _when(taken: str | None) -> float | None:
    """A date of ISO form as a year with its fraction; None when it is none."""
    try:
        year, month, day = (int(part) for part in (taken or "")[:10].split("-"))
    except ValueError:
        return None
    return year + (min(12, max(1, month)) - 1) / 12 + (min(31, max(1, day)) - 1) / 372


def _time_words(low: float, high: float) -> str:
    """ "1927 – 2019", or "Mar 1998 – Jun 1999" where years would say too little."""
    if high - low > 3:
        return f"{int(low)} – {int(high)}"
    return f"{_month(low)} – {_month(high)}"


def _month(when: float) -> str:
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{names[min(11, int((when % 1) * 12 + 1e-6))]} {int(when)}"


AXES: dict[str, Axis] = {
    "taken": Axis("Taken", lambda photo: _when(photo.facts.taken), _time_words),
    "brightness": Axis("Brightness", lambda photo: photo.facts.brightness, lambda low, high: f"{low:.0f} – {high:.0f}"),
    "sharpness": Axis(
        "Sharpness",
        lambda photo: math.log10(1 + photo.facts.sharpness),
        lambda low, high: f"{10**low - 1:,.0f} – {10**high - 1:,.0f}",
    ),
}
"""Sharpness spreads over decades, so its scale is its logarithm."""

Range = tuple[str, float, float]
"""Axis, lowest and highest value, both included."""


def values_of(rows: Iterable[PhotoRow], axis: str) -> list[float]:
    """What the photos that have it lie at on an axis."""
    value = AXES[axis].value
    return [found for row in rows if (found := value(row.photo)) is not None]
