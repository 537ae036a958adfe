"""A painting's file: a PNG with the recipe as JSON inside. What is read back is from outside and checked by schema."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from models.average_records import Average, AveragedFace
from models.drawing_records import Drawing, DrawingStart, Stroke
from models.errors import PictureError
from models.file_names import safe_name
from models.files import sha256_of
from models.gallery.formats import FORMATS, png
from models.gallery.new_file import write_new
from models.images import read_file
from models.images.formats import HEAD_BYTES, tell_format
from models.paint_records import Hint, NoiseStep
from models.painting.photo_mask import MAX_TEXT as MAX_MASK
from models.records import Box, PaintingRecipe, PaintOptions, PaintSource, Picture
from models.schema import printable
from models.words import plural

MAX_BOXES = 1000
MAX_HINTS = 1000
MAX_STROKES, MAX_POINTS = 1000, 10_000
MAX_AVERAGED = 10_000
"""Faces of A, and of B: some 150 bytes each."""
MAX_TEXT = 4_000_000
_MARK = '"encoder_sha256"'


_Name = Annotated[str, Field(max_length=300), AfterValidator(printable)]
_Digest = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
_Place = Annotated[float, Field(ge=-1e6, le=1e6, allow_inf_nan=False)]
_Level = Annotated[int, Field(ge=0, le=255, strict=True)]
_Turn = Annotated[int, Field(ge=0, le=3, strict=True)]
_Length = Annotated[float, Field(gt=0, le=1e6, allow_inf_nan=False)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _NoiseStep(_Strict):
    seed: Annotated[int, Field(ge=0, lt=2**63, strict=True)]
    share: Annotated[float, Field(ge=0, le=1)]


class _Hint(_Strict):
    x: _Place
    y: _Place
    red: _Level
    green: _Level
    blue: _Level


class _Options(_Strict):
    source: PaintSource
    strength: Annotated[float, Field(ge=0, le=1)]
    colour: Annotated[float, Field(ge=0, le=4)]
    again: Annotated[int, Field(ge=0, le=100, strict=True)]
    keep_luma: Annotated[bool, Field(strict=True)]
    seed: Annotated[int, Field(ge=0, lt=2**63, strict=True)]
    hints: Annotated[tuple[_Hint, ...], Field(max_length=MAX_HINTS)] = ()
    mirror: Annotated[bool, Field(strict=True)] | None = None
    walk: Annotated[tuple[_NoiseStep, ...], Field(max_length=64)] = ()
    mask: Annotated[str, Field(max_length=MAX_MASK, pattern=r"^(\d{1,6}x\d{1,6}:[A-Za-z0-9+/=]+)?$")] = ""
    soft: Annotated[int, Field(ge=0, le=64, strict=True)] = 0


class _Box(_Strict):
    x: _Place
    y: _Place
    width: _Length
    height: _Length
    angle: Annotated[float, Field(ge=-360, le=360)] = 0.0


_Step = Annotated[int, Field(ge=-20_000, le=20_000, strict=True)]


class _Stroke(_Strict):
    points: Annotated[tuple[tuple[_Step, _Step, _Step], ...], Field(min_length=1, max_length=MAX_POINTS)]
    value: Annotated[int, Field(ge=0, le=255, strict=True)] | None
    channels: Annotated[str, Field(pattern=r"^r?g?b?$")]


class _Drawing(_Strict):
    start: DrawingStart
    strokes: Annotated[tuple[_Stroke, ...], Field(max_length=MAX_STROKES)]
    lines: Annotated[str, Field(max_length=60_000, pattern=r"^[A-Za-z0-9+/=]*$")]


class _AveragedFace(_Box):
    photo: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    turn: _Turn = 0


_AveragedFaces = Annotated[tuple[_AveragedFace, ...], Field(max_length=MAX_AVERAGED)]


class _Average(_Strict):
    first: _AveragedFaces
    second: _AveragedFaces = ()
    share: Annotated[float, Field(ge=0, le=1)] = 0.0


class _Recipe(_Strict):
    version: Annotated[int, Field(ge=1, le=1, strict=True)]
    encoder_sha256: _Digest
    encoder_title: _Name
    source_sha256: _Digest
    source_name: _Name
    options: _Options
    boxes: Annotated[tuple[_Box, ...], Field(max_length=MAX_BOXES)]
    turn: _Turn = 0
    drawing: _Drawing | None = None
    average: _Average | None = None


def recipe_to_text(recipe: PaintingRecipe) -> str:
    """The recipe as one line of JSON."""
    values = dataclasses.asdict(recipe)
    for name in ("turn", "drawing", "average"):  # readers from before there were any take only what they know
        if not values[name]:
            del values[name]
    if not recipe.options.mask:
        del values["options"]["mask"], values["options"]["soft"]
    return json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def recipe_from_text(text: str) -> PaintingRecipe:
    """The recipe that recipe_to_text wrote. Raises PictureError for anything else."""
    if len(text) > MAX_TEXT:
        raise PictureError("the recipe in this picture is damaged", why="it is far too long")
    try:
        read = _Recipe.model_validate_json(text)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part)[:40] for part in problem["loc"][:4])
        why = f"{where}: {problem['msg']}"[:200]
        raise PictureError("the recipe in this picture is damaged or made by a newer Bottega", why=why) from error
    return PaintingRecipe(
        read.encoder_sha256,
        read.encoder_title,
        read.source_sha256,
        read.source_name,
        _options(read.options),
        tuple(Box(**box.model_dump()) for box in read.boxes),
        read.version,
        read.turn,
        _drawing_of(read.drawing),
        None if read.average is None else _average(read.average),
    )


def _options(read: _Options) -> PaintOptions:
    walk = tuple(NoiseStep(**one.model_dump()) for one in read.walk)
    hints = tuple(Hint(**one.model_dump()) for one in read.hints)
    return PaintOptions(**read.model_dump(exclude={"walk", "hints"}), walk=walk, hints=hints)


def _drawing_of(read: _Drawing | None) -> Drawing | None:
    if read is None:
        return None
    return Drawing(read.start, tuple(Stroke(**stroke.model_dump()) for stroke in read.strokes), read.lines)


def _average(read: _Average) -> Average:
    first, second = (tuple(AveragedFace(**face.model_dump()) for face in faces) for faces in (read.first, read.second))
    return Average(first, second, read.share)


def encode_painting(picture: Picture, recipe: PaintingRecipe) -> bytes:
    """The painting as PNG with its recipe inside."""
    return png.encode(picture, recipe_to_text(recipe))


def write_painting(folder: Path, name: str, picture: Picture, recipe: PaintingRecipe) -> Path:
    """Write the painting into the folder under the first free name like it. Raises DiskFullError."""
    return write_new(folder, safe_name(name), ".png", encode_painting(picture, recipe))


def thumbnail_key(path: Path) -> str:
    """By what the thumbnail of a painting is cached: another one when the file changes, told without opening it."""
    status = path.stat()
    return sha256_of(f"{path.name} {status.st_size} {status.st_mtime_ns}".encode())


def read_painting_recipe(path: Path) -> PaintingRecipe | None:
    """How the painting in an exported file was made; None for a picture that carries no recipe of Bottega.

    Raises PictureError when the file can't be read, or the recipe in it is damaged.
    """
    try:
        text = _text_inside(read_file(path))
        return recipe_from_text(text) if text is not None else None
    except PictureError as error:
        raise PictureError(error.what, path=path, why=error.why, remedy=error.remedy) from error


def is_painting(data: bytes) -> bool:
    """Whether the bytes of a picture file are a painting of Bottega's, its recipe sound or not.

    Other programs leave JSON in the same comments. Raises PictureError for what is no whole picture file.
    """
    text = _text_inside(data)
    return text is not None and _MARK in text


def _text_inside(data: bytes) -> str | None:
    kind = tell_format(data[:HEAD_BYTES])
    found = next((form for form in FORMATS if form.kind == kind), None)
    return found.read_text(data) if found is not None else None


def with_names(recipe: PaintingRecipe, keep: bool) -> PaintingRecipe:
    """The recipe as it may leave the house: the photo's name only when asked for."""
    return recipe if keep else dataclasses.replace(recipe, source_name="")


