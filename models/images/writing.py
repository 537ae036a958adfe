"""Writes pictures: PNG with words inside, JPEG for what may be lossy. It never writes over an original by itself."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from models.errors import PictureError
from models.files import atomic_write
from models.records import Picture

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_MAX_TEXT = 4_000_000
"""More text than this is not read from a PNG: a recipe needs a few hundred bytes."""


def encode_png(picture: Picture, text: Mapping[str, str] | None = None) -> bytes:
    """The picture as PNG, said to be sRGB; text goes into it as uncompressed UTF-8 (iTXt) chunks, one per key."""
    info = PngInfo()
    info.add(b"sRGB", b"\x00")  # perceptual, the intent for photos
    for key, words in (text or {}).items():
        info.add_itxt(key, words)
    file = io.BytesIO()
    # level 4: within 3 % of the size of level 6 on photos, at half the time
    Image.fromarray(picture).save(file, "PNG", pnginfo=info, compress_level=4)
    return file.getvalue()


def encode_jpeg(picture: Picture, quality: int = 92) -> bytes:
    """The picture as JPEG; quality 1 to 100, above 90 without halving the chroma."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=quality, subsampling=0 if quality > 90 else 2)
    return file.getvalue()


def write_png(path: Path, picture: Picture, text: Mapping[str, str] | None = None) -> None:
    """Put the picture at path, whole or not at all. Raises DiskFullError, OSError."""
    atomic_write(path, encode_png(picture, text))


def decode_png_text(data: bytes) -> dict[str, str]:
    """The words inside a PNG by key (tEXt and uncompressed iTXt), the first of each key; compressed text is left.

    Raises PictureError when the bytes are no whole PNG. The text is untrusted input.
    """
    texts: dict[str, str] = {}
    for kind, body in _chunks(data):
        found = _text_in(kind, body)
        if found is not None:
            texts.setdefault(*found)
    return texts


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not data.startswith(_PNG_HEAD):
        raise PictureError("this is not a PNG file")
    start = len(_PNG_HEAD)
    while start + 12 <= len(data):
        length = int.from_bytes(data[start : start + 4], "big")
        kind, body = data[start + 4 : start + 8], data[start + 8 : start + 8 + length]
        check = data[start + 8 + length : start + 12 + length]
        if len(check) < 4 or zlib.crc32(body, zlib.crc32(kind)) != int.from_bytes(check, "big"):
            raise PictureError("the PNG file is damaged")
        if kind == b"IEND":
            return
        yield kind, body
        start += 12 + length
    raise PictureError("the PNG file is cut off: a part of it is missing")


def _text_in(kind: bytes, body: bytes) -> tuple[str, str] | None:
    if len(body) > _MAX_TEXT:
        return None
    key, _, rest = body.partition(b"\x00")
    if kind == b"tEXt":
        return key.decode("latin-1"), rest.decode("latin-1")
    if kind == b"iTXt" and rest[:1] == b"\x00":
        # flag, method, language NUL, translated key NUL, text
        text = rest[2:].split(b"\x00", 2)[-1]
        return key.decode("latin-1"), text.decode("utf-8", "replace")
    return None
