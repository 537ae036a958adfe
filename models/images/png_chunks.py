"""The chunks of a PNG: whether all are there, and the file without those that say nothing about its pixels."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from PIL import PngImagePlugin

MAX_UNPACKED = 4_000_000
"""Bytes of a profile or of words; a chunk that unpacks to more is left out, the picture is read all the same."""

_WORDS = (b"tEXt", b"zTXt", b"iTXt")
_TURNS_AND_DATES = (b"Raw profile type exif", b"Raw profile type APP1", b"XML:com.adobe.xmp")
"""The only words that are read: programs keep EXIF in them."""

# Pillow refuses a whole picture for a profile or words of more than this
PngImagePlugin.MAX_TEXT_CHUNK = MAX_UNPACKED


def png_is_whole(data: bytes) -> bool:
    """Whether the chunks of a PNG run to its end mark; Pillow shows a cut one with missing rows filled up."""
    return any(data[start + 4 : start + 8] == b"IEND" for start, _ in _chunks(data))


def without_ballast(data: bytes) -> bytes:
    """The PNG without words that nobody reads, and without profiles that unpack to more than they may."""
    left_out = [(start, end) for start, end in _chunks(data) if _is_ballast(data[start + 4 : start + 8], data, start)]
    if not left_out:
        return data
    kept, place = bytearray(), 0
    for start, end in left_out:
        kept += data[place:start]
        place = end
    return bytes(kept + data[place:])


def _chunks(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each chunk begins and ends, up to the end mark."""
    start = 8
    while start + 12 <= len(data):
        end = start + 12 + int.from_bytes(data[start : start + 4], "big")
        yield start, end
        if data[start + 4 : start + 8] == b"IEND":
            return
        start = end


def _is_ballast(kind: bytes, data: bytes, start: int) -> bool:
    if kind not in (b"iCCP", *_WORDS):
        return False
    body = data[start + 8 : start + 8 + int.from_bytes(data[start : start + 4], "big")]
    key, _, rest = body.partition(b"\x00")
    if kind == b"iTXt" and key in _TURNS_AND_DATES:
        packed, rest = rest[:1] == b"\x01", rest[2:].split(b"\x00", 2)[-1]
        return len(rest) > MAX_UNPACKED or (packed and _unpacks_to_more(rest))
    return (kind in _WORDS and key not in _TURNS_AND_DATES) or (kind != b"tEXt" and _unpacks_to_more(rest[1:]))


def _unpacks_to_more(packed: bytes) -> bool:
    try:
        return len(zlib.decompressobj().decompress(packed, MAX_UNPACKED + 1)) > MAX_UNPACKED
    except zlib.error:
        return True
