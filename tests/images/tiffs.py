"""TIFFs byte by byte: any samples, tags and pages, in either byte order."""

from __future__ import annotations

import struct

import numpy as np


def page(samples, strip=None, **tags):
    """A page's tags by number with what it holds; tags: t254=1 and the like, over what the samples say.

    strip: the bytes of the pixels where they are not just the samples.
    """
    channels = samples.shape[2] if samples.ndim == 3 else 1
    bits = samples.dtype.itemsize * 8
    known = {
        256: samples.shape[1],
        257: samples.shape[0],
        258: (bits,) * channels,
        259: 1,
        262: 2 if channels > 1 else 1,
    }
    known |= {277: channels, 278: samples.shape[0], 339: (2 if samples.dtype.kind == "i" else 1,) * channels}
    return known | {int(name[1:]): value for name, value in tags.items()}, samples if strip is None else strip


def tiff(*pages, order="<", below=()):
    """The bytes of a TIFF of these pages; below: pages that hang as sub directories below the first."""
    data = bytearray((b"II" if order == "<" else b"MM") + struct.pack(f"{order}HI", 42, 0))
    places = [_write(data, tags, samples, order) for tags, samples in below]
    link = 4
    for number, (tags, samples) in enumerate(pages):
        extra = {330: tuple(places)} if places and number == 0 else {}
        place = _write(data, tags | extra, samples, order)
        struct.pack_into(f"{order}I", data, link, place)
        link = place + 2 + 12 * struct.unpack_from(f"{order}H", data, place)[0]
    return bytes(data)


def _write(data, tags, samples, order):
    """Append a page; returns where its directory begins."""
    strip = samples
    if not isinstance(samples, bytes):
        strip = np.ascontiguousarray(samples, samples.dtype.newbyteorder(order)).tobytes()
    tags = tags | {273: len(data), 279: len(strip)}
    data += strip + bytes(len(strip) % 2)
    entries = b""
    for number, value in sorted(tags.items()):
        entries += _entry(data, number, value, order)
    place = len(data)
    data += struct.pack(f"{order}H", len(tags)) + entries + bytes(4)
    return place


def _entry(data, number, value, order):
    if isinstance(value, bytes):
        kind, count, packed = 7 if number == 34675 else 2, len(value), value
    else:
        numbers = value if isinstance(value, tuple) else (value,)
        kind, letter = (4, "I") if number in (256, 257, 273, 278, 279, 330) else (3, "H")
        count, packed = len(numbers), struct.pack(f"{order}{len(numbers)}{letter}", *numbers)
    if len(packed) > 4:
        place = len(data)
        data += packed + bytes(len(packed) % 2)
        packed = struct.pack(f"{order}I", place)
    return struct.pack(f"{order}HHI", number, kind, count) + packed.ljust(4, b"\x00")
