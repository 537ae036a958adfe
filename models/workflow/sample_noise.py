"""What an encoder makes of noise: one painting per seed, into a folder or the gallery."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator, Sequence
from pathlib import Path

from models.events import Event
from models.project import Project
from models.records import PaintOptions, PaintSource
from models.workflow.paint_photos import Drive, put_into_folder, put_into_gallery
from models.workflow.paint_requests import PaintRequest, paint_requests


def sample_noise(
    encoder_path: Path, number: int, seed: int, out: Path, drive: Drive = paint_requests
) -> Generator[Event]:
    """Paint noise of the seeds seed ... seed + number - 1 into the folder out: Painted for each, then Finished.

    Raises EncoderError, UsageError, DiskFullError.
    """
    requests = _requests(range(seed, seed + number), PaintOptions())
    yield from put_into_folder(encoder_path, requests, out, drive, "sample", f"painted from noise into {out}")


def sample_into_gallery(
    project: Project, encoder_path: Path, seeds: Sequence[int], options: PaintOptions, drive: Drive = paint_requests
) -> Generator[Event]:
    """The same into the project's gallery; options: colour and again count. Events as of paint_into_gallery."""
    yield from put_into_gallery(project, encoder_path, _requests(seeds, options), {}, drive)


def _requests(seeds: Sequence[int], options: PaintOptions) -> list[PaintRequest]:
    return [
        PaintRequest(dataclasses.replace(options, source=PaintSource.NOISE, seed=seed), name=f"noise {seed}")
        for seed in seeds
    ]
