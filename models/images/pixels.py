"""From an opened file to the one convention: RGB uint8, upright, transparency on white, 16 bits scaled by >> 8."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import numpy as np
from PIL import Image

from models.errors import PictureError
from models.records import Picture

_ORIENTATION_TAG = 0x0112
_EXIF_IFD = 0x8769
_DATE_TAGS = (0x9003, 0x9004, 0x0132)
_STRIP_PIXELS = 4_000_000
"""Pixels converted at a time, so that a huge photo is not held three times over."""

_Turn = Callable[[Picture], Picture]
_TURNS: dict[int, _Turn] = {
    2: lambda stored: stored[:, ::-1],
    3: lambda stored: stored[::-1, ::-1],
    4: lambda stored: stored[::-1],
    5: lambda stored: stored.transpose(1, 0, 2),
    6: lambda stored: stored[::-1].transpose(1, 0, 2),
    7: lambda stored: stored[::-1, ::-1].transpose(1, 0, 2),
    8: lambda stored: stored[:, ::-1].transpose(1, 0, 2),
}
_PLAIN_MODES = ("1", "L", "P", "RGB", "RGBX", "CMYK", "YCbCr")
_ALPHA_MODES = ("LA", "La", "PA", "RGBA", "RGBa")


def orientation_of(image: Image.Image) -> int:
    """EXIF orientation 1 to 8; 1 when there is none or nonsense."""
    try:
        value = image.getexif().get(_ORIENTATION_TAG, 1)
    except Exception:  # metadata is hostile input: whatever it breaks, the pixels still count
        return 1
    return value if isinstance(value, int) and value in _TURNS else 1


def date_taken(image: Image.Image) -> str | None:
    """The EXIF date as ISO text, None when there is none or it is no date."""
    try:
        exif = image.getexif()
        texts = [exif.get_ifd(_EXIF_IFD).get(tag) or exif.get(tag) for tag in _DATE_TAGS]
    except Exception:  # as above
        return None
    for text in texts:
        try:
            return datetime.strptime(str(text).strip("\x00 "), "%Y:%m:%d %H:%M:%S").isoformat()
        except ValueError:
            continue
    return None


def upright_picture(image: Image.Image) -> Picture:
    """The loaded first frame as RGB uint8 (H, W, 3), turned as EXIF asks; uses the image up. Raises PictureError."""
    turn = _TURNS.get(orientation_of(image))
    picture = _to_array(image)
    image.close()
    return picture if turn is None else np.ascontiguousarray(turn(picture))


def _to_array(image: Image.Image) -> Picture:
    rows = max(1, _STRIP_PIXELS // image.width)
    if rows >= image.height:
        return np.array(_to_rgb(image), dtype=np.uint8)
    picture = np.empty((image.height, image.width, 3), np.uint8)
    for top in range(0, image.height, rows):
        bottom = min(top + rows, image.height)
        picture[top:bottom] = np.asarray(_to_rgb(image.crop((0, top, image.width, bottom))))
    return picture


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        image = _from_sixteen_bit(image)
    transparent = image.mode in _ALPHA_MODES or "transparency" in image.info
    if transparent and image.mode in (*_ALPHA_MODES, "1", "L", "P", "RGB"):
        return _on_white(image)
    if image.mode not in _PLAIN_MODES:
        raise PictureError(
            f"its colours are stored in a way Bottega does not read ({image.mode})",
            remedy="Save it as an ordinary RGB picture",
        )
    return image if image.mode == "RGB" else image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("La", "PA"):
        image = image.convert("LA" if image.mode == "La" else "RGBA")
    rgba = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", rgba.size, (255, 255, 255, 255)), rgba).convert("RGB")


def _from_sixteen_bit(image: Image.Image) -> Image.Image:
    """Gray of 16 (or 32) bits as 8: the upper byte, since Pillow's own conversion clips to white."""
    deep = np.asarray(image)
    if deep.size and (deep.min() < 0 or deep.max() > 0xFFFF):
        raise PictureError("its pixels have more than 16 bits", remedy="Save it with 8 or 16 bits per channel")
    gray = (deep.astype(np.uint16) >> 8).astype(np.uint8)
    clear = image.info.get("transparency")
    if isinstance(clear, int):
        gray[deep == clear] = 255
    return Image.fromarray(gray)
