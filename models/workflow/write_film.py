"""Pictures that come one by one as a film: GIF, MP4 or WebM. Knows not what they show."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable
from pathlib import Path

from models.errors import UsageError
from models.events import Event, Finished, Progress, Saved
from models.files import sweep_folder
from models.gallery.film import VideoWriter, to_gif_frame, write_gif
from models.records import Picture

KINDS = ("gif", "mp4", "webm")
MOST_FRAMES = 1000
FPS = 24


def check_film(frames: int, out: Path) -> None:
    """Raises UsageError for a kind of file or a number of frames that a film can't have."""
    if _kind(out) not in KINDS:
        raise UsageError(f"a film can't be {out.suffix or 'without a kind'}", remedy=f"Name it {', '.join(KINDS)}")
    if not 2 <= frames <= MOST_FRAMES:
        raise UsageError(f"a film can't have {frames} frames", remedy=f"It takes 2 to {MOST_FRAMES}")


def shares_between(count: int, *, loop: bool = False) -> list[float]:
    """`count` steps of a way, 0 to 1.

    loop: there and back, slower at both ends, and the one after the last would be the first again.
    """
    if loop:
        return [(1 - math.cos(2 * math.pi * number / count)) / 2 for number in range(count)]
    return [number / max(1, count - 1) for number in range(count)]


def write_film(pictures: Iterable[Picture], frames: int, out: Path, what: str) -> Generator[Event]:
    """Write so many pictures into the file out, or beside it under the next free name; Progress, Saved, Finished(what).

    Nothing stays of a film that is cancelled. Raises UsageError, DiskFullError, OSError.
    """
    check_film(frames, out)
    sweep_folder(out.parent)
    path = yield from put_on_film(pictures, frames, out, _kind(out), FPS)
    yield Saved(path, "film")
    yield Finished(what, f"{frames} frames in {path}", 1)


def put_on_film(
    pictures: Iterable[Picture], frames: int, out: Path, kind: str, fps: int, hold: float = 0.0
) -> Generator[Event, None, Path]:
    """Progress for each of so many pictures; returns where they lie: out, or beside it under the next free name.

    hold: seconds that the last of them stands still. Raises DiskFullError, OSError.
    """
    if kind == "gif":
        made = []
        for number, picture in enumerate(pictures):
            yield Progress(number, frames, "frames")
            made.append(to_gif_frame(picture))
        return write_gif(made, out.parent, out.stem, fps=fps, hold=hold)
    with VideoWriter(out.parent, out.stem, kind, fps) as film:
        for number, picture in enumerate(pictures):
            yield Progress(number, frames, "frames")
            film.add(picture, times=max(1, round(fps * hold)) if number == frames - 1 else 1)
        return film.finish()


def _kind(out: Path) -> str:
    return out.suffix.removeprefix(".").lower()
