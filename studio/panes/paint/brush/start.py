"""What the strokes are drawn on, made in the background: of a photo, of blank paper, of a scan. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QImage

from models.drawing_records import Drawing, DrawingStart
from models.images import read_picture
from models.painting.drawing import Pens, draw_start, need_pens, seen_part
from models.painting.scan import clean_scan
from models.records import Box, Photo, Picture, Recipe
from studio.look.qt_images import to_image
from studio.panes.paint.preview_requests import PhotoShelf


@dataclass(frozen=True, slots=True)
class StartChoice:
    """recipe: of the encoder that is to paint; photo, boxes: what is seen of the photo; lines: of the scan."""

    recipe: Recipe
    start: DrawingStart
    photo: Photo | None = None
    boxes: tuple[Box, ...] = ()
    lines: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Start:
    """picture: under the strokes, as (H, W, 3); under: the photo itself, in the same cut."""

    choice: StartChoice
    pens: Pens
    picture: Picture = field(repr=False)
    under: QImage | None = field(repr=False)


def make_start(shelf: PhotoShelf, choice: StartChoice) -> Start:
    """Runs in a background thread. Raises BottegaError."""
    photo = shelf.picture(choice.photo) if choice.photo is not None else None
    picture = draw_start(choice.recipe, Drawing(choice.start, (), choice.lines), photo, choice.boxes)
    under = to_image(seen_part(choice.recipe, photo, choice.boxes)) if photo is not None else None
    return Start(choice, need_pens(choice.recipe), picture, under)


def read_scan(source: Path | Photo, shelf: PhotoShelf) -> tuple[str, str]:
    """(lines, name) of a drawing in a file or in a photo of the project. Runs in a background thread."""
    if isinstance(source, Photo):
        return clean_scan(shelf.picture(source)), source.name
    return clean_scan(read_picture(source)), source.name
