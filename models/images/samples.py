"""Gray of more than eight bits: which number is black and which is white, from what the file says or what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image
from PIL.TiffImagePlugin import OPEN_INFO

from models.errors import PictureError

_BITS, _PHOTOMETRIC, _MAX_SAMPLE, _FORMAT = 258, 262, 281, 339
_WHITE_IS_ZERO = 0
_SIGNED = 2
_FULL = 0xFFFF
_HELD = (0xFF, 0xFFF)
"""Whites of scanners that keep 8 or 12 bits in 16: a picture of which no number is larger is such a one."""

Samples = npt.NDArray[Any]

# Pillow decodes these but knows them in some byte orders, and with white as the highest number, only.
for _order, _photometric in ((b"II", 0), (b"II", 1), (b"MM", 0), (b"MM", 1)):
    _big = "B" if _order == b"MM" else ""
    for _bits, _sign, _modes in (
        (16, 1, (f"I;16{_big}", f"I;16{_big}")),
        (16, _SIGNED, ("I", f"I;16{_big}S")),
        (12, 1, ("I;16", "I;12")),
    ):
        OPEN_INFO.setdefault((_order, _photometric, (_sign,), 1, (_bits,), ()), _modes)


@dataclass(frozen=True, slots=True)
class Scale:
    """Stored numbers from black to white; inverted: the other way round."""

    black: int = 0
    white: int = _FULL
    inverted: bool = False

    def levels(self, samples: Samples) -> npt.NDArray[np.uint16]:
        """The samples as levels, 0 for black to 65,535 for white."""
        if (self.black, self.white) == (0, _FULL):
            levels = samples.astype(np.uint16)
        else:
            shares = np.clip(samples.astype(np.int64) - self.black, 0, self.white - self.black) * _FULL
            levels = (shares // (self.white - self.black)).astype(np.uint16)
        return _FULL - levels if self.inverted else levels


def scale_of(image: Image.Image) -> Scale:
    """How a loaded gray picture of mode I or I;16 is to be read; raises PictureError for more than 16 bits."""
    tags: Mapping[int, Any] = getattr(image, "tag_v2", {})
    samples = np.asarray(image)
    low, high = int(samples.min()), int(samples.max())
    inverted = tags.get(_PHOTOMETRIC) == _WHITE_IS_ZERO
    if low < 0 and low >= -0x8000 and high <= 0x7FFF and _first(tags.get(_FORMAT)) == _SIGNED:
        return Scale(-0x8000, 0x7FFF, inverted)
    if low < 0 or high > _FULL:
        raise PictureError("its pixels have more than 16 bits", remedy="Save it with 8 or 16 bits per channel")
    return Scale(0, _white(tags, high), inverted)


def _white(tags: Mapping[int, Any], high: int) -> int:
    """The number that is white, when the largest one in the picture is `high`."""
    said = _first(tags.get(_MAX_SAMPLE))
    if said is not None and 0 < said <= _FULL and high <= said:
        return said
    bits = _first(tags.get(_BITS))
    if bits is not None and 8 < bits < 16 and high < 1 << bits:
        return (1 << bits) - 1
    full = 0x7FFF if _first(tags.get(_FORMAT)) == _SIGNED and high <= 0x7FFF else _FULL
    return next((white for white in _HELD if 0 < high <= white), full)


def _first(value: object) -> int | None:
    """The first number of a tag; None when it holds none."""
    if isinstance(value, tuple) and value:
        value = value[0]
    return value if isinstance(value, int) else None
