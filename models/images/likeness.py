"""How like two pictures are, in the figures of the field: PSNR, SSIM, CIEDE2000, colourfulness. Knows no encoder."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from skimage.metrics import structural_similarity

from models.records import Picture

Numbers = npt.NDArray[np.floating]
"""float32: double would take twice the time and tell nothing more."""

_MOST = 100.0
"""dB reported for pictures that are equal."""

_TO_FAR = 25.0**7

_SRGB = np.arange(256) / 255
_LINEAR = np.where(_SRGB > 0.04045, ((_SRGB + 0.055) / 1.055) ** 2.4, _SRGB / 12.92).astype(np.float32)
"""The light of each level, IEC 61966-2-1."""
_WHITE = np.array([0.95047, 1.0, 1.08883])
_TO_XYZ = (
    np.array([[0.412453, 0.357580, 0.180423], [0.212671, 0.715160, 0.072169], [0.019334, 0.119193, 0.950227]]).T
    / _WHITE
).astype(np.float32)
"""Linear RGB to X, Y, Z as shares of the D65 white."""
_DARK = np.float32((6 / 29) ** 3)


def psnr(picture: Picture, target: Picture, where: npt.NDArray[np.bool_] | None = None) -> float:
    """Peak signal-to-noise ratio over all channels of the pixels `where` (all) in dB: 10 log10(255^2 / MSE), 100 at

    most.
    """
    squares = np.square(picture.astype(np.float32) - target.astype(np.float32))
    error = float(np.mean(squares if where is None else squares[where]))
    return min(_MOST, 10 * float(np.log10(255.0**2 / error))) if error else _MOST


def ssim(picture: Picture, target: Picture) -> float:
    """Structural similarity of Wang et al. 2004, -1 to 1, mean over the channels."""
    single = [side.astype(np.float32) for side in (picture, target)]  # half the work of the double it would take
    return float(structural_similarity(*single, channel_axis=2, data_range=255))  # type: ignore[no-untyped-call]


def to_lab(picture: Picture) -> Numbers:
    """CIE L*a*b* of an sRGB picture under D65, (H, W, 3): L from 0 to 100."""
    # OpenCV's own conversion interpolates in a table, and is up to half a unit off
    xyz = _LINEAR[picture] @ _TO_XYZ
    root = np.where(xyz > _DARK, np.cbrt(xyz), xyz * np.float32(841 / 108) + np.float32(4 / 29))
    x, y, z = _planes(root)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=2)


def ciede2000(one: Numbers, other: Numbers) -> Numbers:
    """The colour difference of each pixel of two Lab pictures, (H, W): 1 is what an eye just sees.

    Sharma, Wu, Dalal: The CIEDE2000 color-difference formula, 2005; weights 1.
    """
    (light1, a1, b1), (light2, a2, b2) = (_planes(side) for side in (one, other))
    pull = _share_of_far((_length(a1, b1) + _length(a2, b2)) / 2)
    stretch = np.float32(1.5) - pull / 2
    chroma1, hue1 = _polar(a1 * stretch, b1)
    chroma2, hue2 = _polar(a2 * stretch, b2)

    # differences; the hue's is taken the short way round, and means nothing beside a gray
    turn = hue2 - hue1
    turn -= np.float32(2 * np.pi) * np.rint(turn / np.float32(2 * np.pi))
    gray = chroma1 * chroma2 == 0
    turn[gray] = 0
    hue_apart = 2 * np.sqrt(chroma1 * chroma2) * np.sin(turn / 2)

    light, chroma = (light1 + light2) / 2, (chroma1 + chroma2) / 2
    hue = np.where(gray, hue1 + hue2, hue1 + turn / 2)
    weight_light, weight_hue, turned = _weights(light, chroma, hue)
    by_light = (light2 - light1) / weight_light
    by_chroma = (chroma2 - chroma1) / (1 + np.float32(0.045) * chroma)
    by_hue = hue_apart / weight_hue
    square = by_light**2 + by_chroma**2 + by_hue**2 + turned * by_chroma * by_hue
    apart: Numbers = np.sqrt(np.maximum(square, 0))
    return apart


def _share_of_far(chroma: Numbers) -> Numbers:
    """sqrt(C^7 / (C^7 + 25^7)): 0 near gray, towards 1 far from it."""
    seventh = np.square(chroma * chroma * chroma) * chroma
    return np.sqrt(seventh / (seventh + np.float32(_TO_FAR)))


def _planes(picture: npt.NDArray[np.generic]) -> Numbers:
    """The layers one after the other: (H, W, 3) -> (3, H, W)."""
    return np.ascontiguousarray(np.moveaxis(picture, 2, 0), np.float32)


def _length(a: Numbers, b: Numbers) -> Numbers:
    return np.sqrt(a * a + b * b)


def _polar(a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    """Chroma, and hue from -pi to pi; 0 for a gray."""
    return _length(a, b), np.arctan2(b, a)


def _weights(light: Numbers, chroma: Numbers, hue: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Of lightness and of hue, and the rotation that couples chroma and hue among the blues."""
    off = np.square(light - 50)
    weight_light = 1 + np.float32(0.015) * off / np.sqrt(20 + off)
    degree = np.float32(np.pi / 180)
    shape = (
        1
        - np.float32(0.17) * np.cos(hue - 30 * degree)
        + np.float32(0.24) * np.cos(2 * hue)
        + np.float32(0.32) * np.cos(3 * hue + 6 * degree)
        - np.float32(0.20) * np.cos(4 * hue - 63 * degree)
    )
    weight_hue = 1 + np.float32(0.015) * chroma * shape
    degrees = hue / degree
    degrees = np.where(degrees < 0, degrees + 360, degrees)
    blue = np.float32(60) * degree * np.exp(-np.square((degrees - 275) / 25))
    return weight_light, weight_hue, -np.sin(blue) * 2 * _share_of_far(chroma)


def colourfulness(picture: Picture) -> float:
    """Hasler and Suesstrunk 2003: 0 for a gray, some 15 slightly, 45 quite, 109 extremely colourful."""
    red, green, blue = _planes(picture)
    apart, warm = red - green, (red + green) / 2 - blue
    return float(np.hypot(apart.std(), warm.std()) + 0.3 * np.hypot(apart.mean(), warm.mean()))


def mean_chroma(lab: Numbers) -> float:
    """The mean distance of a Lab picture's pixels from gray."""
    return float(_length(lab[:, :, 1], lab[:, :, 2]).mean())