def describe(recipe: PaintingRecipe) -> dict[str, Any]:
    """The recipe in words for a person, in the order they read: label -> value."""
    options = recipe.options
    painted = "the damaged places" if options.mask else _WORDS[options.source]
    words: dict[str, Any] = {"Encoder": recipe.encoder_title, "Painted": painted}
    if recipe.source_name:
        words["Photo" if recipe.average is None else "Of"] = recipe.source_name
    if recipe.average is not None:
        words |= _average_words(recipe.average)
    if options.source.paints_faces:
        words["Faces"] = str(len(recipe.boxes))
    if recipe.drawing is not None:
        words["Strokes"] = str(len(recipe.drawing.strokes))
    if options.source is not PaintSource.NOISE:
        words["Strength"] = f"{options.strength:.0%}"
    words["Colour"] = f"{options.colour:.0%}"
    if options.hints:
        words["Colour points"] = str(len(options.hints))
    if options.again:
        words["Again"] = plural(options.again, "more time")
    words["Seed"] = str(options.seed)
    if options.walk:
        words["Towards"] = ", ".join(f"{one.share:.0%} to seed {one.seed}" for one in options.walk)
    return words


def _average_words(average: Average) -> dict[str, str]:
    words = {"Faces": f"{len(average.first):,}"}
    if average.second:
        words |= {"Faces of B": f"{len(average.second):,}", "From A to B": f"{average.share:.0%}"}
    return words


_WORDS = {
    PaintSource.WHOLE: "the whole photo",
    PaintSource.FACES: "the faces",
    PaintSource.BOTH: "the whole photo, the faces over it",
    PaintSource.NOISE: "noise",
    PaintSource.DRAWING: "a drawing",
    PaintSource.AVERAGE: "an average of faces",
}
