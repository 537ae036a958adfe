"""Colour spaces by their formulas, and profiles of them: the reference that the reader is held against."""

from __future__ import annotations

import struct

import numpy as np

from models.images.profiles import matrix_profile

D50, D65 = (0.3457, 0.3585), (0.3127, 0.3290)
_SRGB = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
SRGB_CURVE = struct.pack(">4sIHH5i", b"para", 0, 3, 0, *(round(number * 65_536) for number in _SRGB))
SPACES = {
    "Display P3": (((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)), D65, 0.0),
    "Adobe RGB": (((0.64, 0.33), (0.21, 0.71), (0.15, 0.06)), D65, 563 / 256),
    "ProPhoto": (((0.734699, 0.265301), (0.159597, 0.840403), (0.036598, 0.000105)), D50, 461 / 256),
    "sRGB": (((0.64, 0.33), (0.30, 0.60), (0.15, 0.06)), D65, 0.0),
}
"""Primaries, white, gamma; 0 for the curve of sRGB."""
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])


def xyz_of(name):
    """3x3: linear RGB of the space to XYZ under D50."""
    primaries, white, _ = SPACES[name]
    columns = np.array([_xyz(*point) for point in primaries]).T
    columns = columns * np.linalg.solve(columns, _xyz(*white))
    cones = (_BRADFORD @ _xyz(*D50)) / (_BRADFORD @ _xyz(*white))
    return np.linalg.inv(_BRADFORD) @ np.diag(cones) @ _BRADFORD @ columns


def shown_as(name, picture):
    """What a picture (bytes) of that space looks like in sRGB, as floats 0 to 1."""
    gamma = SPACES[name][2]
    shares = picture / 255
    linear = shares**gamma if gamma else to_linear(shares)
    light = linear @ (np.linalg.inv(xyz_of("sRGB")) @ xyz_of(name)).T
    return from_linear(np.clip(light, 0, 1))


def to_linear(shares):
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def from_linear(light):
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def profile_of(name, order=(0, 1, 2)):
    """An ICC profile of the space; order: which primaries stand for red, green and blue."""
    gamma = SPACES[name][2]
    curve = struct.pack(">4sIIH", b"curv", 0, 1, round(gamma * 256)) if gamma else SRGB_CURVE
    columns = xyz_of(name).T
    return matrix_profile(name, tuple(tuple(columns[place]) for place in order), curve)


def gray_profile(gamma):
    """A gray profile: light = share ** gamma."""
    curve = struct.pack(">4sIIH", b"curv", 0, 1, round(gamma * 256))
    body = bytearray(matrix_profile("gray", tuple(tuple(column) for column in xyz_of("sRGB").T), curve))
    body[16:20] = b"GRAY"
    return bytes(body.replace(b"rTRC", b"kTRC"))


def _xyz(x, y):
    return np.array([x / y, 1.0, (1 - x - y) / y])
