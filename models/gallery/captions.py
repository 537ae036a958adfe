"""The small words on a page of pictures: their font, their colours, and how they fit."""

from __future__ import annotations

from PIL import ImageFont

PAPER = (35, 35, 35)
INK = (230, 230, 230)

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def caption_font() -> Font:
    return ImageFont.load_default(15)


def shorten(caption: str, font: Font, width: int) -> str:
    """The caption cut to that width, with an ellipsis."""
    plain = caption.encode("latin-1", "replace").decode("latin-1") if isinstance(font, ImageFont.ImageFont) else caption
    while len(plain) > 1 and font.getlength(plain) > width:
        plain = plain.rstrip("…")[:-1].rstrip() + "…"
    return plain
