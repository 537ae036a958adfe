"""Puts a drawing into the gallery beside what an encoder makes of it, both with the strokes in their recipes."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator, Sequence
from pathlib import Path

from models.drawing_records import Drawing, DrawingStart
from models.events import Event
from models.project import Project
from models.records import Box, PaintOptions, Photo
from models.workflow.paint_photos import Drive, PaintRequest, put_into_gallery
from models.workflow.paint_requests import paint_requests


def keep_drawing(
    project: Project,
    encoder_path: Path,
    drawing: Drawing,
    photo: Photo | None,
    boxes: Sequence[Box],
    options: PaintOptions,
    drive: Drive = paint_requests,
    *,
    name: str = "",
) -> Generator[Event]:
    """The drawing first: it is the painting at strength 0, so it is made again and opened as any other.

    photo, boxes: what it starts from, where that is a photo; name: of the scan it starts from.
    """
    started = photo if drawing.start is DrawingStart.PHOTO else None
    requests = [
        PaintRequest(one, name=name, drawing=drawing)
        if started is None
        else PaintRequest.of_photo(started, one, tuple(boxes), turn=started.turn, drawing=drawing)
        for one in (dataclasses.replace(options, strength=strength) for strength in (0.0, 1.0))
    ]
    persons = {request.source: started.person for request in requests if started is not None}
    yield from put_into_gallery(project, encoder_path, requests, persons, drive)
