"""The one way a picture file is read or written. In memory every picture is sRGB uint8 (height, width, 3), upright."""

from __future__ import annotations

from models.images.finding import find_picture_files
from models.images.reading import (
    MAX_BYTES,
    MAX_PIXELS,
    PhotoFile,
    count_pages,
    decode_photo,
    list_pages,
    page_key,
    read_file,
    read_photo,
    read_picture,
    readable_formats,
)
from models.images.writing import decode_png_text, encode_jpeg, encode_png, write_png

__all__ = [
    "MAX_BYTES",
    "MAX_PIXELS",
    "PhotoFile",
    "count_pages",
    "decode_photo",
    "decode_png_text",
    "encode_jpeg",
    "encode_png",
    "find_picture_files",
    "list_pages",
    "page_key",
    "read_file",
    "read_photo",
    "read_picture",
    "readable_formats",
    "write_png",
]
