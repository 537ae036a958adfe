"""What a filter is, and the table of all of them. Knows no single filter: each registers itself from its own file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from models.cv import cv2
from models.params import Param
from models.records import Picture
from models.registry import Registry

FilterFunction = Callable[..., Picture]
"""(picture, **one keyword per Param[, seed]) -> a new picture of the same shape; never writes into its input."""

Kind = Literal["tone", "drawing", "damage"]
"""What a filter leaves: the picture in fewer tones, a drawing of it, or the picture with something lost."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A pure function picture -> picture with declared parameters. seeded: it also takes `seed`, and draws from it;

    lasting: the part of it that can't be undone by anyone, in the same words; None where nothing is lost for good.
    """

    name: str
    title: str
    help: str
    params: tuple[Param, ...]
    function: FilterFunction
    kind: Kind = "tone"
    seeded: bool = False
    lasting: FilterFunction | None = None


Channel = npt.NDArray[np.uint8]
"""One colour of a picture, shape (height, width)."""

FILTERS: Registry[Filter] = Registry("filter")


def register(
    name: str,
    title: str,
    help: str,
    params: tuple[Param, ...] = (),
    *,
    kind: Kind = "tone",
    seeded: bool = False,
    lasting: FilterFunction | None = None,
) -> Callable[[FilterFunction], FilterFunction]:
    """Put the decorated function into FILTERS under that name."""

    def put(function: FilterFunction) -> FilterFunction:
        FILTERS.add(name, Filter(name, title, help, params, function, kind, seeded, lasting))
        return function

    return put


def split_channels(picture: Picture) -> list[Channel]:
    """Red, green and blue, each a copy of its own."""
    channels = np.empty((3, *picture.shape[:2]), np.uint8)
    # into arrays that are there OpenCV splits three times as fast as into its own
    cv2.split(picture, list(channels))
    return list(channels)


def merge_channels(channels: Sequence[Channel]) -> Picture:
    """The picture of a red, a green and a blue channel."""
    return np.asarray(cv2.merge(list(channels)), np.uint8)
