"""Triples (input, painted, target) of pinned and held-out crops, and the pictures of them a run keeps. No torch."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from models.cv import cv2
from models.datasets import PairSource
from models.errors import PictureError
from models.events import SampleReady
from models.files import atomic_write
from models.images import read_picture
from models.images.colour import resize
from models.records import TRAINING_SIZE, Picture

_FOLDER = "samples"
_NAME = re.compile(r"step-(\d{8,12})\.png")
_SHOWN = 4
"""Held-out crops on a sheet; pinned ones come on top."""

MOST_KEPT = 240
"""Sheets a run keeps: enough for a slider over the run, under 200 MB. Of larger pictures as many fewer."""

_IN_HEADER = 8
"""Rows an encoder's header shows, in pictures no larger than the usual ones: under 6 MB, however well they compress."""

Paint = Callable[[Sequence[Picture]], list[Picture]]


class Sampler:
    """Always the same crops, so that the sheets of a run make a film. pinned: numbers of crops in the run's set."""

    def __init__(self, folder: Path, pairs: PairSource, pinned: Sequence[int] = ()) -> None:
        self._folder = folder / _FOLDER
        self._folder.mkdir(exist_ok=True)
        self._most = min(MOST_KEPT, int(MOST_KEPT * (TRAINING_SIZE[0] / pairs.recipe.width) ** 2))
        chosen = [number for number in dict.fromkeys(pinned) if 0 <= number < len(pairs.crops)]
        self._pinned = len(chosen)
        self._pairs = [pairs.pinned_pair(number) for number in chosen]
        self._pairs += [pairs.held_out_pair(number) for number in _spread(pairs.held_out_count, _SHOWN)]
        if not self._pairs:  # nothing held out of so few: show what is learned from
            self._pairs = [pairs.pinned_pair(number) for number in _spread(len(pairs.crops), _SHOWN)]

    def take(self, step: int, paint: Paint) -> SampleReady:
        """Paint the inputs and keep the sheet as folder/samples/step-N.png."""
        painted = paint([source for source, _ in self._pairs])
        triples = tuple((source, made, target) for (source, target), made in zip(self._pairs, painted, strict=True))
        path = self._folder / f"step-{step:08d}.png"
        atomic_write(path, _encode(draw_sheet(triples)))
        thin_samples(self._folder.parent, self._most)
        return SampleReady(step, path, triples, self._pinned)


def draw_sheet(triples: Sequence[tuple[Picture, Picture, Picture]]) -> Picture:
    """One row per triple: input, painted, target side by side."""
    return np.concatenate([np.concatenate(row, axis=1) for row in triples], axis=0)


def _encode(sheet: Picture) -> bytes:
    """PNG in a third of the usual time for a tenth more bytes: it is written every few seconds, beside the training."""
    quick = [cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_RLE]
    return cv2.imencode(".png", cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR), quick)[1].tobytes()


def list_samples(folder: Path) -> list[tuple[int, Path]]:
    """(step, sheet) of a run, in order."""
    found = [(_NAME.fullmatch(path.name), path) for path in (folder / _FOLDER).glob("step-*.png")]
    return sorted((int(match.group(1)), path) for match, path in found if match)


def thin_samples(folder: Path, most: int = MOST_KEPT) -> None:
    """Over `most` sheets, drop every second one; the first and the newest stay, so the slider still spans the run."""
    sheets = list_samples(folder)
    if len(sheets) > most:
        for _, path in sheets[1:-1:2]:
            path.unlink(missing_ok=True)


def forget_samples(folder: Path, step: int) -> None:
    """Remove the sheets of later steps: they are trained again."""
    for number, path in list_samples(folder):
        if number > step:
            path.unlink(missing_ok=True)


def sheet_for_header(path: Path) -> bytes:
    """A sheet's PNG as an encoder carries it: few rows, small pictures. Nothing when it can't be read."""
    try:
        sheet = read_picture(path)
        width = sheet.shape[1] // 3
        rows = sheet[: _IN_HEADER * max(1, width * 5 // 4)]
        if width > TRAINING_SIZE[0]:
            rows = resize(rows, 3 * TRAINING_SIZE[0], len(rows) * TRAINING_SIZE[0] // width)
        return path.read_bytes() if rows.shape == sheet.shape else _encode(rows)
    except (PictureError, OSError):
        return b""


def _spread(count: int, wanted: int) -> list[int]:
    """Up to `wanted` numbers below count, evenly apart."""
    shown = min(count, wanted)
    return [number * count // shown for number in range(shown)]
