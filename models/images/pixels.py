"""From an opened file to the one convention: RGB uint8 in sRGB, upright, transparency on white, 16 bits as 8."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PIL import Image

from models.errors import PictureError
from models.images.profiles import Tones, profile_of, space_of, tones_from, transform_from, transform_from_lab
from models.images.samples import Scale, make_unsigned, scale_of
from models.records import Picture

_ORIENTATION_TAG = 0x0112
_STRIP_PIXELS = 4_000_000
"""Pixels converted at a time, so that a huge photo is not held three times over."""

_Turn = Callable[[Picture], Picture]
_Conversion = Callable[[Image.Image], Image.Image]
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
_GRAY_MODES = ("1", "L", "LA", "La")
_ALPHA_MODES = ("LA", "La", "PA", "RGBA", "RGBa")


def orientation_of(image: Image.Image) -> int:
    """EXIF orientation 1 to 8; 1 when there is none or nonsense."""
    try:
        value = image.getexif().get(_ORIENTATION_TAG, 1)
    except Exception:  # metadata is hostile input: whatever it breaks, the pixels still count
        return 1
    return value if isinstance(value, int) and value in _TURNS else 1


def upright_picture(image: Image.Image, shrink: int = 1) -> Picture:
    """The loaded frame as RGB uint8 (H, W, 3), in sRGB, turned as EXIF asks; uses the image up. Raises PictureError.

    shrink: how many times smaller each side becomes, rounded up.
    """
    turn = _TURNS.get(orientation_of(image))
    make_unsigned(image)
    _make_visible(image)
    picture = _to_array(image, shrink)
    image.close()
    return picture if turn is None else np.ascontiguousarray(turn(picture))


def _make_visible(image: Image.Image) -> None:
    """A bitmap that is transparent all over is one whose fourth byte nobody filled in."""
    if image.format == "BMP" and image.mode == "RGBA" and image.getchannel("A").getextrema() == (0, 0):
        image.putalpha(255)


def _to_array(image: Image.Image, shrink: int) -> Picture:
    to_rgb = _shrinking(image, shrink, _conversion(image))
    rows = max(1, _STRIP_PIXELS // image.width // shrink) * shrink
    if rows >= image.height:
        return np.array(to_rgb(image), dtype=np.uint8)
    picture = np.empty((-(-image.height // shrink), -(-image.width // shrink), 3), np.uint8)
    for top in range(0, image.height, rows):
        strip = to_rgb(image.crop((0, top, image.width, min(top + rows, image.height))))
        picture[top // shrink : (top + rows) // shrink] = np.asarray(strip)
    return picture


def _shrinking(image: Image.Image, shrink: int, to_rgb: _Conversion) -> _Conversion:
    """The conversion of a strip that makes it smaller too, before it is RGB where its numbers can be mixed."""
    if shrink == 1:
        return to_rgb
    if image.mode == "1" and "transparency" not in image.info:
        return lambda strip: to_rgb(strip.convert("L").reduce(shrink))
    if image.mode in ("L", "RGB", "CMYK") and "transparency" not in image.info:
        return lambda strip: to_rgb(strip.reduce(shrink))
    return lambda strip: to_rgb(strip).reduce(shrink)


def _conversion(image: Image.Image) -> _Conversion:
    """How the picture becomes sRGB: settled by the whole of it, then done strip by strip."""
    profile = profile_of(image)
    space = space_of(profile)
    if image.mode.startswith("I"):
        return partial(_from_sixteen_bit, scale_of(image), profile)
    if image.mode == "LAB":
        return transform_from_lab().apply
    if space == "GRAY" and image.mode in _GRAY_MODES and (tones := tones_from(profile)) is not None:
        return lambda strip: _toned(_to_rgb(strip), tones)
    if space == "CMYK" and image.mode == "CMYK" and (printed := transform_from(profile, "CMYK")) is not None:
        return printed.apply
    if space == "RGB" and image.mode != "CMYK" and (seen := transform_from(profile, "RGB")) is not None:
        return lambda strip: seen.apply(_to_rgb(strip))
    return _to_rgb


def _toned(gray: Image.Image, tones: Tones) -> Image.Image:
    """A gray picture, as RGB, with the tones of its profile."""
    return Image.fromarray(tones[np.asarray(gray)[:, :, 0].astype(np.uint16) * 257]).convert("RGB")


def _to_rgb(image: Image.Image) -> Image.Image:
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


def _from_sixteen_bit(scale: Scale, profile: bytes, image: Image.Image) -> Image.Image:
    """Gray of more than 8 bits as RGB: the upper byte, since Pillow's own conversion clips to white."""
    deep = np.asarray(image)
    levels = scale.levels(deep)
    tones = tones_from(profile) if space_of(profile) == "GRAY" else None
    gray = (levels >> 8).astype(np.uint8) if tones is None else tones[levels]
    clear = image.info.get("transparency")
    if isinstance(clear, int):
        gray[deep == clear] = 255
    rgb = Image.fromarray(gray).convert("RGB")
    seen = transform_from(profile, "RGB") if space_of(profile) == "RGB" else None
    return rgb if seen is None else seen.apply(rgb)
