"""What makes a suggested box doubtful, judged by itself and by the other boxes of its photo. Knows no picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from models.faces.clues import Suspicion, suspect
from models.faces.judge import Judge
from models.records import Face, FaceState

SURE_BELOW = 0.3
"""Boxes less doubtful than this are accepted by "Accept the rest"."""
_WORTH_SAYING = 0.4
"""Log-odds from which on a clue is told."""
_NOTABLE = 0.7
"""Log-odds by which a judge moves a box, twice as doubtful or half, from which on it is told."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """score: how likely the box is no face, 0 to 1; reasons: in words, the weightiest first."""

    score: float
    reasons: tuple[str, ...] = ()


def doubts(faces: Sequence[Face], judge: Judge | None = None) -> dict[int, Doubt]:
    """The doubt of every box of ONE photo, by its number. Boxes that a person made or decided on carry none."""
    judged = [face for face in faces if is_open(face)]
    accepted = [face for face in faces if face.state is not FaceState.REJECTED and not is_open(face)]
    suspicions = suspect(judged, accepted)
    moves = judge.moves(judged, suspicions) if judge is not None else [0.0] * len(judged)
    told = {face.id: Doubt(0.0) for face in faces}
    return told | {face.id: _tell(found, move) for face, found, move in zip(judged, suspicions, moves, strict=True)}


def is_open(face: Face) -> bool:
    """Whether a detector found it and nobody has decided on it yet."""
    return face.state is FaceState.SUGGESTED and face.weight is not None


def _tell(found: Suspicion, move: float) -> Doubt:
    """move: what the judge added to the log-odds."""
    score = 1 / (1 + math.exp(min(50.0, -(found.log_odds + move))))
    told = [(step, words) for step, words in found.against if step >= _WORTH_SAYING]
    if abs(move) >= _NOTABLE:
        told.append((abs(move), "Like those you rejected" if move > 0 else "Like those you accepted"))
    if score >= SURE_BELOW and not told:
        told = list(found.against[:1]) or [(0.0, "The detector is not sure")]
    return Doubt(score, tuple(words for _, words in sorted(told, key=lambda clue: -clue[0])))
