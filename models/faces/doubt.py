"""What makes a suggested box doubtful, judged by itself and by the other boxes of its photo. Knows no picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from models.faces.boxes import haar_from_crop_box, intersection_over_union
from models.faces.judge import Judge
from models.records import Face, FaceState

SURE_BELOW = 0.3
"""Boxes less doubtful than this are accepted by "Accept the rest"."""
SURE_WEIGHT = 4.0
"""A cascade weight from which on false boxes are rare."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """score: 0 (surely a face) to 1; reasons: in words."""

    score: float
    reasons: tuple[str, ...] = ()


def doubts(faces: Sequence[Face], judge: Judge | None = None) -> dict[int, Doubt]:
    """The doubt of every box of ONE photo, by its number. Boxes that a person made or decided on carry none."""
    return {face.id: doubt(face, faces) for face in faces}


def doubt(face: Face, faces: Sequence[Face]) -> Doubt:
    """How likely a suggested box is no face, judged by itself and by the other boxes of its photo.

    Boxes that a person made or decided on carry no doubt.
    """
    if face.state is not FaceState.SUGGESTED or face.weight is None:
        return Doubt(0.0)
    others = [other for other in faces if other.id != face.id and other.state is not FaceState.REJECTED]
    found: list[tuple[float, str]] = []
    if face.weight < SURE_WEIGHT:
        found.append((0.5 * (1 - max(0.0, face.weight) / SURE_WEIGHT), f"Detector unsure (weight {face.weight:.1f})"))
    if len(face.eyes) < 2:
        found.append((0.2, "No eyes found inside") if not face.eyes else (0.05, "Only one eye found"))
    found += _against(face, others)
    return Doubt(min(1.0, sum(score for score, _ in found)), tuple(words for score, words in found if score >= 0.1))


def _against(face: Face, others: Sequence[Face]) -> list[tuple[float, str]]:
    """What the neighbours say: overlapping, or of quite another size."""
    found: list[tuple[float, str]] = []
    square = haar_from_crop_box(face.box)
    if any(intersection_over_union(square, haar_from_crop_box(other.box)) > 0.1 for other in others):
        found.append((0.3, "Overlaps another box"))
    if others:
        share = face.box.width / median(other.box.width for other in others)
        if share < 0.6:
            found.append((0.3, "Much smaller than its neighbours"))
        elif share > 1.8 and len(others) > 1:
            found.append((0.3, "Much larger than its neighbours"))
    return found
