"""A film of what an encoder makes of noise on the way from one seed to another, there or there and back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from models.errors import UsageError
from models.events import Event
from models.paint_records import NoiseStep
from models.painting.noise_input import MAX_STEPS
from models.records import PaintOptions
from models.workflow.paint_requests import painted_of
from models.workflow.write_film import check_film, shares_between, write_film

PaintOne = Callable[[Path, None, PaintOptions], Iterator[Event]]
"""Who runs paint_preview: itself, or a child process."""


def frames_between(options: PaintOptions, goal: int, frames: int, loop: bool) -> list[PaintOptions]:
    """How to paint every frame on the way from the noise of the options to that of the seed `goal`."""
    shares = shares_between(frames, loop=loop)
    return [dataclasses.replace(options, walk=(*options.walk, NoiseStep(goal, share))) for share in shares]


def film_noise(
    encoder: Path, options: PaintOptions, goal: int, frames: int, out: Path, paint: PaintOne, *, loop: bool = False
) -> Generator[Event]:
    """Paint the way frame by frame into the file out, as write_film does; loop: there and back.

    Every frame can be painted again: its options are those of frames_between. Raises UsageError, EncoderError,
    DiskFullError, OSError.
    """
    check_film(frames, out)
    if len(options.walk) >= MAX_STEPS:
        raise UsageError("this noise has come too far to go on", remedy="Begin at a seed")
    way = frames_between(options, goal, frames, loop)
    pictures = (picture for one in way for picture in painted_of(paint(encoder, None, one)))
    yield from write_film(pictures, frames, out, "sample")
