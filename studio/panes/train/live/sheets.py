"""A run's sample sheets read back into triples: rows of input, painted, target side by side. No widget; any thread."""

from __future__ import annotations

from pathlib import Path

from models.images import read_picture
from models.records import WIDTHS, Picture

Triple = tuple[Picture, Picture, Picture]


def split_sheet(sheet: Picture) -> list[Triple]:
    """The triples of a sheet (rows * 5/4 width, 3 * width, 3), width one of WIDTHS; none of any other picture."""
    width = sheet.shape[1] // 3
    if width not in WIDTHS:
        return []
    height = width * 5 // 4
    rows = [sheet[top : top + height] for top in range(0, sheet.shape[0] - height + 1, height)]
    return [(row[:, :width], row[:, width : 2 * width], row[:, 2 * width : 3 * width]) for row in rows]


def read_sheet(path: Path) -> list[Triple]:
    """The triples of a sheet on disk. Raises PictureError."""
    return split_sheet(read_picture(path))
