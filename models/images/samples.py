"""Samples that are not bytes: which number is black and which is white, from what the file says or what it holds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, TiffImagePlugin
from PIL.TiffImagePlugin import OPEN_INFO

from models.errors import PictureError

_BITS, _PHOTOMETRIC, _MAX_SAMPLE, _FORMAT = 258, 262, 281, 339
_WHITE_IS_ZERO = 0
_SIGNED = 2
_FULL = 0xFFFF
_HELD = (0xFF, 0xFFF)
"""Whites of scanners that keep 8 or 12 bits in 16: a picture of which no number is larger is such a one."""
_STRIP_SAMPLES = 4_000_000

Samples = npt.NDArray[Any]

# Pillow's own decoder takes samples of 16 bits for bytes, and white for black, where each channel lies by itself.
TiffImagePlugin.READ_LIBTIFF = True

# Pillow decodes these but knows them in some byte orders, and with white as the highest number, only.
for _order, _photometric in ((b"II", 0), (b"II", 1), (b"MM", 0), (b"MM", 1)):
    _big = "B" if _order == b"MM" else ""
    OPEN_INFO[_order, _photometric, (_SIGNED,), 1, (16,), ()] = ("I", "I;16NS")
    for _bits, _sign, _modes in (
        (16, 1, (f"I;16{_big}", f"I;16{_big}")),
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


def make_unsigned(image: Image.Image) -> None:
    """Bytes with a sign, in a loaded gray picture, become levels: from the lowest number, or from zero."""
    tags: Mapping[int, Any] = getattr(image, "tag_v2", {})
    if image.mode == "L" and _first(tags.get(_FORMAT)) == _SIGNED:
        # a negative number was loaded as one above 127
        signed = int(np.asarray(image).max()) > 0x7F
        image.paste(image.point([level ^ 0x80 if signed else level * 255 // 0x7F for level in range(256)]))


def is_deep(image: Image.Image) -> bool:
    """Whether a picture that is not loaded yet has colours of 16 bits, of which the upper byte will be loaded."""
    return image.mode == "RGB" and any(";16" in _raw_mode(tile.args) for tile in image.tile)  # type: ignore[attr-defined]


def stretch(image: Image.Image, load_low: Callable[[], Image.Image]) -> None:
    """Colours of 8 or 12 bits that are kept in 16 become as bright as they are; image: its upper bytes, loaded.

    load_low: the same picture with the lower bytes of its samples, which most pictures can do without.
    """
    tags: Mapping[int, Any] = getattr(image, "tag_v2", {})
    top = max(int(high) for _, high in image.getextrema())  # type: ignore[misc]
    if _white(tags, max(1, top << 8)) == _FULL:
        return
    low = load_low()
    rows = max(1, _STRIP_SAMPLES // image.width)
    boxes = [(0, y, image.width, min(y + rows, image.height)) for y in range(0, image.height, rows)]
    white = _white(tags, max(int(_joined(image, low, box).max()) for box in boxes))
    for box in boxes if white != _FULL else ():
        levels = Scale(0, white).levels(_joined(image, low, box))
        image.paste(Image.fromarray((levels >> 8).astype(np.uint8)), box)


def take_low_bytes(image: Image.Image) -> None:
    """Have the lower bytes of a picture of 16 bits loaded, as if it were of the other byte order."""
    other = {"L": "B", "B": "L", "N": "B" if sys.byteorder == "little" else "L"}
    exchanged = []
    for tile in image.tile:  # type: ignore[attr-defined]
        raw = _raw_mode(tile.args)
        raw = raw[:-1] + other[raw[-1]]
        exchanged.append(tile._replace(args=raw if isinstance(tile.args, str) else (raw, *tile.args[1:])))
    image.tile = exchanged  # type: ignore[attr-defined]


def _raw_mode(arguments: object) -> str:
    """What a decoder is told of how samples are stored: the first of its arguments, or the only one."""
    first = arguments[0] if isinstance(arguments, tuple) and arguments else arguments
    return first if isinstance(first, str) else ""


def _joined(upper: Image.Image, lower: Image.Image, box: tuple[int, int, int, int]) -> Samples:
    joined: Samples = np.asarray(upper.crop(box)).astype(np.uint16) << 8 | np.asarray(lower.crop(box))
    return joined


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
