"""At which size a photo goes through the network, so that things look as large as in training. Pure geometry."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

MAX_PIXELS = 2_400_000
"""Of the picture the network sees: bounds memory for banners thousands of times longer than high."""


@dataclass(frozen=True, slots=True)
class WorkingSize:
    """width, height: of the photo scaled for the network; left, top: the reflected border before it;

    padded_width, padded_height: with borders on all sides, multiples of cell.
    """

    width: int
    height: int
    cell: int

    @property
    def padded_width(self) -> int:
        return self.cell * ceil(self.width / self.cell)

    @property
    def padded_height(self) -> int:
        return self.cell * ceil(self.height / self.cell)

    @property
    def left(self) -> int:
        return (self.padded_width - self.width) // 2

    @property
    def top(self) -> int:
        return (self.padded_height - self.height) // 2


def working_size(width: int, height: int, input_width: int) -> WorkingSize:
    """The size at which the photo's central 4:5 cut is as wide as what the network sees: what training made of it.

    input_width: the recipe's width. A quarter of it is the network's cell, since its halvings leave four cells across.
    Right for encoders of faces too: on the 436 portraits the crop of the face is as wide as that cut (median 1.00).
    The ratio of the sides is kept to the nearest pixel.
    """
    cut_width = min(width, height * 4 / 5)
    scale = min(input_width / cut_width, sqrt(MAX_PIXELS / (width * height)))
    return WorkingSize(max(1, round(width * scale)), max(1, round(height * scale)), input_width // 4)
