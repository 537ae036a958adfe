"""Photos by encoders as one picture file: every cell is painted as the screen paints it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import BottegaError, DiskFullError
from models.events import Event, Finished, Progress, Refused, Saved
from models.files import atomic_write
from models.gallery.sheet_page import make_sheet_page
from models.images import encode_png
from models.photos.originals import read_original
from models.photos.thumbnails import make_thumbnail
from models.records import PaintOptions, Photo, Picture
from models.workflow.paint_requests import painted_of

PaintOne = Callable[[Path, Picture, PaintOptions], Iterator[Event]]
"""Who runs paint_preview: itself, or a child process."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """An encoder of a sheet. line: what stands below its title."""

    path: Path
    title: str
    line: str = ""


def export_sheet(
    photos: Sequence[Photo], columns: Sequence[SheetColumn], options: PaintOptions, path: Path, paint: PaintOne
) -> Generator[Event]:
    """Paint the photos' thumbnails with every encoder and write one PNG to path; a photo that can't be read is told

    by Refused and its row stays empty. Raises EncoderError, DiskFullError.
    """
    small: list[Picture | None] = []
    failed = 0
    for number, photo in enumerate(photos):
        yield Progress(number, len(photos), f"reading {photo.name}")
        try:
            small.append(make_thumbnail(read_original(photo)))
        except DiskFullError:
            raise
        except BottegaError as error:
            failed += 1
            small.append(None)
            yield Refused(photo.path, error.reason)
    cells: list[list[Picture | None]] = [[] for _ in photos]
    for number, column in enumerate(columns):
        for place, picture in enumerate(small):
            yield Progress(number * len(photos) + place, len(columns) * len(photos), f"painting with {column.title}")
            one = None if picture is None else next(painted_of(paint(column.path, picture, options)), None)
            cells[place].append(one)
    page = make_sheet_page(small, [photo.name for photo in photos], [(one.title, one.line) for one in columns], cells)
    atomic_write(path, encode_png(page))
    yield Saved(path, "sheet")
    yield Finished("export", f"the sheet is in {path}", len(photos) - failed, failed)
