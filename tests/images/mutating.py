"""Pictures spoilt at random, read in a process of its own: `python -m tests.images.mutating FOLDER FIRST END`.

Prints the number of each before it is read, so that whoever watches knows which one ended the process.
"""

from __future__ import annotations

import contextlib
import faulthandler
import io
import random
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

from models.errors import PictureError
from models.images import list_pages, read_photo
from tests.images.colours import profile_of
from tests.images.tiffs import page, tiff

MEMORY = 3 << 30
"""Bytes of address space: what a header lies about must be refused before it is made room for."""

LONGEST = 20
"""Seconds for one picture; a few hundredths are usual."""

_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def samples() -> list[bytes]:
    """Small whole pictures of every format in several ways of storing them."""
    chance = np.random.default_rng(0)
    picture = Image.fromarray(chance.integers(0, 256, (12, 16, 3), np.uint8)).resize((96, 72), Image.Resampling.BICUBIC)
    gray, clear = picture.convert("L"), picture.convert("RGBA")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2019:07:01 12:13:14"
    said = {"exif": exif.tobytes(), "icc_profile": profile_of("Display P3")}
    saved = [(picture, kind, said) for kind in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF")]
    saved += [(picture, "JPEG", {"progressive": True}), (picture.convert("CMYK"), "JPEG", {}), (gray, "JPEG", {})]
    saved += [(picture.quantize(60), kind, {}) for kind in ("PNG", "GIF", "BMP", "TIFF")]
    saved += [(gray.convert("1"), kind, {}) for kind in ("PNG", "BMP")] + [
        (gray.convert("1"), "TIFF", {"compression": "group4"})
    ]
    saved += [(clear, kind, {}) for kind in ("PNG", "WEBP", "BMP", "TIFF")] + [(picture, "BMP", {})]
    saved += [(picture, "TIFF", {"compression": way}) for way in ("tiff_lzw", "jpeg", "packbits", "tiff_adobe_deflate")]
    saved += [(gray.convert("I;16"), kind, {}) for kind in ("PNG", "TIFF")]
    saved += [
        (picture, kind, {"save_all": True, "append_images": [picture.rotate(90)]}) for kind in ("GIF", "WEBP", "PNG")
    ]
    deep = np.asarray(picture).astype(np.uint16) * 16
    return [*(_saved(*one) for one in saved), tiff(page(deep)), tiff(page(deep[..., 0]), page(deep), order=">")]


def _saved(image: Image.Image, kind: str, more: dict[str, object]) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()


def mutate(chance: random.Random, whole: list[bytes]) -> bytes:
    """One of them with wrong bits, cut, spliced with another, or with a number of its head that lies."""
    data = bytearray(chance.choice(whole))
    for _ in range(chance.choice((1, 1, 2, 4))):
        chance.choice((_flip, _cut, _splice, _lie, _lie, _repeat))(chance, data, whole)
        if not data:
            return b""
    return _checked_again(data) if chance.random() < 0.7 else bytes(data)


def _flip(chance: random.Random, data: bytearray, _: list[bytes]) -> None:
    for _ in range(chance.choice((1, 3, 20, 200))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut(chance: random.Random, data: bytearray, _: list[bytes]) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.choice((1, 7, len(data)))]


def _splice(chance: random.Random, data: bytearray, whole: list[bytes]) -> None:
    other = chance.choice(whole)
    start = chance.randrange(len(data))
    data[start:] = other[chance.randrange(len(other)) :]


def _lie(chance: random.Random, data: bytearray, _: list[bytes]) -> None:
    """A number in the first bytes: sizes, counts and offsets lie there."""
    width = chance.choice(("B", "H", "I"))
    order = chance.choice("<>")
    place = chance.randrange(min(len(data), chance.choice((40, 400, 4000))))
    mask = (1 << 8 * struct.calcsize(width)) - 1
    packed = struct.pack(order + width, chance.choice(_NUMBERS) & mask)
    data[place : place + len(packed)] = packed


def _repeat(chance: random.Random, data: bytearray, _: list[bytes]) -> None:
    start = chance.randrange(len(data))
    piece = data[start : start + chance.choice((1, 12, 300))]
    data[start:start] = piece * chance.choice((1, 5, 500))


def _checked_again(data: bytearray) -> bytes:
    """A PNG with sums that fit, so that the decoder behind them is reached."""
    start = 8
    while data[:4] == b"\x89PNG" and start + 12 <= len(data):
        end = start + 8 + int.from_bytes(data[start : start + 4], "big")
        if end + 4 > len(data):
            break
        data[end : end + 4] = struct.pack(">I", zlib.crc32(data[start + 4 : end]))
        start = end + 4
    return bytes(data)


def read(path: Path) -> str:
    """ "read", or "refused"; anything but a PictureError goes through."""
    try:
        for number in list_pages(path)[:3]:
            picture = read_photo(path, number).picture
            if picture.dtype != np.uint8 or picture.ndim != 3 or picture.shape[2] != 3 or not picture.size:
                raise AssertionError(f"{picture.dtype} {picture.shape}")
    except PictureError:
        return "refused"
    return "read"


def main(folder: Path, first: int, end: int) -> None:
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    whole = samples()
    for number in range(first, end):
        path = folder / "mutant"
        path.write_bytes(mutate(random.Random(number), whole))
        print(number, flush=True)
        faulthandler.dump_traceback_later(LONGEST, exit=True)
        print(read(path), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
