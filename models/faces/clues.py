"""What speaks against a box being a face, and how much: by itself, and by the other boxes of its photo.

Each clue is worth a step in log-odds, the natural logarithm of the odds of being false: 0 leaves it open, 2 is 7 to 1
against the box, -2 as much for it. The steps are round figures set by hand, each with its reason; nothing is fitted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from models.faces.boxes import Square, haar_from_crop_box
from models.faces.detectors import DETECTORS, Detector
from models.records import Box, Face, NewFace

Clue = tuple[float, str]
"""A step in log-odds, and what is said of it when it speaks against the box."""

_MOST = 2.0
"""No measurement of the box alone is worth more than 7 to 1: each of them has been seen to err that often."""
_USUAL_AGREEING = 8.0
_USUAL_SECOND = 16.0
"""As many windows leave it open; twice or half as many are a step for or against the box."""
_SHARED = 0.8
"""Weight and counts come from the same pixels, so they are worth a little less together than their sum."""
_FLAT = 20.0
"""Faces in a photo worth keeping have more contrast than this, also in shade."""
_OVERLAP = 0.25
"""Share of the smaller square from which on two boxes can hardly be two heads."""
_DOUBLE = 5.0
"""Two overlapping boxes: one of them is false all but surely."""
_SIZE = 0.7
"""Heads on one photo differ by less than 2 ** 0.7 = 1.6 mostly."""
_LIKELIEST = 1.0
"""Photos are brought in because somebody is on them: the likeliest box has this much in advance."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """log_odds: of the box being false; against: the clues that raised them, the weightiest first."""

    log_odds: float
    against: tuple[Clue, ...]


def suspect(judged: Sequence[Face | NewFace], accepted: Sequence[Face | NewFace] = ()) -> list[Suspicion]:
    """How suspicious each box of one photo is, given the other ones and those that are surely faces."""
    alone = [clues_of(face) for face in judged]
    odds = [sum(step for step, _ in clues) for clues in alone]
    squares = [haar_from_crop_box(face.box) for face in (*judged, *accepted)]
    odds_all = [*odds, *(-math.inf for _ in accepted)]
    likeliest = min(range(len(judged)), key=lambda place: odds[place], default=-1) if not accepted else -1
    suspicions = []
    for place, clues in enumerate(alone):
        found = [*clues, *_overlaps(place, squares, odds_all), *_size(place, squares, odds_all)]
        total = sum(step for step, _ in found) - (_LIKELIEST if place == likeliest else 0.0)
        against = sorted((clue for clue in found if clue[0] > 0 and clue[1]), key=lambda clue: -clue[0])
        suspicions.append(Suspicion(total, tuple(against)))
    return suspicions


def odds_alone(face: Face | NewFace) -> float:
    """The log-odds of being false by the box's own clues."""
    return sum(step for step, _ in clues_of(face))


def lie_over(a: Box, b: Box) -> bool:
    """Whether two boxes share so much that they can hardly be two heads."""
    return shared_part(a, b) > _OVERLAP


def shared_part(a: Box, b: Box) -> float:
    """The common area of two boxes' inner squares as a share of the smaller one, 0 to 1; their angles left out."""
    return _shared(haar_from_crop_box(a), haar_from_crop_box(b))


def clues_of(face: Face | NewFace) -> list[Clue]:
    """What the box tells by itself."""
    detector = _detector(face)
    sideways = detector is not None and detector.mirrored
    clues = [(_weight(face, detector), "Low cascade weight")]
    found = face.evidence
    if found is not None:
        second = _within(math.log2(_USUAL_SECOND) - math.log2(1 + found.second))
        # the others know faces from the front only: they can speak for a profile, not against it
        clues.append((_SHARED * (min(0.0, second) if sideways else second), "A second cascade sees no face"))
        agreeing = _within(math.log2(_USUAL_AGREEING) - math.log2(max(1, found.agreeing)))
        clues.append((_SHARED * agreeing, "Few windows agree"))
        clues.append((1.0 if found.contrast < _FLAT else 0.0, "Flat picture"))
    if not sideways:
        # the eye cascade misses eyes behind glasses, and small ones: a hint
        clues.append(((0.7, 0.0, -0.7)[min(2, len(face.eyes))], "No eyes inside"))
    return clues


def _weight(face: Face | NewFace, detector: Detector | None) -> float:
    """0 at the weight from which on false boxes are rare, 2 at the least there is."""
    if detector is None or face.weight is None:
        return 0.0
    span = detector.weight_sure - detector.weight_floor
    step = _within(_MOST * (detector.weight_sure - face.weight) / span)
    return step * (_SHARED if face.evidence is not None else 1.5)


def _detector(face: Face | NewFace) -> Detector | None:
    name = face.source.removeprefix("haar:")
    return DETECTORS.get(name) if name in DETECTORS.names() else None


def _overlaps(place: int, squares: Sequence[Square], odds: Sequence[float]) -> list[Clue]:
    """Against a box that lies over a likelier one; of two that are as likely the later one is doubted."""
    worst = 0.0
    for other, square in enumerate(squares):
        if other != place and (odds[other], other) < (odds[place], place):
            share = _shared(squares[place], square)
            if share > _OVERLAP:
                worst = max(worst, _DOUBLE * _chance_of_face(odds[other]))
    return [(worst, "Overlaps a likelier face")] if worst else []


def _size(place: int, squares: Sequence[Square], odds: Sequence[float]) -> list[Clue]:
    """Against a box of quite another size than the believable ones beside it."""
    widths = [square[2] for other, square in enumerate(squares) if other != place and odds[other] < -_LIKELIEST]
    if not widths:
        return []
    apart = math.log2(squares[place][2] / median(widths))
    # one other head may stand nearer or further off; where several agree on a size it means more
    step = min(_MOST, max(0.0, abs(apart) - _SIZE) * (2.0 if len(widths) > 2 else 1.0))
    return [(step, f"Much {'larger' if apart > 0 else 'smaller'} than its neighbours")]


def _shared(a: Square, b: Square) -> float:
    """The common area as a share of the smaller square."""
    wide = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    high = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return wide * high / min(a[2] * a[3], b[2] * b[3]) if wide > 0 and high > 0 else 0.0


def _chance_of_face(log_odds: float) -> float:
    return 1 / (1 + math.exp(min(50.0, log_odds)))


def _within(step: float) -> float:
    return min(_MOST, max(-_MOST, step))
