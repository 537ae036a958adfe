"""Learns from what a person accepted and rejected how to sort the next boxes. It knows no picture and no project."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.faces.clues import Suspicion, suspect
from models.faces.gradients import SIZE
from models.records import Face, FaceState

FEWEST = 3
"""Decisions of each kind below which nothing is learned: any line parts two and two."""

MOST = 1500
"""Decisions of each kind that are looked at: more would not change what 136 numbers can say, only take longer."""

Numbers = npt.NDArray[np.float64]

_MEASURED = 8
_FREEDOM = np.array([0.5] * _MEASURED + [1.0] * SIZE)
"""How far a weight may stray from 0, as the deviation of its normal prior: what is measured may move a box by a step

or two of log-odds, and so may the gradients, where two faces lie about 0.7 apart. A few decisions thus change little.
"""
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Judge:
    """What was learned: the weight of each measured number, and how many decisions stand behind it."""

    accepted: int
    rejected: int
    weights: tuple[float, ...]
    usual_gradients: tuple[float, ...]

    def moves(self, faces: Sequence[Face], suspicions: Sequence[Suspicion]) -> list[float]:
        """By how much each box's log-odds of being false change; 0 where nothing was measured of the box."""
        known = [place for place, face in enumerate(faces) if _is_measured(face)]
        moves = [0.0] * len(faces)
        if known:
            rows = _rows([faces[place] for place in known], [suspicions[place].log_odds for place in known])
            rows[:, _MEASURED:] -= self.usual_gradients
            for place, move in zip(known, rows @ np.array(self.weights), strict=True):
                moves[place] = float(move)
        return moves


def learn_judge(faces: Sequence[Face]) -> Judge | None:
    """A judge from the decisions in these faces' states; None where there are too few.

    faces: all of a project, whoever asks, since each decision is seen beside the boxes of its photo.

    A box that the detector found counts as false when it was rejected, as true when it was confirmed or corrected.
    Logistic regression on top of the doubt that is told without a judge, its weights held near 0 by a normal prior:
    the most probable weights by Newton's method (Bishop, Pattern Recognition and Machine Learning, 4.3.3 and 4.5).
    """
    usable = sorted((face for face in faces if _is_decided(face)), key=lambda face: (face.photo_id, face.id))
    kinds = [[face for face in usable if (face.state is FaceState.REJECTED) is wanted] for wanted in (False, True)]
    accepted, rejected = map(len, kinds)
    if min(accepted, rejected) < FEWEST:
        return None
    chosen = [face for kind in kinds for face in kind[:: _every(kind)]]
    odds = _first_odds(faces, chosen)
    false = np.array([face.state is FaceState.REJECTED for face in chosen], np.float64)
    counts = np.where(false == 1, _every(kinds[1]), _every(kinds[0])).astype(np.float64)
    rows = _rows(chosen, odds)
    usual = rows[:, _MEASURED:].mean(axis=0)
    rows[:, _MEASURED:] -= usual
    weights = _most_probable(rows, np.array(odds), false, counts)
    return Judge(accepted, rejected, tuple(weights.tolist()), tuple(usual.tolist()))


def _every(kind: Sequence[Face]) -> int:
    """Of very many decisions every so manieth is looked at, and counts for the others."""
    return -(-len(kind) // MOST)


def _first_odds(faces: Sequence[Face], chosen: Sequence[Face]) -> list[float]:
    """The log-odds these boxes had when they were first seen, before any decision on their photo."""
    photos = {face.photo_id for face in chosen}
    by_photo: dict[int, list[Face]] = {photo: [] for photo in photos}
    for face in faces:
        if face.photo_id in photos:
            by_photo[face.photo_id].append(face)
    odds: dict[int, float] = {}
    for on_photo in by_photo.values():
        on_photo.sort(key=lambda face: face.id)
        found = [face for face in on_photo if face.weight is not None]
        by_hand = [face for face in on_photo if face.weight is None and face.state is not FaceState.REJECTED]
        odds |= {face.id: one.log_odds for face, one in zip(found, suspect(found, by_hand), strict=True)}
    return [odds[face.id] for face in chosen]


def _is_decided(face: Face) -> bool:
    return face.state is not FaceState.SUGGESTED and _is_measured(face)


def _is_measured(face: Face) -> bool:
    return face.weight is not None and face.evidence is not None and len(face.evidence.gradients) == SIZE


def _rows(faces: Sequence[Face], odds: Sequence[float]) -> Numbers:
    """What is known of each box, (faces, numbers): all within about -2 to 2, and the gradients of length about 1."""
    measured = [_numbers(face, one) for face, one in zip(faces, odds, strict=True)]
    gradients = np.frombuffer(b"".join(face.evidence.gradients for face in faces if face.evidence), np.uint8)
    return np.hstack([np.array(measured), gradients.reshape(len(faces), SIZE) * (0.4 / 255)])


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


def _most_probable(rows: Numbers, odds: Numbers, false: Numbers, counts: Numbers) -> Numbers:
    """The weights that explain the decisions best, given the prior: Newton's steps, halved while they overshoot.

    counts: for how many decisions each row stands.
    """
    pull = 1 / np.square(_FREEDOM)
    weights = np.zeros(rows.shape[1])
    best = _cost(rows @ weights + odds, false, counts, weights, pull)
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights + odds, -30, 30)))
        slope = rows.T @ (counts * (chance - false)) + pull * weights
        bend = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        for _ in range(_ROUNDS):
            cost = _cost(rows @ (weights - step) + odds, false, counts, weights - step, pull)
            if cost <= best:
                break
            step /= 2
        if best - cost < 1e-6 * max(1.0, best):
            break
        weights, best = weights - step, cost
    return weights


def _cost(odds: Numbers, false: Numbers, counts: Numbers, weights: Numbers, pull: Numbers) -> float:
    """The negative logarithm of the weights' probability, but for a constant."""
    missed = counts * (np.logaddexp(0, odds) - false * odds)
    return float(missed.sum() + (pull * np.square(weights)).sum() / 2)
