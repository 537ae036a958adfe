"""Photos by encoders on one page: the photo at the left of its row, the encoder's name over its column."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from models.gallery.captions import INK, PAPER, caption_font, shorten
from models.records import Picture

CELL = (256, 320)
"""Width and height of a cell; a picture of another shape fills it, cut to the middle."""
_EDGE = 32
_GAP = 12
_HEADS = 64
_NAME = 28


def make_sheet_page(
    photos: Sequence[Picture | None],
    names: Sequence[str],
    heads: Sequence[tuple[str, str]],
    cells: Sequence[Sequence[Picture | None]],
) -> Picture:
    """The page (H, W, 3). heads: what stands over each column, in two lines; cells: a row for each photo.

    A place whose picture is None stays empty.
    """
    width, height = CELL
    pitch = height + _NAME + _GAP
    size = (2 * _EDGE + (1 + len(heads)) * (width + _GAP) - _GAP, 2 * _EDGE + _HEADS + len(photos) * pitch)
    page = Image.new("RGB", size, PAPER)
    draw, font = ImageDraw.Draw(page), caption_font()
    for column, lines in enumerate(heads, start=1):
        for number, line in enumerate(lines):
            at = (_EDGE + column * (width + _GAP), _EDGE + 22 * number)
            draw.text(at, shorten(line, font, width), INK, font)
    for row, (photo, name, painted) in enumerate(zip(photos, names, cells, strict=True)):
        top = _EDGE + _HEADS + row * pitch
        draw.text((_EDGE, top + height + 6), shorten(name, font, width), INK, font)
        for column, picture in enumerate((photo, *painted)):
            if picture is not None:
                page.paste(_filling(picture), (_EDGE + column * (width + _GAP), top))
    return np.array(page, dtype=np.uint8)


def _filling(picture: Picture) -> Image.Image:
    """The middle of the picture in the shape of a cell."""
    image = Image.fromarray(picture)
    scale = min(image.width / CELL[0], image.height / CELL[1])
    width, height = CELL[0] * scale, CELL[1] * scale
    left, top = (image.width - width) / 2, (image.height - height) / 2
    return image.resize(CELL, Image.Resampling.LANCZOS, (left, top, left + width, top + height))
