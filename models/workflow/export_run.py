"""Takes the course of a run out of the house: its sample sheets as a film, its history as a table. Loads no torch."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import Literal

import numpy as np

from models.errors import TrainingError
from models.events import Event, Finished, Progress, Saved
from models.files import finish, sweep_folder, temporary_file
from models.gallery.film import FPS, HOLD, MOST_FRAMES, WIDEST, draw_frame
from models.gallery.new_file import publish
from models.images import read_picture
from models.project import Project
from models.records import Picture, Scores
from models.training.run_folder.history_reader import HistoryPart, HistoryReader
from models.training.run_folder.samples import list_samples
from models.workflow.write_film import put_on_film

Kind = Literal["mp4", "webm", "gif", "csv"]

_SCORES = ("psnr", "psnr_luma", "psnr_input", "ssim", "ciede2000")


def export_run(project: Project, run_id: int, kind: Kind, out: Path) -> Generator[Event]:
    """Write the run into the file `out`, or beside it under the next free name; Progress, then Saved and Finished.

    Nothing is ever overwritten, and nothing stays of an export that is cancelled. The names of photos and people are
    in none of it. Raises TrainingError when there is nothing to show yet, PictureError, DiskFullError, OSError.
    """
    run = project.runs.get(run_id)
    sweep_folder(out.parent)
    if kind == "csv":
        path = yield from _export_table(run.folder, out)
    else:
        path = yield from _export_film(run.folder, kind, out)
    yield Saved(path, "table" if kind == "csv" else "film")
    yield Finished("export", f"{run.title} exported to {path}", 1)


def read_parts(folder: Path) -> Iterator[HistoryPart]:
    """The whole history, piece by piece."""
    reader = HistoryReader(folder)
    while True:
        part = reader.read()
        yield part
        if not part.more:
            return


# a film


def _export_film(folder: Path, kind: Literal["mp4", "webm", "gif"], out: Path) -> Generator[Event, None, Path]:
    sheets = list_samples(folder)
    if not sheets:
        raise TrainingError("this run has painted nothing yet", path=folder, remedy="Let it learn for some seconds")
    chosen = _spread(sheets, MOST_FRAMES[kind])
    frames = _frames(folder, chosen, WIDEST[kind])
    return (yield from put_on_film(frames, len(chosen), out, kind, FPS, HOLD))


def _spread(sheets: Sequence[tuple[int, Path]], most: int) -> list[tuple[int, Path]]:
    """At most so many, evenly apart, the first and the last among them."""
    if len(sheets) <= most:
        return list(sheets)
    return [sheets[round(number * (len(sheets) - 1) / (most - 1))] for number in range(most)]


def _frames(folder: Path, sheets: Sequence[tuple[int, Path]], widest: int) -> Iterator[Picture]:
    """Frames of one size; a sheet of another shape (faces were pinned at a resume) is left out."""
    steps, seconds, scores = _moments(folder)
    last = max(1, sheets[-1][0])
    shape: tuple[int, ...] = ()
    for step, path in sheets:
        sheet = read_picture(path)
        shape = shape or sheet.shape
        if sheet.shape == shape:
            second = float(np.interp(step, steps, seconds)) if len(steps) else 0.0
            yield draw_frame(sheet, widest, _words(step, second, scores), step / last)


def _moments(folder: Path) -> tuple[np.ndarray, np.ndarray, list[tuple[int, Scores]]]:
    parts = list(read_parts(folder))
    steps, seconds = (np.concatenate([getattr(one, name) for one in parts]) for name in ("steps", "seconds"))
    return steps, seconds, [score for part in parts for score in part.scores]


def _words(step: int, seconds: float, scores: Sequence[tuple[int, Scores]]) -> str:
    """ "minute 2.3, step 871, held out 23.10 dB"."""
    known = [score.psnr for at, score in scores if at <= step]
    judged = f", held out {known[-1]:.2f} dB" if known else ""
    return f"minute {seconds / 60:.1f}, step {step:,}{judged}"


# a table


def _export_table(folder: Path, out: Path) -> Generator[Event, None, Path]:
    """One row a step: seconds, losses, and the held-out scores where it was judged."""
    names = list(dict.fromkeys(name for part in read_parts(folder) for name in part.losses))
    if not names:
        raise TrainingError("this run has no history yet", path=folder, remedy="Let it learn for a minute")
    with temporary_file(out.parent) as file:
        text = io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow(["step", "seconds", *names, *_SCORES])
        done = 0
        for part in read_parts(folder):
            writer.writerows(_rows(part, names))
            done += len(part.steps)
            yield Progress(done, 0, "steps")
        text.detach()
        finish(file)
        return publish(Path(file.name), out.parent, out.stem, ".csv")


def _rows(part: HistoryPart, names: Sequence[str]) -> Iterator[list[object]]:
    scores = dict(part.scores)
    gap = np.full(len(part.steps), np.nan)
    losses = [part.losses.get(name, gap) for name in names]
    for index, step in enumerate(part.steps):
        judged = scores.get(int(step))
        told = [getattr(judged, name) if judged is not None else None for name in _SCORES]
        values = [float(one[index]) if np.isfinite(one[index]) else None for one in losses]
        yield [int(step), round(float(part.seconds[index]), 3), *values, *told]
