"""A painting as the file that leaves the house: format, name, and no names of people or places unless asked."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image

from models.file_names import TEMPLATE, check_template, fill_template
from models.gallery.exif_text import exif_with
from models.gallery.new_file import write_new
from models.gallery.painting_file import encode_painting, recipe_to_text, with_names
from models.images import read_picture
from models.records import Painting, PaintingRecipe, Picture

Format = Literal["png", "jpeg", "webp"]
SUFFIXES: dict[Format, str] = {"png": ".png", "jpeg": ".jpg", "webp": ".webp"}


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How paintings are exported. template: fields of file_names.FIELDS; quality: 1 to 100, for JPEG and WebP;

    keep_names: whether the photo's and the person's name may be in the file and in its name; sheet: contact sheets too.
    """

    format: Format = "png"
    template: str = TEMPLATE
    quality: int = 92
    keep_names: bool = False
    sheet: bool = True


def export_painting(painting: Painting, number: int, folder: Path, options: ExportOptions) -> Path:
    """Write a copy of the painting into folder under a new name, its recipe inside; returns where.

    Raises PictureError when the painting can't be read, UsageError for a bad template, DiskFullError, OSError.
    """
    check_template(options.template)
    recipe = with_names(painting.recipe, options.keep_names)
    data = encode_export(read_picture(painting.path), recipe, options)
    return write_new(folder, export_name(painting, number, options), SUFFIXES[options.format], data)


def export_name(painting: Painting, number: int, options: ExportOptions) -> str:
    """The file's name without its ending."""
    names = {"source": Path(painting.recipe.source_name).stem, "person": painting.person} if options.keep_names else {}
    date = painting.made[:10]
    return fill_template(
        options.template, encoder=painting.recipe.encoder_title, number=f"{number:03}", date=date, **names
    )


def encode_export(picture: Picture, recipe: PaintingRecipe, options: ExportOptions) -> bytes:
    """The picture in the wanted format with the recipe inside."""
    if options.format == "png":
        return encode_painting(picture, recipe)
    # EXIF comments are ASCII: what is not travels as \uXXXX
    exif = exif_with(json.dumps(json.loads(recipe_to_text(recipe)), separators=(",", ":")))
    file = io.BytesIO()
    image = Image.fromarray(picture)
    if options.format == "jpeg":
        image.save(file, "JPEG", quality=options.quality, subsampling=0 if options.quality > 90 else 2, exif=exif)
    else:
        image.save(file, "WEBP", quality=options.quality, method=4, exif=exif)
    return file.getvalue()
