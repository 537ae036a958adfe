"""WebP: smaller than JPEG at the same quality, the text as EXIF user comment."""

from __future__ import annotations

import io
from functools import partial

from PIL import Image

from models.gallery.formats.exif_text import exif_with, text_from_exif
from models.gallery.formats.format import FORMATS, Format
from models.gallery.formats.machine_made import PACKET_BYTES
from models.images.profiles import srgb_profile
from models.records import Picture


def encode(picture: Picture, text: str, quality: int) -> bytes:
    file = io.BytesIO()
    says = {"exif": exif_with(text), "icc_profile": srgb_profile(), "xmp": PACKET_BYTES}
    Image.fromarray(picture).save(file, "WEBP", quality=quality, method=4, **says)
    return file.getvalue()


read_text = partial(text_from_exif, kind="WEBP")

FORMATS.add("webp", Format("webp", "Smaller than JPEG, for the web", ".webp", "WEBP", encode, read_text))
