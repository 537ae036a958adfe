"""At which size a photo goes through the network, so that things look as large as in training. Pure geometry."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

from models.records import TRAINING_SIZE

CELL = 64
"""Six halvings: a network takes pictures whose sides are multiples of this."""

MAX_PIXELS = 2_400_000
"""Of the picture the network sees: bounds memory for banners thousands of times longer than high."""


@dataclass(frozen=True, slots=True)
class WorkingSize:
    """width, height: of the photo scaled for the network; left, top: the reflected border before it;

    padded_width, padded_height: with borders on all sides, multiples of CELL.
    """

    width: int
    height: int

    @property
    def padded_width(self) -> int:
        return _up(self.width)

    @property
    def padded_height(self) -> int:
        return _up(self.height)

    @property
    def left(self) -> int:
        return (self.padded_width - self.width) // 2

    @property
    def top(self) -> int:
        return (self.padded_height - self.height) // 2


def working_size(width: int, height: int) -> WorkingSize:
    """The size at which the photo's central 4:5 cut is 256x320: what training made of this very photo.

    Right for encoders of faces too: on the 436 portraits the crop of the face is as wide as that cut (median 1.00).
    The ratio of the sides is kept to the nearest pixel.
    """
    cut_width = min(width, height * TRAINING_SIZE[0] / TRAINING_SIZE[1])
    scale = min(TRAINING_SIZE[0] / cut_width, sqrt(MAX_PIXELS / (width * height)))
    return WorkingSize(max(1, round(width * scale)), max(1, round(height * scale)))


def _up(length: int) -> int:
    return CELL * ceil(length / CELL)
