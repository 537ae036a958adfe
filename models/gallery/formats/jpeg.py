"""JPEG: small and read everywhere, the text as EXIF user comment."""

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
    """Above quality 90 without halving the chroma."""
    file = io.BytesIO()
    image, subsampling = Image.fromarray(picture), 0 if quality > 90 else 2
    says = {"exif": exif_with(text), "icc_profile": srgb_profile(), "xmp": PACKET_BYTES}
    image.save(file, "JPEG", quality=quality, subsampling=subsampling, **says)
    return file.getvalue()


read_text = partial(text_from_exif, kind="JPEG")

FORMATS.add("jpeg", Format("jpeg", "Small, and read everywhere", ".jpg", "JPEG", encode, read_text))
