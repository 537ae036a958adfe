"""How a network sees pictures, and what becomes of its answers: the one door between pictures and any generator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from models.cv import cv2
from models.datasets import PairSource
from models.images.chroma import Chroma, Point
from models.records import Picture

Layers = npt.NDArray[np.uint8]
"""(C, h, w): what a network sees, a byte for each number; 0 to 255 stand for -1 to 1."""

Answer = npt.NDArray[np.float32]
"""(C, h, w): what a network says, in [-1, 1]."""


@dataclass(frozen=True, slots=True)
class Layout:
    """channels: how many; shrink: pixels of the picture across one of the network's; what: in words, for a drawing."""

    channels: int
    shrink: int
    what: str

    def shape(self, width: int, height: int) -> tuple[int, int, int]:
        """Of a picture of that size."""
        return self.channels, height // self.shrink, width // self.shrink


class View(Protocol):
    """What a network takes and gives, as the network says it.

    source, target: how what goes in and what comes out lie; takes_points: whether it sees colour points; mirrored:
    whether a painting is best made of the picture and of its mirror image; colour_only: whether it paints no more than
    colours, to be laid over a photo's luma.
    """

    source: Layout
    target: Layout
    takes_points: bool
    mirrored: bool
    colour_only: bool

    def fill(self, pairs: PairSource, step: int, place: int, source: Layers, target: Layers) -> int:
        """Write one pair of a batch; returns who is on it. Any thread may ask; numbers of the pair alone decide."""
        ...

    def show(self, picture: Picture, points: Sequence[Point] = ()) -> Layers:
        """What the network sees of a picture that has gone through the recipe's input."""
        ...

    def picture_of(self, answer: Answer, given: Picture) -> Picture:
        """The painting in the size of what was given."""
        ...

    def chroma_of(self, answer: Answer) -> Chroma:
        """The colours alone, as many as came out."""
        ...


class WholePictures:
    """Pictures as they are, in and out."""

    source = Layout(3, 1, "What goes in")
    target = Layout(3, 1, "the painting")
    takes_points = False
    mirrored = False
    colour_only = False

    def fill(self, pairs: PairSource, step: int, place: int, source: Layers, target: Layers) -> int:
        (given, shown), person = pairs.pair_of_person(step, place)
        source[:], target[:] = given.transpose(2, 0, 1), shown.transpose(2, 0, 1)
        return person

    def show(self, picture: Picture, points: Sequence[Point] = ()) -> Layers:
        return np.ascontiguousarray(picture.transpose(2, 0, 1))

    def picture_of(self, answer: Answer, given: Picture) -> Picture:
        levels = np.clip(np.rint((answer + 1) * 127.5), 0, 255).astype(np.uint8)
        return np.ascontiguousarray(levels.transpose(1, 2, 0))

    def chroma_of(self, answer: Answer) -> Chroma:
        layers = cv2.cvtColor(answer.transpose(1, 2, 0) * 127.5, cv2.COLOR_RGB2YCrCb)
        return np.ascontiguousarray(layers[:, :, 1:] - 0.5, np.float32)


WHOLE = WholePictures()
