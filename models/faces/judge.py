"""Learns from what a person accepted and rejected how to sort the next boxes. It knows no picture and no project."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

from models.faces.clues import Suspicion, suspect
from models.faces.sketch import SIZE
from models.records import Face, FaceState

FEWEST = 3
"""Decisions of each kind below which nothing is learned: any line parts two and two."""

Numbers = npt.NDArray[np.float64]

_MEASURED = 8
_FREEDOM = np.array([0.5] * _MEASURED + [1.0] * SIZE)
"""How far a weight may stray from 0, as the deviation of its normal prior: what is measured may move a box by a step

or two of log-odds, and so may the sketch, where two faces lie about 0.7 apart. A few decisions thus change little.
"""
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Judge:
    """What was learned: the weight of each measured number, and how many decisions stand behind it."""

    accepted: int
    rejected: int
    weights: tuple[float, ...]
    usual_sketch: tuple[float, ...]

    def moves(self, faces: Sequence[Face], suspicions: Sequence[Suspicion]) -> list[float]:
        """By how much each box's log-odds of being false change; 0 where nothing was measured of the box."""
        known = [place for place, face in enumerate(faces) if _is_measured(face)]
        moves = [0.0] * len(faces)
        if known:
            rows = _rows([faces[place] for place in known], [suspicions[place].log_odds for place in known])
            rows[:, _MEASURED:] -= self.usual_sketch
            for place, move in zip(known, rows @ np.array(self.weights), strict=True):
                moves[place] = float(move)
        return moves


def learn_judge(faces: Sequence[Face]) -> Judge | None:
    """A judge from the decisions in these faces' states (any number of photos); None where there are too few.

    A box that the detector found counts as false when it was rejected, as true when it was confirmed or corrected.
    Logistic regression on top of the doubt that is told without a judge, its weights held near 0 by a normal prior:
    the most probable weights by Newton's method (Bishop, Pattern Recognition and Machine Learning, 4.3.3 and 4.5).
    """
    decided, odds = _decided(faces)
    false = np.array([face.state is FaceState.REJECTED for face in decided], np.float64)
    rejected = int(false.sum())
    accepted = len(decided) - rejected
    if min(rejected, accepted) < FEWEST:
        return None
    rows = _rows(decided, odds)
    usual = rows[:, _MEASURED:].mean(axis=0)
    rows[:, _MEASURED:] -= usual
    weights = _most_probable(rows, np.array(odds), false)
    return Judge(accepted, rejected, tuple(weights.tolist()), tuple(usual.tolist()))


def _decided(faces: Sequence[Face]) -> tuple[list[Face], list[float]]:
    """The boxes to learn from, and their log-odds when they were first seen, before any decision."""
    decided: list[Face] = []
    odds: list[float] = []
    for on_photo in _by_photo(faces):
        # a photo without a decision teaches nothing
        if all(face.state is FaceState.SUGGESTED for face in on_photo):
            continue
        found = [face for face in on_photo if face.weight is not None]
        by_hand = [face for face in on_photo if face.weight is None and face.state is not FaceState.REJECTED]
        for face, suspicion in zip(found, suspect(found, by_hand), strict=True):
            if face.state is not FaceState.SUGGESTED and _is_measured(face):
                decided.append(face)
                odds.append(suspicion.log_odds)
    return decided, odds


def _by_photo(faces: Iterable[Face]) -> Iterator[list[Face]]:
    ordered = sorted(faces, key=lambda face: (face.photo_id, face.id))
    for _, group in groupby(ordered, key=lambda face: face.photo_id):
        yield list(group)


def _is_measured(face: Face) -> bool:
    return face.weight is not None and face.evidence is not None and len(face.evidence.sketch) == SIZE


def _rows(faces: Sequence[Face], odds: Sequence[float]) -> Numbers:
    """What is known of each box, (faces, numbers): all within about -2 to 2, and the sketch of length about 1."""
    measured = [_numbers(face, one) for face, one in zip(faces, odds, strict=True)]
    sketches = np.frombuffer(b"".join(face.evidence.sketch for face in faces if face.evidence), np.uint8)
    return np.hstack([np.array(measured), sketches.reshape(len(faces), SIZE) * (0.4 / 255)])


def _numbers(face: Face, odds: float) -> tuple[float, ...]:
    found = face.evidence
    assert found is not None
    return (
        1.0,
        _within(odds / 4),
        _within(math.log2(1 + found.agreeing) / 2 - 1.5),
        _within(math.log2(1 + found.second) / 2 - 2),
        len(face.eyes) - 1.0,
        _within(math.log2(1 + found.contrast) - 5),
        _within(math.log2(face.box.width) / 2 - 3),
        _within(abs(face.box.angle) / 20),
    )


def _within(number: float) -> float:
    return min(2.0, max(-2.0, number))


def _most_probable(rows: Numbers, odds: Numbers, false: Numbers) -> Numbers:
    """The weights that explain the decisions best, given the prior: Newton's steps, halved while they overshoot."""
    pull = 1 / np.square(_FREEDOM)
    weights = np.zeros(rows.shape[1])
    best = _cost(rows @ weights + odds, false, weights, pull)
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights + odds, -30, 30)))
        slope = rows.T @ (chance - false) + pull * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        for _ in range(_ROUNDS):
            cost = _cost(rows @ (weights - step) + odds, false, weights - step, pull)
            if cost <= best:
                break
            step /= 2
        if best - cost < 1e-6 * max(1.0, best):
            break
        weights, best = weights - step, cost
    return weights


def _cost(odds: Numbers, false: Numbers, weights: Numbers, pull: Numbers) -> float:
    """The negative logarithm of the weights' probability, but for a constant."""
    return float(np.logaddexp(0, odds).sum() - false @ odds + (pull * np.square(weights)).sum() / 2)
