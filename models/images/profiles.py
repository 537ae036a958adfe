"""What a picture's numbers mean: an embedded colour profile as a way into sRGB, made once for each profile.

A profile that is broken, or that does not fit its picture, is passed over: then the numbers are taken for sRGB.
"""

from __future__ import annotations

import io
import struct
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms

_MAX_BYTES = 4_000_000
"""Profiles of printers have up to 3 MB; more is not read."""
_KEPT = 24
_SAME = 2
"""Levels (of 255) that sRGB profiles of different makers differ by: what is no further off costs nothing."""
_PROFILE_TAG = 34675
_INTEROP_IFD = 0xA005
_INTEROP_INDEX = 1
_NO_CACHE = ImageCms.Flags.NOCACHE  # what a transform remembers is not shared by threads

Tones = npt.NDArray[np.uint8]
"""The level, 0 to 255, that each of 65,536 levels of gray has in sRGB."""


def profile_of(image: Image.Image) -> bytes:
    """The profile a picture carries, or the one its camera named; empty when there is none."""
    # a later page of a TIFF must not take over the profile of the first
    tags = getattr(image, "tag_v2", None)
    profile = image.info.get("icc_profile") if tags is None else tags.get(_PROFILE_TAG)
    if isinstance(profile, bytes) and 128 < len(profile) <= _MAX_BYTES:
        return profile
    return adobe_rgb_profile() if profile is None and _was_taken_in_adobe_rgb(image) else b""


def space_of(profile: bytes) -> str:
    """ "RGB", "GRAY", "CMYK" ...: what kind of numbers the profile is for; empty without a profile."""
    return profile[16:20].decode("latin-1").strip()


@lru_cache(maxsize=_KEPT)
def transform_from(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """From pictures of this mode, "RGB" or "CMYK", to sRGB; None when nothing is to be done, or can't be."""
    try:
        transform = _build(profile, mode)
        return None if mode == "RGB" and _changes_nothing(transform) else transform
    except Exception:  # a profile is hostile input: whatever it breaks, the pixels still count
        return None


@cache
def transform_from_lab() -> ImageCms.ImageCmsTransform:
    """From CIELAB, as programs for print store it, to sRGB."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    return ImageCms.buildTransform(lab, _srgb(), "LAB", "RGB", ImageCms.Intent.PERCEPTUAL, _NO_CACHE)


@lru_cache(maxsize=_KEPT)
def tones_from(profile: bytes) -> Tones | None:
    """The tones of a gray profile; None when nothing is to be done, or can't be."""
    ramp = np.arange(65_536, dtype=np.uint16)
    try:
        shown = _build(profile, "I;16").apply(Image.fromarray(ramp.reshape(256, 256)))
    except Exception:  # as above
        return None
    tones = np.ascontiguousarray(np.asarray(shown, np.uint8)[:, :, 0].ravel())
    return None if np.abs(tones.astype(int) - (ramp >> 8)).max() <= _SAME else tones


@cache
def srgb_profile() -> bytes:
    """The profile to write into files: always the same bytes, whenever it is made."""
    profile = bytearray(_srgb().tobytes())
    profile[24:36] = _DATE
    return bytes(profile)


@cache
def adobe_rgb_profile() -> bytes:
    """Adobe RGB (1998): primaries adapted to D50, gamma 563/256."""
    columns = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
    return matrix_profile("Adobe RGB (1998)", columns, struct.pack(">4sIIH", b"curv", 0, 1, 0x0233))


def matrix_profile(name: str, columns: tuple[tuple[float, float, float], ...], curve: bytes) -> bytes:
    """A display profile (ICC.1:2001): XYZ of red, green and blue under D50, and one curve for all three."""
    text = name.encode("ascii") + b"\x00"
    described = struct.pack(">4sII", b"desc", 0, len(text)) + text + bytes(78)
    tags = [(b"desc", described), (b"wtpt", _xyz((0.9642, 1.0, 0.8249)))]
    tags += [(b"%cXYZ" % letter, _xyz(column)) for letter, column in zip(b"rgb", columns, strict=True)]
    tags += [(b"%cTRC" % letter, curve) for letter in b"rgb"]
    place, table, body = 132 + 12 * len(tags), b"", b""
    for key, value in tags:
        table += struct.pack(">4sII", key, place + len(body), len(value))
        body += value + bytes(-len(value) % 4)
    head = struct.pack(">I4sI4s4s4s", place + len(body), b"", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head += _DATE + b"acsp" + bytes(28) + _xyz((0.9642, 1.0, 0.8249))[8:]
    return head.ljust(128, b"\x00") + struct.pack(">I", len(tags)) + table + body


_DATE = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return struct.pack(">4sI3i", b"XYZ ", 0, *(round(value * 65_536) for value in values))


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _build(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform:
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    return ImageCms.buildTransform(source, _srgb(), mode, "RGB", ImageCms.Intent.PERCEPTUAL, _NO_CACHE)


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Whether colours from all over the cube, and all grays, stay where they are."""
    steps = np.linspace(0, 255, 9).astype(np.uint8)
    cube = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(-1, 3)
    probe = np.concatenate([cube, np.arange(256, dtype=np.uint8)[:, None].repeat(3, axis=1)])[None]
    shown = np.asarray(transform.apply(Image.fromarray(probe)), int)
    return bool(np.abs(shown - probe).max() <= _SAME)


def _was_taken_in_adobe_rgb(image: Image.Image) -> bool:
    """Whether EXIF says so by the option of DCF 2.0 ("R03"), as cameras do that embed no profile."""
    try:
        index = image.getexif().get_ifd(_INTEROP_IFD).get(_INTEROP_INDEX)
    except Exception:  # as above
        return False
    return isinstance(index, str) and index.strip("\x00 ") == "R03"
