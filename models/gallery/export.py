"""A painting as the file that leaves the house: format, name, and no names of people or places unless asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.file_names import TEMPLATE, check_template, fill_template
from models.gallery.formats import FORMATS
from models.gallery.new_file import write_new
from models.gallery.painting_file import recipe_to_text, with_names
from models.images import read_picture
from models.records import Painting, PaintingRecipe, Picture

SHEETS = ("png", "pdf")
"""What contact sheets can be: pictures for the screen, or pages to print."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How paintings are exported. format: one of gallery.formats; template: fields of file_names.FIELDS;

    quality: 1 to 100, where the format loses some; keep_names: whether the photo's and the person's name may be in the
    file and in its name; sheet: contact sheets too, one of SHEETS, or "" for none; page: a folder with a web page of
    photos and paintings too.
    """

    format: str = "png"
    template: str = TEMPLATE
    quality: int = 92
    keep_names: bool = False
    sheet: str = "png"
    page: bool = False


def export_painting(painting: Painting, number: int, folder: Path, options: ExportOptions) -> Path:
    """Write a copy of the painting into folder under a new name, its recipe inside; returns where.

    Raises PictureError when the painting can't be read, UsageError for a bad template, DiskFullError, OSError.
    """
    check_template(options.template)
    recipe = with_names(painting.recipe, options.keep_names)
    data = encode_export(read_picture(painting.path), recipe, options)
    return write_new(folder, export_name(painting, number, options), FORMATS.get(options.format).suffix, data)


def export_name(painting: Painting, number: int, options: ExportOptions) -> str:
    """The file's name without its ending."""
    names = {"source": Path(painting.recipe.source_name).stem, "person": painting.person} if options.keep_names else {}
    date = painting.made[:10]
    return fill_template(
        options.template, encoder=painting.recipe.encoder_title, number=f"{number:03}", date=date, **names
    )


def encode_export(picture: Picture, recipe: PaintingRecipe, options: ExportOptions) -> bytes:
    """The picture in the wanted format with the recipe inside. Raises UnknownNameError for another format."""
    return FORMATS.get(options.format).encode(picture, recipe_to_text(recipe), options.quality)
