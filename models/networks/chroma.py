"""The chroma network: a small U-Net from a coarse gray picture to coarser colours, for colour needs no resolution."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from models.cv import cv2
from models.datasets import PairSource
from models.datasets.small import Small
from models.images.chroma import Chroma, Point, plan_colours
from models.networks.network import GENERATORS, Generator, channels, halvings, start_weights
from models.networks.view import Answer, Layers, Layout
from models.records import TRAINING_SIZE, Picture

_IN, _OUT = 4, 8
"""How many times smaller than the picture: true colours at a sixteenth of the side still give 33 dB."""

_ZERO = 128
"""Cr and Cb of no colour."""

_WITH_POINTS = 0.5
"""Share of the pairs that show colour points, so that the network paints as well without any."""

_MORE_POINTS = 0.75
"""How likely one more follows each: four on average."""

_MOST_POINTS = 24

_ROUND = 1
"""Cells of the input on each side of a colour point that show it too: without them it is half as well heard."""


class ChromaNet(nn.Module):
    """(B, 4, H, W): gray, whether a colour is given here, its Cr, its Cb -> (B, 2, H/2, W/2): Cr, Cb; all in [-1, 1].

    Halvings down to 5x4 cells and doublings with skips as in the U-Net, but that the last size is never doubled.
    depth: how often it is halved, 3 at least.
    """

    def __init__(self, base: int, depth: int = 4) -> None:
        super().__init__()
        widths = channels(base, depth)
        self.down = nn.ModuleList(_halve(before, after) for before, after in zip((4, *widths), widths, strict=False))
        outward = widths[::-1]
        self.up = nn.ModuleList(
            _double(before if number == 0 else 2 * before, after)
            for number, (before, after) in enumerate(pairwise(outward))
        )
        self.last = nn.Conv2d(2 * widths[0], 2, 3, 1, 1)

    def forward(self, seen: Tensor) -> Tensor:
        skips = []
        for halve in self.down:
            seen = halve(seen)
            skips.append(seen)
        seen = skips.pop()
        for double in self.up:
            seen = torch.cat([double(seen), skips.pop()], dim=1)
        return torch.tanh(self.last(seen))


def _halve(before: int, after: int) -> nn.Sequential:
    convolution = nn.Conv2d(before, after, 4, 2, 1, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(after), nn.LeakyReLU(0.2, inplace=True))


def _double(before: int, after: int) -> nn.Sequential:
    convolution = nn.ConvTranspose2d(before, after, 4, 2, 1, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(after), nn.ReLU(inplace=True))


class ChromaView:
    """Gray and colour points in, Cr and Cb out. A painting has the luma of what it was given."""

    source = Layout(4, _IN, "Gray and colour points")
    target = Layout(2, _OUT, "the colours")
    takes_points = True
    mirrored = True
    colour_only = True

    def fill(self, pairs: PairSource, step: int, place: int, source: Layers, target: Layers) -> int:
        small = pairs.small_pair(step, place, _SMALL)
        colours = _halved(small.shown)
        source[0], target[:] = small.given[:, :, 0], colours.transpose(2, 0, 1)
        source[1], source[2:] = 0, _ZERO
        for row, column in _draw_places(small.chance, colours.shape[0], colours.shape[1]):
            _mark(source, row, column, colours[row, column])
        return small.person

    def show(self, picture: Picture, points: Sequence[Point] = ()) -> Layers:
        gray = _SMALL.given(picture)
        layers = np.full((4, *gray.shape[:2]), _ZERO, np.uint8)
        layers[0], layers[1] = gray[:, :, 0], 0
        for point in points:
            row, column = int(point.y) // _OUT, int(point.x) // _OUT
            if 0 <= row < picture.shape[0] // _OUT and 0 <= column < picture.shape[1] // _OUT:
                _mark(layers, row, column, np.clip(np.rint(np.array(point.chroma) + _ZERO), 0, 255))
        return layers

    def picture_of(self, answer: Answer, given: Picture) -> Picture:
        return plan_colours(given, self.chroma_of(answer), given.shape[1]).over(given)

    def chroma_of(self, answer: Answer) -> Chroma:
        return np.ascontiguousarray((answer.transpose(1, 2, 0) + 1) * 127.5 - _ZERO, np.float32)


def _gray(picture: Picture) -> Layers:
    return np.asarray(cv2.cvtColor(_quarter(picture), cv2.COLOR_RGB2GRAY)[:, :, None], np.uint8)


def _colours(picture: Picture) -> Layers:
    return np.asarray(cv2.cvtColor(_quarter(picture), cv2.COLOR_RGB2YCrCb)[:, :, 1:], np.uint8)


def _quarter(picture: Picture) -> Picture:
    size = picture.shape[1] // _IN, picture.shape[0] // _IN
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


_SMALL = Small(_IN, _gray, _colours)


def _halved(layers: Layers) -> Layers:
    """(h, w, 2), each four cells averaged."""
    return np.asarray(cv2.resize(layers, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)


def _draw_places(chance: np.random.Generator, height: int, width: int) -> list[tuple[int, int]]:
    """Where colour points are given to a pair; mostly few, often none."""
    count = 0
    if chance.random() < _WITH_POINTS:
        count = min(_MOST_POINTS, int(chance.geometric(1 - _MORE_POINTS)))
    return [(int(row * height), int(column * width)) for row, column in chance.random((count, 2))]


def _mark(source: Layers, row: int, column: int, colour: npt.NDArray[Any]) -> None:
    """Give the colour of one cell of the answer: in all the cells of the input that lie under it, and round those."""
    over = _OUT // _IN
    rows, columns = (slice(max(0, place * over - _ROUND), (place + 1) * over + _ROUND) for place in (row, column))
    source[1, rows, columns] = 255
    source[2:, rows, columns] = colour[:, None, None]


def build(base: int, width: int = TRAINING_SIZE[0]) -> nn.Module:
    """For pictures of that width, of which it sees a quarter: two halvings less than the U-Net, 5x4 cells as there."""
    return start_weights(ChromaNet(base, halvings(width) - 2))


GENERATORS.add("chroma", Generator("chroma", build, ChromaView(), way="channels_last"))
