"""What an encoder makes of noise: one painting per seed, into a folder."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from models.events import Event
from models.records import PaintOptions, PaintSource
from models.workflow.paint_photos import Drive, put_into_folder
from models.workflow.paint_requests import PaintRequest, paint_requests


def sample_noise(
    encoder_path: Path, number: int, seed: int, out: Path, drive: Drive = paint_requests
) -> Generator[Event]:
    """Paint noise of the seeds seed ... seed + number - 1 into the folder out: Painted for each, then Finished.

    Raises EncoderError, UsageError, DiskFullError.
    """
    requests = [PaintRequest(PaintOptions(PaintSource.NOISE, seed=one)) for one in range(seed, seed + number)]
    yield from put_into_folder(encoder_path, requests, out, drive, "sample", f"painted from noise into {out}")
