"""Paintings against their photos as a folder with one web page, which opens anywhere without a network."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from models.errors import BottegaError, DiskFullError, reason_of
from models.events import Event, Progress, Refused, Saved
from models.files import free_name
from models.gallery.before_after import Pair, make_page
from models.gallery.export import ExportOptions, encode_export, export_name
from models.gallery.new_file import write_new
from models.gallery.painting_file import with_names
from models.images import encode_jpeg, read_picture
from models.project import Project
from models.records import Painting, Picture
from models.workflow.before import read_before

SIDE = 1280
"""The longer side of a picture on the page: sharp on a phone and on a wide screen, light with a thousand of them."""
_TITLE = "Before and after"


def export_pages(
    project: Project, out: Path, paintings: Sequence[Painting], options: ExportOptions
) -> Generator[Event]:
    """A new folder in `out` with index.html and its pictures: Saved for the page, Refused for what can't be read.

    The page comes last, so that a folder with one is whole. Raises DiskFullError, OSError.
    """
    folder = free_name(out, _TITLE, "")
    folder.mkdir()
    pairs = []
    for number, painting in enumerate(paintings, start=1):
        yield Progress(number - 1, len(paintings), "before and after")
        try:
            pairs.append(_write_pair(project, folder, painting, number, options))
        except DiskFullError:
            raise
        except (BottegaError, OSError) as error:
            yield Refused(painting.path, reason_of(error))
    page = make_page(_TITLE, pairs)
    yield Saved(write_new(folder, "index", ".html", page.encode()), "page")


def _write_pair(project: Project, folder: Path, painting: Painting, number: int, options: ExportOptions) -> Pair:
    after = read_picture(painting.path)
    before = read_before(project, painting.recipe, after)
    shown = _reduced(after)
    recipe = with_names(painting.recipe, options.keep_names)
    stem = f"{number:04}"
    saved = write_new(folder, stem, ".jpg", encode_export(shown, recipe, ExportOptions(format="jpeg")))
    photo = ""
    if before is not None:
        photo = write_new(folder, f"{stem} photo", ".jpg", encode_jpeg(_reduced(before), 88)).name
    height, width = shown.shape[:2]
    return Pair(saved.name, photo, width, height, export_name(painting, number, options))


def _reduced(picture: Picture) -> Picture:
    height, width = picture.shape[:2]
    scale = SIDE / max(height, width)
    if scale >= 1:
        return picture
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.array(Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS, reducing_gap=3), dtype=np.uint8)
