"""The mask of a photo as text in a painting's recipe: run lengths, packed. What is read back is from outside."""

from __future__ import annotations

import base64
import binascii
import re
import zlib

import numpy as np
import numpy.typing as npt

from models.errors import UsageError
from models.records import Picture

Mask = npt.NDArray[np.bool_]
"""Which pixels are marked, shape (height, width)."""

MAX_TEXT = 2_000_000
"""Characters: scratches all over a photo of 100 megapixels take a tenth of that."""
MAX_RUNS = 4_000_000
_HEAD = re.compile(r"(\d{1,6})x(\d{1,6}):")
_RUN = np.dtype("<u4")


def mask_to_text(mask: Mask) -> str:
    """ "640x480:..." with the lengths of its runs, row after row, the first of what is not marked.

    Raises UsageError when it would be too long to be read again.
    """
    height, width = mask.shape
    flat = np.concatenate(([False], mask.ravel()))
    edges = np.flatnonzero(flat[1:] != flat[:-1])
    runs = np.diff(np.concatenate(([0], edges, [mask.size]))).astype(_RUN)
    text = f"{width}x{height}:{base64.b64encode(zlib.compress(runs.tobytes(), 6)).decode()}"
    if len(text) > MAX_TEXT or len(runs) > MAX_RUNS:
        raise UsageError("this mask has too many small parts", remedy="Mark larger places")
    return text


def mask_from_text(text: str, width: int, height: int) -> Mask:
    """The mask, of a photo of that size. Raises UsageError for another size and for anything damaged."""
    head = _HEAD.match(text[:16])
    if len(text) > MAX_TEXT or head is None:
        raise _damaged()
    if (int(head[1]), int(head[2])) != (width, height):
        what = f"the mask is of a photo of {head[1]} x {head[2]}, this one has {width} x {height}"
        raise UsageError(what, remedy="Mark this photo anew")
    runs = _unpack(text[head.end() :]).astype(np.int64)
    if runs.sum() != width * height:
        raise _damaged()
    return np.repeat(np.arange(len(runs)) % 2 == 1, runs).reshape(height, width)


def _unpack(text: str) -> npt.NDArray[np.uint32]:
    """The runs; never more than a mask can have, whatever the text unpacks to."""
    try:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(base64.b64decode(text, validate=True), MAX_RUNS * _RUN.itemsize)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise _damaged() from error
    if not unpacking.eof or len(data) % _RUN.itemsize:
        raise _damaged()
    return np.frombuffer(data, _RUN)


def _damaged() -> UsageError:
    return UsageError("the mask of this painting is damaged")


def marked_in(picture: Picture) -> Mask:
    """The mask that a picture is: marked where it is light."""
    return np.asarray(picture.max(axis=2) > 127)
