"""Whose mean was painted, in plain figures: what an average's recipe lists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AveragedFace:
    """A face in an average. photo: by its content; x to angle: its box on the photo, turned clockwise by so many

    quarters (see models.records.Box).
    """

    photo: str
    x: float
    y: float
    width: float
    height: float
    angle: float = 0.0
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Average:
    """The mean of the faces A, or a mix of it with the mean of the faces B; share of the way from A to B, 0 to 1."""

    first: tuple[AveragedFace, ...]
    second: tuple[AveragedFace, ...] = ()
    share: float = 0.0
