"""TIFF: every pixel as it is, for print shops and archives; the text as the picture's description."""

from __future__ import annotations

import io
import json

from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from models.gallery.formats.format import FORMATS, Format
from models.gallery.formats.machine_made import PACKET_BYTES, XMP_TAG
from models.images.profiles import srgb_profile
from models.records import Picture

_DESCRIPTION = 270
_BYTES = 1
"""The type of a tag that holds bytes as they are."""


def encode(picture: Picture, text: str, quality: int = 100) -> bytes:
    """Packed without loss; the description is ASCII: what is not travels as \\uXXXX."""
    tags = ImageFileDirectory_v2()
    tags[_DESCRIPTION] = json.dumps(json.loads(text), separators=(",", ":"))
    tags.tagtype[XMP_TAG] = _BYTES
    tags[XMP_TAG] = PACKET_BYTES
    file = io.BytesIO()
    image = Image.fromarray(picture)
    image.save(file, "TIFF", compression="tiff_adobe_deflate", tiffinfo=tags, icc_profile=srgb_profile())
    return file.getvalue()


def read_text(data: bytes) -> str | None:
    try:
        with Image.open(io.BytesIO(data), formats=("TIFF",)) as image:
            said = image.getexif().get(_DESCRIPTION)
    except Exception:  # metadata is hostile input: whatever it breaks, there is no recipe in it
        return None
    return said if isinstance(said, str) and said.startswith("{") else None


FORMATS.add("tiff", Format("tiff", "Every pixel as it is, for printing", ".tif", "TIFF", encode, read_text))
