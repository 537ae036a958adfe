"""How well an encoder paints a picture whose true colours are known, beside what doing nothing would give. No file."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from models.cv import cv2
from models.faces.boxes import haar_from_crop_box
from models.filters import apply_chain
from models.images.colour import tint
from models.images.likeness import ciede2000, colourfulness, mean_chroma, psnr, ssim, to_lab
from models.painting.encoder import Encoder
from models.painting.painter import paint_picture
from models.recipes import is_colourising
from models.recipes.filtering import filter_input
from models.records import Box, PaintOptions, Picture
from models.score_records import Likeness

Mask = npt.NDArray[np.bool_]

_SEED = 0
"""Of seeded filters and of noise: the same photo gets the same score."""
_LEAST = 1.0
"""Chroma and colourfulness below which a real picture has no colour that one could have a share of."""


@dataclasses.dataclass(frozen=True, slots=True)
class Judged:
    """given, painted, real: in the size the network sees, as the encoder got, made and should have made them."""

    given: Picture
    painted: Picture
    real: Picture
    likeness: Likeness


def score_picture(encoder: Encoder, picture: Picture, face: Box | None, mean: Picture | None) -> Judged:
    """Judge what the encoder makes of a picture in its recipe's size, as painting shows it.

    face: the crop rectangle of the face on it, where there is one; mean: the mean of other real pictures.
    """
    recipe = encoder.header.recipe
    given, real = filter_input(recipe, picture, _SEED), apply_chain(picture, recipe.target, _SEED)
    painted = paint_picture(encoder, picture, PaintOptions(seed=_SEED))
    if mean is not None and is_colourising(recipe):
        mean = tint(given, mean, 1.0)
    raw = psnr(encoder.paint(given) if is_colourising(recipe) else painted, real)
    return Judged(given, painted, real, _compare(given, painted, real, raw, face, mean))


def _compare(
    given: Picture, painted: Picture, real: Picture, raw: float, face: Box | None, mean: Picture | None
) -> Likeness:
    lab, true = to_lab(painted), to_lab(real)
    apart = ciede2000(lab, true)
    inside = _face_mask(face, *apart.shape) if face is not None else None
    outside = ~inside if inside is not None else None
    colour, chroma = colourfulness(real), mean_chroma(true)
    return Likeness(
        psnr=psnr(painted, real),
        psnr_raw=raw,
        psnr_input=psnr(given, real),
        psnr_mean=psnr(mean, real) if mean is not None else None,
        psnr_face=psnr(painted, real, inside) if inside is not None else None,
        psnr_rest=psnr(painted, real, outside) if outside is not None else None,
        ssim=ssim(painted, real),
        ciede2000=float(apart.mean()),
        ciede2000_input=float(ciede2000(to_lab(given), true).mean()),
        ciede2000_mean=float(ciede2000(to_lab(mean), true).mean()) if mean is not None else None,
        ciede2000_face=float(apart[inside].mean()) if inside is not None else None,
        ciede2000_rest=float(apart[outside].mean()) if outside is not None else None,
        colourfulness_ratio=colourfulness(painted) / colour if colour >= _LEAST else None,
        chroma_ratio=mean_chroma(lab) / chroma if chroma >= _LEAST else None,
    )


def _face_mask(face: Box, height: int, width: int) -> Mask:
    """The ellipse from brow to chin that a crop's inner square holds, a little narrower than that is wide."""
    x, y, side, _ = haar_from_crop_box(face)
    drawn = np.zeros((height, width), np.uint8)
    centre, axes = (round(x + side / 2), round(y + side / 2)), (round(side * 0.4), round(side * 0.5))
    cv2.ellipse(drawn, centre, axes, face.angle, 0, 360, 255, cv2.FILLED)
    inside = drawn > 0
    return inside if inside.any() else np.ones_like(inside)


def mean_likeness(all_of_them: Sequence[Likeness]) -> Likeness:
    """Each figure's mean over the pictures that have it; None where none has."""
    figures: dict[str, Any] = {}
    for name in (field.name for field in dataclasses.fields(Likeness)):
        known = [value for one in all_of_them if (value := getattr(one, name)) is not None]
        figures[name] = sum(known) / len(known) if known else None
    return Likeness(**figures)
