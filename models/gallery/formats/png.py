"""PNG: every pixel as it is, the text in a chunk of its own."""

from __future__ import annotations

from models.gallery.formats.format import FORMATS, Format
from models.gallery.formats.machine_made import PACKET, XMP_KEY
from models.images import decode_png_text, encode_png
from models.records import Picture

KEY = "bottega"
"""The key of the text chunk that carries the recipe."""


def encode(picture: Picture, text: str, quality: int = 100) -> bytes:
    return encode_png(picture, {KEY: text, XMP_KEY: PACKET})


def read_text(data: bytes) -> str | None:
    return decode_png_text(data).get(KEY)


FORMATS.add("png", Format("png", "Every pixel as it is", ".png", "PNG", encode, read_text))
