"""What makes a suggested box doubtful, judged by itself and by the other boxes of its photo. Knows no picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.faces.clues import Suspicion, suspect
from models.faces.judge import Judge, learn_judge
from models.records import USABLE, Box, Face, FaceState, NewFace

SURE_BELOW = 0.3
"""Boxes less doubtful than this are accepted by "Accept the rest"; others are not learned or painted unseen."""
_WORTH_SAYING = 0.4
"""Log-odds from which on a clue is told."""
_NOTABLE = 0.7
"""Log-odds by which a judge moves a box, twice as doubtful or half, from which on it is told."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """score: how likely the box is no face, 0 to 1; reasons: in words, the weightiest first."""

    score: float
    reasons: tuple[str, ...] = ()

    @property
    def is_grave(self) -> bool:
        """Whether a person should look before the box is learned from or painted."""
        return self.score >= SURE_BELOW


def doubts(faces: Sequence[Face], judge: Judge | None = None) -> dict[int, Doubt]:
    """The doubt of every box of ONE photo, by its number. Boxes that a person made or decided on carry none."""
    judged = [face for face in faces if is_open(face)]
    accepted = [face for face in faces if face.state is not FaceState.REJECTED and not is_open(face)]
    suspicions = suspect(judged, accepted)
    moves = judge.moves(judged, suspicions) if judge is not None else [0.0] * len(judged)
    told = {face.id: Doubt(0.0) for face in faces}
    return told | {face.id: _tell(found, move) for face, found, move in zip(judged, suspicions, moves, strict=True)}


def find_doubtful(faces: Sequence[Face]) -> frozenset[int]:
    """The boxes of a project that are gravely doubted and that nobody has looked at, by their numbers.

    faces: all there are, since the judge learns from what was decided on any of them.
    """
    judge = learn_judge(faces)
    by_photo: dict[int, list[Face]] = {}
    for face in faces:
        by_photo.setdefault(face.photo_id, []).append(face)
    waiting = (on_photo for on_photo in by_photo.values() if any(map(is_open, on_photo)))
    judged = (told for on_photo in waiting for told in doubts(on_photo, judge).items())
    return frozenset(number for number, doubt in judged if doubt.is_grave)


def find_doubtful_new(found: Sequence[NewFace]) -> frozenset[int]:
    """The same of boxes just found on one photo outside any project, by their places."""
    faces = [
        Face(place, 0, new.box, new.state, new.source, new.weight, new.eyes, "", new.evidence)
        for place, new in enumerate(found)
    ]
    return find_doubtful(faces)


def paintable_boxes(faces: Iterable[Face], doubtful: Iterable[int]) -> tuple[Box, ...]:
    """The boxes of a photo that are painted: those that are faces, but for the doubtful ones; in order of number."""
    unsure = frozenset(doubtful)
    wanted = [face for face in faces if face.state in USABLE and face.id not in unsure]
    return tuple(face.box for face in sorted(wanted, key=lambda face: face.id))


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
