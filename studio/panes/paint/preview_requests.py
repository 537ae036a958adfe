"""What the Paint pane wants painted for the screen, and how a background thread has it painted. Knows no widget.

The painting itself is `paint_preview` in the painter child: the same function and options that make the gallery's.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import BottegaError
from models.events import Painted, closing
from models.faces.doubt import doubts, paintable_boxes
from models.faces.judge import Judge
from models.painting.network_input import show_network_input
from models.photos.originals import read_original
from models.photos.thumbnails import make_thumbnail
from models.project import Project
from models.records import Box, PaintOptions, Photo, Picture, Recipe
from models.workflow.child import Child
from models.workflow.paint_requests import guess_preview, paint_preview


@dataclass(frozen=True, slots=True)
class PreviewRequest:
    """One picture for the screen.

    kind: who wants it, "main" for the canvas in front, "card" for the shelf; key: the encoder file; photo: None for
    noise; small: on the thumbnail, which is all a card can show; input_of: the recipe whose input to show as before;
    other: an encoder whose painting to show as before; guesses: not the painting, but where it is guessed;
    drawing: the encoder's input itself, where it was drawn by hand; asked: when, by time.perf_counter();
    picture: what to paint where it is neither; part: what the asker calls it, told back.
    """

    kind: str
    key: Path
    photo: Photo | None
    options: PaintOptions
    boxes: tuple[Box, ...] = ()
    small: bool = False
    input_of: Recipe | None = None
    other: Path | None = None
    guesses: bool = False
    drawing: Picture | None = field(default=None, repr=False, compare=False)
    asked: float = field(default_factory=time.perf_counter, repr=False, compare=False)
    picture: Picture | None = field(default=None, repr=False, compare=False)
    part: object = None


@dataclass(frozen=True, slots=True)
class Answer:
    """before: the photo or what the encoder sees of it, None for noise; seconds: the painting alone, nothing loaded."""

    request: PreviewRequest
    before: Picture | None = field(repr=False)
    after: Picture = field(repr=False)
    seconds: float


class PhotoShelf:
    """The last photos read, so that moving a slider decodes nothing. Used by one thread at a time."""

    def __init__(self, kept: int = 2) -> None:
        self._kept = kept
        self._pictures: dict[str, Picture] = {}

    def picture(self, photo: Photo) -> Picture:
        """The photo's picture, upright. Raises PictureError."""
        picture = self._pictures.pop(photo.key, None)
        if picture is None:
            picture = read_original(photo)
        self._pictures[photo.key] = picture
        while len(self._pictures) > self._kept:
            del self._pictures[next(iter(self._pictures))]
        return picture


def fulfil(child: Child, shelf: PhotoShelf, request: PreviewRequest) -> Answer:
    """Have the request painted by the child. Raises BottegaError."""
    given = request.picture if request.drawing is None else request.drawing
    before = shelf.picture(request.photo) if request.photo is not None else given
    if before is not None and request.small:
        before = make_thumbnail(before)
    after, seconds = _paint(child, request.key, before, request)
    shown = before
    if request.other is not None:
        shown, _ = _paint(child, request.other, before, request)
    elif request.input_of is not None and before is not None:
        shown = show_network_input(request.input_of, before, request.options, request.boxes)
    return Answer(request, shown, after, seconds)


def _paint(child: Child, encoder: Path, photo: Picture | None, request: PreviewRequest) -> tuple[Picture, float]:
    if request.guesses:
        stream = child.stream(guess_preview, encoder, photo, request.options)
    else:
        stream = child.stream(paint_preview, encoder, photo, request.options, request.boxes)
    with closing(stream) as events:
        for event in events:
            if isinstance(event, Painted) and event.picture is not None:
                return event.picture, event.seconds
    raise BottegaError("nothing was painted", path=encoder)


def faces_to_paint(
    project: Project, photo: Photo, judge: Judge | None, *, doubtful: bool
) -> tuple[tuple[Box, ...], int]:
    """The faces of a photo that painting into the gallery would paint, and how many of its faces are doubtful.

    doubtful: paint those too.
    """
    faces = project.faces.of_photo(photo.id)
    grave = [number for number, doubt in doubts(faces, judge).items() if doubt.is_grave]
    return paintable_boxes(faces, () if doubtful else grave), len(grave)
