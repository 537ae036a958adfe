"""A film of what an encoder makes of noise on the way from one seed to another, there or there and back."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from models.errors import UsageError
from models.events import Event, Finished, Painted, Progress, Saved, closing
from models.files import sweep_folder
from models.gallery.film import VideoWriter, to_gif_frame, write_gif
from models.paint_records import NoiseStep
from models.painting.noise_input import MAX_STEPS
from models.records import PaintOptions, Picture

KINDS = ("gif", "mp4", "webm")
MOST_FRAMES = 1000
FPS = 24

PaintOne = Callable[[Path, None, PaintOptions], Iterator[Event]]
"""Who runs paint_preview: itself, or a child process."""


def frames_between(options: PaintOptions, goal: int, frames: int, loop: bool) -> list[PaintOptions]:
    """How to paint every frame on the way from the noise of the options to that of the seed `goal`.

    loop: there and back, slower at both ends, and the frame after the last would be the first again.
    """
    if loop:
        shares = [(1 - math.cos(2 * math.pi * number / frames)) / 2 for number in range(frames)]
    else:
        shares = [number / max(1, frames - 1) for number in range(frames)]
    return [dataclasses.replace(options, walk=(*options.walk, NoiseStep(goal, share))) for share in shares]


def film_noise(
    encoder: Path, options: PaintOptions, goal: int, frames: int, out: Path, paint: PaintOne, *, loop: bool = False
) -> Generator[Event]:
    """Paint the way frame by frame into the file out, or beside it under the next free name; Progress, then Saved.

    Every frame can be painted again: its options are those of frames_between. Nothing stays of a film that is
    cancelled. Raises UsageError, EncoderError, DiskFullError, OSError.
    """
    kind = out.suffix.removeprefix(".").lower()
    if kind not in KINDS:
        raise UsageError(f"a film can't be {out.suffix or 'without a kind'}", remedy=f"Name it {', '.join(KINDS)}")
    if not 2 <= frames <= MOST_FRAMES:
        raise UsageError(f"a film can't have {frames} frames", remedy=f"It takes 2 to {MOST_FRAMES}")
    if len(options.walk) >= MAX_STEPS:
        raise UsageError("this noise has come too far to go on", remedy="Begin at a seed")
    sweep_folder(out.parent)
    way = frames_between(options, goal, frames, loop)
    pictures = _paint(encoder, way, paint)
    if kind == "gif":
        made = []
        for number, picture in enumerate(pictures):
            yield Progress(number, frames, "frames")
            made.append(to_gif_frame(picture))
        path = write_gif(made, out.parent, out.stem, fps=FPS, hold=0.0)
    else:
        with VideoWriter(out.parent, out.stem, kind, FPS) as film:
            for number, picture in enumerate(pictures):
                yield Progress(number, frames, "frames")
                film.add(picture)
            path = film.finish()
    yield Saved(path, "film")
    yield Finished("sample", f"{frames} frames in {path}", 1)


def _paint(encoder: Path, way: list[PaintOptions], paint: PaintOne) -> Iterator[Picture]:
    for options in way:
        with closing(paint(encoder, None, options)) as events:
            for event in events:
                if isinstance(event, Painted) and event.picture is not None:
                    yield event.picture
