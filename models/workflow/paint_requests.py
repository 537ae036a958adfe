"""The part of painting that needs torch: plain requests in, events out. Knows no project, so a child can run it."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from models.average_records import Average
from models.drawing_records import Drawing, DrawingStart
from models.errors import BottegaError, DiskFullError
from models.events import Event, Noted, Painted, Progress, Refused, closing
from models.file_names import safe_name
from models.files import sha256_of
from models.gallery.painting_file import write_painting
from models.images import read_photo
from models.photos.originals import changed_photo
from models.photos.thumbnails import make_thumbnail
from models.photos.turning import turn_picture
from models.records import Box, PaintingRecipe, PaintOptions, PaintSource, Photo, Picture
from models.words import plural

if TYPE_CHECKING:
    from models.painting.encoder import Encoder


@dataclass(frozen=True, slots=True)
class PaintRequest:
    """One painting that is wanted.

    path or picture: the photo or drawing, neither for noise; boxes: the faces to paint, None to look for them;
    name: what the source is called, where it is no file; page: which photo of its file; sha256: by which the file's
    photo is known, "" for whatever it holds; doubtful: paint also what is found but is likely no face; turn: quarters
    by which the file's picture is turned clockwise first; drawing: on the photo, if it starts from one; average: whose
    mean the picture is.
    """

    options: PaintOptions
    path: Path | None = None
    picture: Picture | None = field(default=None, repr=False)
    boxes: tuple[Box, ...] | None = ()
    name: str = ""
    page: int = 0
    sha256: str = ""
    doubtful: bool = False
    turn: int = 0
    drawing: Drawing | None = None
    average: Average | None = field(default=None, repr=False)

    @classmethod
    def of_photo(
        cls, photo: Photo, options: PaintOptions, boxes: tuple[Box, ...], *, turn: int, drawing: Drawing | None = None
    ) -> PaintRequest:
        """A photo of a project, turned as it lies now or lay then."""
        page, sha256 = photo.page, photo.sha256
        return cls(options, photo.path, boxes=boxes, page=page, sha256=sha256, turn=turn, drawing=drawing)

    @property
    def source(self) -> str:
        """The source in one word for events: the file's path, or its name."""
        if self.path is not None:
            return f"{self.path}{self._page_words}"
        if self.drawing is not None:
            return self.name or "drawing"
        return self.name or (f"noise {self.options.seed}" if self.picture is None else "picture")

    @property
    def source_name(self) -> str:
        """What the painting's recipe calls the source."""
        return f"{self.path.name}{self._page_words}" if self.path is not None else self.name

    @property
    def stem(self) -> str:
        """What the painting's file is called after."""
        if self.average is not None:
            return f"average of {self.name}"
        words = f"{self._page_words}{', drawing' if self.drawing is not None and self.options.strength == 0 else ''}"
        return f"{self.path.stem if self.path is not None else Path(self.source).stem}{words}"

    @property
    def _page_words(self) -> str:
        return f", page {self.page + 1}" if self.page else ""


def paint_requests(encoder_path: Path, requests: Sequence[PaintRequest], folder: Path) -> Generator[Event]:
    """Paint each request into a new PNG in folder, its recipe inside: one Painted or Refused each, in their order.

    Raises EncoderError, and DiskFullError, which stops the batch; what was painted before stays.
    """
    from models.painting.encoder import load_encoder

    yield Progress(0, len(requests), "loading the encoder")
    encoder = load_encoder(encoder_path)
    left_out = 0
    for number, request in enumerate(requests):
        yield Progress(number, len(requests), Path(request.source).name)
        try:
            source = _open(request)
            left_out += source.doubtful
            event: Event = _paint_into(encoder, request, source, folder)
        except DiskFullError:
            raise
        except BottegaError as error:
            event = Refused(Path(request.source), error.reason)
        except Exception as error:  # one photo that nobody foresaw must not end a batch of a thousand
            event = Refused(Path(request.source), f"it could not be painted ({type(error).__name__}: {error})")
        yield event
    yield from note_left_out(left_out)
    yield Progress(len(requests), len(requests), "painting")


def note_left_out(doubtful: int) -> Iterator[Event]:
    """Say how many faces are not painted because they are likely none; nothing for 0."""
    if doubtful:
        verb = "is" if doubtful == 1 else "are"
        yield Noted(f"{plural(doubtful, 'doubtful face')} nobody has looked at {verb} left out")


