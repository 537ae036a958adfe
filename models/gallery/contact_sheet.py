"""Many paintings on one page: a grid with small captions, neutral gray so that colours can be judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from PIL import Image, ImageDraw

from models.gallery.captions import INK, PAPER, caption_font, shorten
from models.records import Picture

CELL = 320
GAP = 24
_CAPTION = 34


def make_contact_sheet(
    pictures: Iterable[Picture], captions: Sequence[str], columns: int = 0, cell: int = CELL
) -> Picture:
    """A page (H, W, 3) with each picture fitted into a square cell, its caption below it.

    columns: 0 chooses about as many as rows. pictures are taken one at a time, so they need not all be in memory;
    there are as many as captions. Raises ValueError when there is none.
    """
    if not captions:
        raise ValueError("a contact sheet needs at least one picture")
    columns = columns or min(8, max(1, round(len(captions) ** 0.5 + 0.2)))
    columns = min(columns, len(captions))
    rows = -(-len(captions) // columns)
    high = cell + _CAPTION
    page = Image.new("RGB", (GAP + columns * (cell + GAP), GAP + rows * (high + GAP)), PAPER)
    draw = ImageDraw.Draw(page)
    font = caption_font()
    for index, (picture, caption) in enumerate(zip(pictures, captions, strict=True)):
        left = GAP + index % columns * (cell + GAP)
        top = GAP + index // columns * (high + GAP)
        fitted = _fit(picture, cell)
        page.paste(fitted, (left + (cell - fitted.width) // 2, top + (cell - fitted.height) // 2))
        draw.text((left + cell / 2, top + cell + 10), shorten(caption, font, cell), INK, font, anchor="mt")
    return np.array(page, dtype=np.uint8)


def _fit(picture: Picture, cell: int) -> Image.Image:
    """The picture within a square, never enlarged."""
    image = Image.fromarray(picture)
    factor = min(cell / image.width, cell / image.height, 1.0)
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image if size == image.size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
