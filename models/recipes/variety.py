"""How the pictures of a recipe are varied while they are learned from, as parameters for forms. Imports no pydantic."""

from __future__ import annotations

from models.params import Param

MAX_JITTER = 64
"""px of 256x320: a quarter larger, beyond which little of the face is left in the cut."""

FLIP = Param("flip", "bool", True, help="Show every other picture as in a mirror", label="Mirrored, half of them")

JITTER = Param(
    "jitter",
    "int",
    16,
    0,
    MAX_JITTER,
    "How many px larger than 256 a picture is before a part of its size is cut from it by chance",
    label="Shifted by up to",
    unit="px",
)