def paint_preview(
    encoder_path: Path, picture: Picture | None, options: PaintOptions, boxes: Sequence[Box] = ()
) -> Generator[Event]:
    """One Painted with the very picture that painting into the gallery would give; nothing is written.

    picture: None for noise; seconds: the painting alone. Raises EncoderError, UsageError.
    """
    from models.painting.encoder import load_encoder

    encoder = load_encoder(encoder_path)
    started = time.perf_counter()
    painting = _paint(encoder, picture, options, tuple(boxes))
    yield Painted("", None, painting, time.perf_counter() - started)


def painted_of(painting: Iterator[Event]) -> Iterator[Picture]:
    """The pictures among the events of a painting, which is closed at the end."""
    with closing(painting) as events:
        yield from (one.picture for one in events if isinstance(one, Painted) and one.picture is not None)


DOUBT_STEPS = 16
"""Levels of gray that guess_preview gives to one level of doubt."""


def guess_preview(encoder_path: Path, picture: Picture, options: PaintOptions) -> Generator[Event]:
    """One Painted that shows, coarse and in gray, where the encoder guesses colours; nothing is written.

    Raises EncoderError, UsageError.
    """
    import numpy as np

    from models.painting.encoder import load_encoder
    from models.painting.guesses import find_guesses

    started = time.perf_counter()
    doubt = find_guesses(load_encoder(encoder_path), picture, options)
    gray = np.clip(np.rint(doubt * DOUBT_STEPS), 0, 255).astype(np.uint8)
    yield Painted("", None, np.repeat(gray[:, :, None], 3, axis=2), time.perf_counter() - started)


@dataclass(frozen=True, slots=True)
class _Source:
    """What a request names, read; picture: None for noise; doubtful: how many boxes were left out."""

    picture: Picture | None
    sha256: str
    name: str
    boxes: tuple[Box, ...] = ()
    doubtful: int = 0


def _paint_into(encoder: Encoder, request: PaintRequest, source: _Source, folder: Path) -> Painted:
    started = time.perf_counter()
    header, picture = encoder.header, source.picture
    if request.drawing is not None:
        picture = _draw(encoder, request, source)
    painting = _paint(encoder, picture, request.options, source.boxes)
    recipe = PaintingRecipe(
        header.sha256,
        header.title,
        source.sha256,
        source.name,
        request.options,
        source.boxes,
        turn=request.turn,
        drawing=request.drawing,
        average=request.average,
    )
    path = write_painting(folder, f"{header.title} {request.stem}", painting, recipe)
    height, width = painting.shape[:2]
    seconds = time.perf_counter() - started
    return Painted(request.source, path, make_thumbnail(painting), seconds, recipe, width, height)


def _draw(encoder: Encoder, request: PaintRequest, source: _Source) -> Picture:
    """The request's drawing as this encoder sees it."""
    from models.painting.drawing import draw

    assert request.drawing is not None
    return draw(encoder.header.recipe, request.drawing, source.picture, source.boxes, request.options.seed)


def _open(request: PaintRequest) -> _Source:
    """The source, its faces found where they are wanted and not told."""
    if request.options.source is PaintSource.NOISE:
        return _Source(None, "", "")
    name = safe_name(request.source_name) if request.source_name else ""
    if request.drawing is not None and request.drawing.start is not DrawingStart.PHOTO:
        return _Source(None, "", name)
    if request.path is not None:
        photo = read_photo(request.path, request.page)
        if request.sha256 and photo.sha256 != request.sha256:
            raise changed_photo(request.path)
        picture = turn_picture(photo.picture, request.turn)
        return _Source(picture, photo.sha256, name, *_find_boxes(request, picture))
    if request.average is not None:
        return _Source(request.picture, "", name)  # known by its faces
    if request.picture is None:
        raise ValueError("a request to paint names neither a file nor a picture")
    sha256 = sha256_of(request.picture.tobytes())
    return _Source(request.picture, sha256, name, *_find_boxes(request, request.picture))


def _find_boxes(request: PaintRequest, picture: Picture) -> tuple[tuple[Box, ...], int]:
    """The faces to paint, and how many that are likely none were left out."""
    if not request.options.source.paints_faces and request.options.source is not PaintSource.DRAWING:
        return (), 0
    if request.boxes is not None or request.drawing is not None:
        return request.boxes or (), 0
    from models.faces.doubt import find_doubtful_new
    from models.faces.haar import find_faces_in

    found = find_faces_in(picture)
    unsure = frozenset() if request.doubtful else find_doubtful_new(found)
    return tuple(face.box for place, face in enumerate(found) if place not in unsure), len(unsure)


def _paint(encoder: Encoder, picture: Picture | None, options: PaintOptions, boxes: tuple[Box, ...]) -> Picture:
    from models.painting.painter import check_options, paint_noise, paint_picture

    if picture is None:
        check_options(options)
        return paint_noise(encoder, options.seed, options)
    return paint_picture(encoder, picture, options, boxes)
