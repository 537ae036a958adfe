"""The header of an encoder file <-> EncoderHeader, by schema, because others bring these files. Knows no weights."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, ValidationError

from models.errors import BottegaError, EncoderError
from models.params import Value
from models.recipes import recipe_from_json, recipe_to_json
from models.records import EncoderHeader, Scores
from models.schema import printable

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
MAX_SHEET = 16 << 20
"""Bytes of a sample sheet: some rows of three 256x320 pictures need about 1 MB."""


def _printable_lines(text: str) -> str:
    printable(text.replace("\n", " "))
    return text


_Word = Annotated[str, Field(max_length=60), AfterValidator(printable)]
_Line = Annotated[str, Field(max_length=300), AfterValidator(printable)]
_Text = Annotated[str, Field(max_length=2000), AfterValidator(_printable_lines)]
_Decibels = Annotated[float, Field(ge=-200, le=200, allow_inf_nan=False)]
_Number = Annotated[float, Field(allow_inf_nan=False)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Scores(_Strict):
    psnr: _Decibels
    psnr_input: _Decibels
    ssim: Annotated[float, Field(ge=-1, le=1)]
    psnr_luma: _Decibels | None = None


class _Header(_Strict):
    title: _Line
    recipe: dict[str, JsonValue]
    size: Literal["sketch", "studio", "master"]
    base_channels: Annotated[int, Field(ge=1, le=64)]
    generator: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
    scores: _Scores | None
    summary: Annotated[dict[_Word, bool | int | _Number | _Line], Field(max_length=64)]
    licence: _Text


def header_to_json(header: EncoderHeader) -> dict[str, Any]:
    """The JSON header of the file this header describes. Raises ValueError for what could not be read again."""
    scores = (
        None
        if header.scores is None
        else {
            "psnr": header.scores.psnr,
            "psnr_input": header.scores.psnr_input,
            "ssim": header.scores.ssim,
            "psnr_luma": header.scores.psnr_luma,
        }
    )
    plain = {
        "title": header.title,
        "recipe": recipe_to_json(header.recipe),
        "size": header.size,
        "base_channels": header.base_channels,
        "generator": header.generator,
        "scores": scores,
        "summary": dict(header.summary),
        "licence": header.licence,
    }
    _Header.model_validate(plain)
    return plain


def header_from_json(path: Path, sha256: str, header: Mapping[str, object], sheet: bytes) -> EncoderHeader:
    """The header of the file at path, every field checked. Raises EncoderError."""
    try:
        read = _Header.model_validate(header)
        recipe = recipe_from_json(read.recipe)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part)[:40] for part in problem["loc"][:4])
        raise _unfit(path, f"{where}: {problem['msg']}"[:200]) from error
    except BottegaError as error:
        raise _unfit(path, f"its recipe: {error.reason}"[:300]) from error
    if len(sheet) > MAX_SHEET or not (sheet == b"" or sheet.startswith(PNG_HEAD)):
        raise _unfit(path, "its sample sheet is not a PNG picture of a sane size")
    scores = None if read.scores is None else Scores(**read.scores.model_dump())
    summary: dict[str, Value] = dict(read.summary)
    return EncoderHeader(
        path,
        sha256,
        read.title,
        recipe,
        read.size,
        read.base_channels,
        scores,
        summary,
        read.licence,
        sheet,
        read.generator,
    )


def _unfit(path: Path, why: str) -> EncoderError:
    """Its checksum has said that it is whole: most likely it holds what a later Bottega has added."""
    remedy = "Update Bottega: a newer one may have made it. Else get a fresh copy of it"
    return EncoderError("this encoder does not fit this Bottega", path=path, why=why, remedy=remedy)
