"""The curves of one run: its losses at every step, its held-out scores now and then. No widget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.records import Scores
from studio.panes.train.live.curves import Numbers, Track

LEVELS = 127.5  # L1 is measured on [-1, 1]; people know levels of 255


@dataclass(frozen=True, slots=True)
class Line:
    """One curve: its name in the history and for people, colour token, lane, axis, factor, and how a value is said."""

    name: str
    title: str
    colour: str
    lane: str
    right: bool
    scale: float
    words: str
    help: str


LINES = (
    Line(
        "l1",
        "L1",
        "accent",
        "losses",
        False,
        LEVELS,
        "L1 {:.1f}",
        "Mean distance between painted and true, in levels of 255",
    ),
    Line(
        "generator",
        "generator",
        "corrected",
        "losses",
        True,
        1.0,
        "generator {:.2f}",
        "How badly the painter fools the judge",
    ),
    Line(
        "discriminator",
        "discriminator",
        "confirmed",
        "losses",
        True,
        1.0,
        "discriminator {:.2f}",
        "How badly the judge tells painted from true",
    ),
    Line(
        "psnr",
        "held out",
        "text",
        "scores",
        False,
        1.0,
        "held out {:.2f} dB",
        "How close paintings of faces it never learned from come to the true ones: PSNR in dB, higher is better",
    ),
    Line(
        "ssim",
        "SSIM",
        "quiet",
        "scores",
        True,
        1.0,
        "SSIM {:.3f}",
        "Likeness of structure, 1 is equal; gray pictures score high too, so it says little of colours",
    ),
)
LANES = ("losses", "scores")


def lines_of(lane: str) -> tuple[Line, ...]:
    return tuple(line for line in LINES if line.lane == lane)


class RunCurves:
    """losses, scores: the tracks of the two lanes, both over steps and seconds. title: of the run, for overlays."""

    def __init__(self, title: str = "") -> None:
        self.title = title
        self.losses, self.scores = (Track([line.name for line in lines_of(lane)]) for lane in LANES)

    def track(self, lane: str) -> Track:
        return self.losses if lane == "losses" else self.scores

    @property
    def last_step(self) -> int:
        return max(self.losses.last_step, self.scores.last_step)

    @property
    def last_second(self) -> float:
        return max(self.losses.last_second, self.scores.last_second)

    def add(self, step: int, seconds: float, losses: Mapping[str, float]) -> None:
        """The losses after `step`; names without a curve are left out. One before the newest begins again there."""
        if step <= self.losses.last_step:
            self.cut(step - 1)
        self.losses.add(step, seconds, losses)

    def extend(self, steps: Numbers, seconds: Numbers, losses: Mapping[str, Numbers]) -> None:
        """Many steps at once, as they lie on the disk; they replace those that were added one by one meanwhile."""
        if len(steps):
            newer = self.losses.after(float(steps[-1]))
            self.losses.cut(float(steps[0]) - 1)
            gap = np.full(len(steps), np.nan)
            rows = np.stack([losses.get(name, gap) for name in self.losses.names], axis=1)
            self.losses.extend(steps, seconds, rows)
            self.losses.extend(*newer)

    def add_scores(self, step: int, scores: Scores) -> None:
        """Held-out scores after `step`; one that is there already is not added again."""
        if step > self.scores.last_step:
            self.scores.add(step, self.second_of(step), {"psnr": scores.psnr, "ssim": scores.ssim})

    def set_scores(self, scores: Sequence[tuple[int, Scores]]) -> None:
        """All held-out scores, by step in order."""
        self.scores.cut(-1)
        for step, score in scores:
            self.add_scores(step, score)

    def second_of(self, step: int) -> float:
        """When that step was done, as far as the losses tell."""
        index = self.losses.index_near(step, by_step=True)
        return self.losses.sample(index)[1] if index >= 0 else 0.0

    def cut(self, step: float) -> None:
        """Forget what came after this step."""
        self.losses.cut(step)
        self.scores.cut(step)
